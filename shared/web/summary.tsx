import type { ComponentChildren } from 'preact';

type Props = {
  readonly title: string;
  readonly text?: string | undefined;
  /** To what has to be corrected, by the id of its field. */
  readonly links: readonly { readonly field: string; readonly text: string }[];
  readonly children?: ComponentChildren;
};

/** What stands in the way of a form, first on its page; focus lands here without a script. */
export const Summary = ({ title, text, links, children }: Props) => (
  <div class="summary" role="alert" tabIndex={-1} autofocus>
    <h2>{title}</h2>
    {text !== undefined && <p>{text}</p>}
    {links.length > 0 && (
      <ul>
        {links.map((link) => (
          <li key={link.field}>
            <a href={`#${link.field}`}>{link.text}</a>
          </li>
        ))}
      </ul>
    )}
    {children}
  </div>
);
