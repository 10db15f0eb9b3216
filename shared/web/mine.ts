import type { Language } from '../domain/language.ts';
import { beginOf, endOf } from '../domain/programme.ts';
import { isLive, isReleasable, type Registration } from '../domain/registration.ts';
import { hasSeat, type MailContext } from '../mail/context.ts';
import type { MyRegistrationWords } from '../text/fr/my-registration.ts';

/** One registration as its bearer sees it. */
export type Mine = { readonly language: Language; readonly token: string; readonly context: MailContext };

export type Standing = keyof MyRegistrationWords['status'];

/** Where a registration stands now, for a person: its status, unless the event is cancelled or the session over. */
export function standingOfMine({ registration, event, session, now }: MailContext): Standing {
  const { status, entry } = registration;
  if (status === 'released' && entry !== undefined) return 'left';
  if (status === 'lapsed' && entry !== undefined) return 'notFound';
  if (!isLive(status)) return status;
  if (event.status === 'cancelled') return 'eventCancelled';
  return now >= endOf(session) ? 'past' : status;
}

/** A ticket opens the door: only for a seat of a session still to come. */
export const hasTicket = (context: MailContext): boolean =>
  hasSeat(context.registration) && standingOfMine(context) === context.registration.status;

export const canRelease = (context: MailContext): boolean =>
  isReleasable(context.registration.status) && standingOfMine(context) === context.registration.status;

/** What a link of a mail may ask for, by the last part of its address. */
export const answers = [
  'confirmer',
  'accepter',
  'decliner',
] as const satisfies (keyof MyRegistrationWords['answers'])[];
export type Answer = (typeof answers)[number];

const askedFor: Readonly<Record<Answer, (registration: Registration) => boolean>> = {
  confirmer: ({ status }) => status === 'pending',
  accepter: ({ status, lapses }) =>
    status === 'offered' || status === 'invited' || (status === 'waiting' && lapses !== undefined),
  decliner: ({ status }) => status === 'offered',
};

/** Whether there is something to say yes or no to, still before the session begins. */
export const mayAnswer = (context: MailContext, answer: Answer): boolean =>
  askedFor[answer](context.registration) &&
  standingOfMine(context) === context.registration.status &&
  context.now < beginOf(context.session);

/** Waits in the list, holding nothing that could be given back. */
export const isListed = ({ status }: Registration): boolean => status === 'waiting' || status === 'invited';
