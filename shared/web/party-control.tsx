import type { Described } from './fields.tsx';

const LISTED_UP_TO = 10; // a larger party is typed: nobody scrolls through thirty numbers

type Props = {
  readonly described: Described;
  readonly max: number;
  readonly group: boolean;
  readonly value: string;
  /** What stands for no number, where there may be none. */
  readonly none?: string;
};

/** How many people: chosen from a list, or typed where that would be long. */
export const PartyControl = ({ described, max, group, value, none }: Props) =>
  group || max > LISTED_UP_TO ? (
    <input
      {...described}
      class="short"
      inputMode="numeric"
      autocomplete="off"
      required={none === undefined}
      value={value}
    />
  ) : (
    <select {...described} class={none === undefined ? 'short' : undefined}>
      {none !== undefined && <option value="">{none}</option>}
      {Array.from({ length: max }, (_, index) => String(index + 1)).map((size) => (
        <option key={size} selected={size === value}>
          {size}
        </option>
      ))}
    </select>
  );
