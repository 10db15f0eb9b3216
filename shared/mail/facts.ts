import { type Chosen, inLanguage, type Language } from '../domain/language.ts';
import { type Impairment, isGroup } from '../domain/programme.ts';
import { dayAndHours } from '../text/format.ts';
import { hasSeat, type MailContext, oneLine } from './context.ts';
import { words } from './words.ts';

/** One thing to know about what people are registered for. */
export type Fact = {
  readonly label?: string | undefined;
  readonly text: string;
  /** The language of the text where it is not the reader's. */
  readonly lang?: Language | undefined;
  readonly href?: string | undefined;
};

export const titleOf = ({ event, registration }: MailContext): Chosen => {
  const { text, lang } = inLanguage(event.title, registration.language);
  return { text: oneLine(text), lang };
};

export const timesOf = ({ session, registration }: MailContext): readonly string[] =>
  session.timings.map(({ begin, end }) => dayAndHours(begin, end, registration.language));

export const isOnline = ({ session, event }: MailContext): boolean =>
  session.online || event.attendanceMode === 'online';

/** On one line: a name, a street, a town. */
export function placeOf(context: MailContext): string {
  const { venue, registration } = context;
  if (isOnline(context) || venue === undefined) return words[registration.language].online;
  return oneLine(`${venue.name}, ${venue.address}, ${venue.postalCode} ${venue.commune}`);
}

/** Only for people who may come, and come online. */
export const accessLinkOf = (context: MailContext): string | undefined =>
  isOnline(context) && hasSeat(context.registration) ? context.event.onlineAccessLink : undefined;

/** Where, how many, and what to know before coming. */
export function factsOf(context: MailContext): readonly Fact[] {
  const { event, venue, registration } = context;
  const { language } = registration;
  const say = words[language];
  const link = accessLinkOf(context);
  const told = (label: string, text: Chosen | undefined): Fact[] =>
    text === undefined
      ? []
      : [{ label, text: oneLine(text.text), lang: text.lang === language ? undefined : text.lang }];
  return [
    { text: placeOf(context) },
    { text: partyOf(context) },
    ...(link === undefined ? [] : [{ label: say.accessLink, text: link, href: link }]),
    ...(isOnline(context) ? [] : told(say.access, venue?.access && inLanguage(venue.access, language))),
    ...told(say.conditions, event.conditions && inLanguage(event.conditions, language)),
    ...accessibilityOf(context),
  ];
}

export const partyOf = ({
  event,
  registration: { language, partySize, establishment },
}: MailContext): string =>
  isGroup(event.registration)
    ? words[language].group(partySize, oneLine(establishment ?? ''))
    : words[language].people(partySize);

function accessibilityOf(context: MailContext): readonly Fact[] {
  const { event, venue, registration } = context;
  const say = words[registration.language];
  const steps = !isOnline(context) && venue?.accessibility.mi === false;
  const provided = (Object.keys(say.accessibleFor) as Impairment[])
    .filter(
      (impairment) =>
        event.accessibility[impairment] && !(impairment === 'mi' && (steps || isOnline(context))),
    )
    .map((impairment) => say.accessibleFor[impairment]);
  const text = [...provided, ...(steps ? [say.noWheelchair] : [])].join(', ');
  return text === '' ? [] : [{ label: say.accessibility, text }];
}
