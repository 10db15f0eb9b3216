import { alternatives } from '../../shared/domain/alternatives.ts';
import type { SessionId } from '../../shared/domain/ids.ts';
import { mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import { overlap } from '../../shared/domain/sessions.ts';
import { type MailContext, sessionOf } from '../../shared/mail/context.ts';
import { readHeads } from '../../shared/seats/blocks.ts';
import type { Store } from '../../shared/store/client.ts';
import { findMailbox } from '../../shared/store/mailboxes.ts';
import type { Programme } from '../../shared/store/programme.ts';
import type { Sources } from './sources.ts';

/** Where somebody whose session is cancelled could go: no event they are registered for, and nothing at the same time. */
export async function alternativesFor(
  { store, keys, programme: load, seatsLeft }: Sources,
  { registration, session, event, now }: MailContext,
): Promise<NonNullable<MailContext['alternatives']>> {
  const programme = await load();
  if (programme === undefined) return [];
  const { events, sessions, venues } = programme;
  const mailbox = await findMailbox(store, mailboxKey(await keys(), addressKey(registration.email)));
  const mine = Object.values(mailbox?.registrations ?? {})
    .map((known) => sessionOf(programme, known.session))
    .filter((other) => other !== undefined)
    .filter(({ id }) => id !== session.id);
  const seats = await seatsLeft();
  const offers = alternatives(
    { events: events.filter(({ slug }) => !mine.some((other) => other.event === slug)), sessions },
    (other) => (mine.some((own) => overlap(own, other)) ? 0 : (seats.get(other.id) ?? 0)),
    { event, sessions: [session], party: registration.partySize },
    now,
  );
  return offers.map((offer) => ({
    ...offer,
    venue: offer.event.venue === undefined ? undefined : venues.get(offer.event.venue),
  }));
}

/** Seats that anybody could take: where people wait, what is free is theirs. */
export async function readSeatsLeft(
  store: Store,
  programme: Programme | undefined,
): Promise<ReadonlyMap<SessionId, number>> {
  const heads = await readHeads(store, [...(programme?.sessions.values() ?? [])].flat());
  return new Map([...heads].map(([id, { phase, free }]) => [id, phase === 'open' ? free : 0]));
}
