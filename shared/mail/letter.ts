import type { Chosen, Language } from '../domain/language.ts';
import { plainSpaces } from '../text/typography.ts';
import type { Fact } from './facts.ts';

export type Action = {
  readonly before?: string | undefined;
  readonly words: string;
  readonly href: string;
  readonly after?: string | undefined;
};

/** What a mail says, once: its plain text and its HTML are two ways to set it. */
export type Letter = {
  readonly language: Language;
  readonly subject: string;
  readonly sender: string;
  readonly greeting: string;
  readonly opening: readonly string[];
  readonly title: Chosen;
  readonly times: readonly string[];
  readonly facts: readonly Fact[];
  /** What stands in the way of it, each with where to look. */
  readonly warnings?: readonly Action[] | undefined;
  /** What the list is of. */
  readonly listed?: string | undefined;
  readonly list?: readonly Entry[] | undefined;
  readonly ticket?: Ticket | undefined;
  /** The one thing to do, if there is one. */
  readonly action: Action;
  readonly release?: Action | undefined;
  readonly afterwards?: Action | undefined;
  readonly notes: readonly string[];
  readonly question: { readonly words: string; readonly address: string };
  readonly signature: readonly string[];
  readonly why: string;
  readonly privacy: Action;
  /** How to receive no more mails of this kind: the mail's header says the same. */
  readonly stop?: Action | undefined;
  readonly labelled: (label: string, text: string) => string;
};

/** One of several things that a mail lists, with its own link. */
export type Entry = Pick<Letter, 'title' | 'times' | 'facts' | 'action' | 'release'>;

export type Ticket = {
  readonly label: string;
  readonly code: string;
  readonly hint: string;
  /** What the QR code says in words, for those who do not see it. */
  readonly alternative: string;
};

export function letterText(letter: Letter): string {
  const { ticket, labelled } = letter;
  const sections = [
    letter.greeting,
    ...letter.opening,
    aboutText(letter, letter),
    ...(letter.warnings ?? []).map(actionText),
    ...(letter.listed === undefined ? [] : [letter.listed]),
    ...(letter.list ?? []).map((entry) =>
      [aboutText(letter, entry), ...[entry.action, entry.release].filter(given).map(actionText)].join('\n'),
    ),
    ...(ticket === undefined ? [] : [`${labelled(ticket.label, ticket.code)}\n${ticket.hint}`]),
    actionText(letter.action),
    ...[letter.release, letter.afterwards].filter(given).map(actionText),
    ...letter.notes,
    `${letter.question.words} ${letter.question.address}`,
    letter.signature.join('\n'),
    ['-- ', letter.why, ...[letter.stop, letter.privacy].filter(given).map(actionText)].join('\n'),
  ];
  return `${plainSpaces(sections.join('\n\n'))}\n`;
}

const given = (action: Action | undefined): action is Action => action !== undefined;

const aboutText = (letter: Letter, { title, times, facts }: Omit<Entry, 'action' | 'release'>): string =>
  [title.text, ...times, ...facts.map((fact) => factText(letter, fact))].join('\n');

const factText = ({ labelled }: Letter, { label, text }: Fact): string =>
  label === undefined ? text : labelled(label, text);

const actionText = ({ before, words, href, after }: Action): string =>
  `${[before, after === undefined ? words : `${words}. ${after}`].filter(Boolean).join(' ')}\n${href}`;
