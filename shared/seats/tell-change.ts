import { owedWord, type Standing } from '../domain/change.ts';
import type { Instant } from '../domain/instant.ts';
import { endOf } from '../domain/programme.ts';
import { type Arbiter, isRegistration, messageId, type Registration } from '../domain/registration.ts';
import type { Store } from '../store/client.ts';
import { listRegistrations } from '../store/lists.ts';
import { type Conditional, findArbiter, flip, flipping, type Patch } from '../store/registrations.ts';
import { transact } from '../store/transaction.ts';
import { delisting } from '../store/waiting.ts';

const AT_ONCE = 20;

/**
 * Owes everybody on a session's list the word they have not had about how it stands now; run by anybody, any number of
 * times. Whoever registered a moment ago may be missing from the list: it must be looked at again.
 */
export async function tellOfChange(store: Store, standing: Standing, now: Instant): Promise<void> {
  const { session } = standing;
  if (now >= endOf(session)) return;
  const concerned = (await listRegistrations(store, session.id)).filter((each) => owedWord(each, standing));
  for (let start = 0; start < concerned.length; start += AT_ONCE)
    await Promise.all(
      concerned.slice(start, start + AT_ONCE).map((each) => tell(store, standing, each, now)),
    );
}

/** One write per person and change, made again on what stands if the person acted meanwhile. */
async function tell(store: Store, change: Standing, listed: Registration, now: Instant): Promise<void> {
  for (let read: Arbiter = listed; isRegistration(read); ) {
    const word = owedWord(read, change);
    if (word === undefined) return;
    const told: Patch = {
      toldRev: change.session.rev,
      ...(read.email !== '' && { owed: { ...read.owed, [messageId(word, read.rev + 1)]: now } }),
      flippedAt: now,
    };
    const written: Conditional =
      word === 'A15' ? await flip(store, read, told) : await cancel(store, read, told);
    if (written === 'done') return;
    read = written;
  }
}

/** Seats and place in the list go with the status; follow-changes removes the claims. */
async function cancel(store: Store, read: Registration, told: Patch): Promise<Conditional> {
  const cancelled: Patch = {
    ...told,
    status: 'cancelled',
    until: undefined,
    held: [],
    givenUp: [...read.givenUp, ...read.held.map((grant) => ({ ...grant, session: read.session }))],
  };
  if (read.entry === undefined) return flip(store, read, cancelled);
  const done = await transact(store, [
    { Update: flipping(read, cancelled) },
    delisting(read.session, { key: read.key, place: read.entry }),
  ]);
  return done === 'done' ? done : ((await findArbiter(store, read)) ?? read);
}
