import type { Instant } from '../../shared/domain/instant.ts';
import { heldLonger } from '../../shared/domain/offers.ts';
import { beginOf } from '../../shared/domain/programme.ts';
import { type MessageId, messageKind, type Registration } from '../../shared/domain/registration.ts';
import { sessionOf } from '../../shared/mail/context.ts';
import { holdLonger } from '../../shared/store/deadline.ts';
import type { Sources } from './sources.ts';

/** A mail that asks for an answer goes at `mailAt` only: the seats it is about are held as much longer. */
export async function holdForLateMail(
  { store, programme: load }: Sources,
  registration: Registration,
  mail: MessageId,
  mailAt: Instant,
): Promise<void> {
  if (!['A2', 'A5'].includes(messageKind(mail))) return;
  const programme = await load();
  const session = programme && sessionOf(programme, registration.session);
  const until = session && heldLonger(registration, mailAt, beginOf(session));
  if (until !== undefined) await holdLonger(store, registration, until);
}
