import type { ComponentChildren } from 'preact';

type Field = {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
};
export type Described = {
  readonly id: string;
  readonly name: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
};

/** A label, its hint and its error around one control, tied together for people who cannot see them side by side. */
export function LabelledField({
  name,
  label,
  hint,
  error,
  control,
}: Field & { control: (described: Described) => ComponentChildren }) {
  return (
    <div class={error === undefined ? 'field' : 'field wrong'}>
      <label for={name}>{label}</label>
      <Hint name={name} hint={hint} />
      <ErrorText name={name} error={error} />
      {control({ id: name, name, ...description({ name, hint, error }) })}
    </div>
  );
}

export const Hint = ({ name, hint }: Pick<Field, 'name' | 'hint'>) =>
  hint === undefined ? null : (
    <p class="hint" id={`${name}-hint`}>
      {hint}
    </p>
  );

export const ErrorText = ({ name, error }: Pick<Field, 'name' | 'error'>) =>
  error === undefined ? null : (
    <p class="error" id={`${name}-error`}>
      {error}
    </p>
  );

/** The ARIA attributes of a control (or group) with this hint and error. */
export function description({ name, hint, error }: Omit<Field, 'label'>) {
  const ids = [hint === undefined ? [] : `${name}-hint`, error === undefined ? [] : `${name}-error`].flat();
  return {
    ...(ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') }),
    ...(error === undefined ? {} : { 'aria-invalid': true as const }),
  };
}
