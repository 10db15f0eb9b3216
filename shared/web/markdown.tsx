import type { ComponentChildren } from 'preact';

type Block =
  | { readonly kind: 'heading' | 'paragraph'; readonly lines: string[] }
  | { readonly kind: 'ul' | 'ol'; readonly items: string[][] };

/**
 * What an organiser wrote in Markdown: headings, paragraphs, lists, emphasis and links; anything else is text.
 * Elements are built, never markup, so nothing in the text can become an element of its own.
 */
export const Markdown = ({ text }: { readonly text: string }) => <>{blocksOf(text).map(shown)}</>;

function shown(block: Block) {
  switch (block.kind) {
    case 'heading':
      return <h3>{inline(block.lines.join(' '))}</h3>;
    case 'paragraph':
      return <p>{inline(block.lines.join(' '))}</p>;
    case 'ul':
    case 'ol': {
      const List = block.kind;
      return (
        <List>
          {block.items.map((lines) => (
            <li>{inline(lines.join(' '))}</li>
          ))}
        </List>
      );
    }
  }
}

const HEADING = /^ {0,3}#{1,6} +(.*?)[ #]*$/;
const ITEM = /^ {0,3}(?:[-*+]|(\d{1,9})[.)]) +(.*)$/;

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: string[] | undefined; // the lines that a line without a mark of its own continues
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, heading] = HEADING.exec(line) ?? [];
    const [, number, item] = ITEM.exec(line) ?? [];
    const last = blocks.at(-1);
    if (line.trim() === '') open = undefined;
    else if (heading !== undefined) {
      blocks.push({ kind: 'heading', lines: [heading] });
      open = undefined;
    } else if (item !== undefined) {
      const kind = number === undefined ? 'ul' : 'ol';
      open = [item];
      if (last?.kind === kind) last.items.push(open);
      else blocks.push({ kind, items: [open] });
    } else if (open !== undefined) open.push(line.trim());
    else {
      open = [line.trim()];
      blocks.push({ kind: 'paragraph', lines: open });
    }
  }
  return blocks;
}

/** In turn: an escaped character, a link, an address between angle brackets, strong and emphasised words. */
const MARK =
  /\\([!-/:-@[-`{-~])|\[([^[\]]+)\]\(((?:[^()\s]|\([^()\s]*\))+)\)|<([^<>\s]+)>|\*\*(?=\S)(.+?)\*\*|(?<!\w)([*_])(?=\S)(.+?)\6(?!\w)/g;

function inline(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    const [typed, escaped, label, target, address, strong, , emphasised] = match;
    const href = target ?? address ?? '';
    parts.push(text.slice(from, match.index));
    from = match.index + typed.length;
    if (escaped !== undefined) parts.push(escaped);
    else if (strong !== undefined) parts.push(<strong>{inline(strong)}</strong>);
    else if (emphasised !== undefined) parts.push(<em>{inline(emphasised)}</em>);
    else if (isWebAddress(href))
      parts.push(
        <a href={href} rel="noopener">
          {label ?? href}
        </a>,
      );
    else parts.push(typed);
  }
  return [...parts, text.slice(from)];
}

const isWebAddress = (address: string): boolean => /^https?:\/\//i.test(address) && URL.canParse(address);
