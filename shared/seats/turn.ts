import type { RegistrationKey } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Session } from '../domain/programme.ts';
import { isRegistration, messageId, type Registration } from '../domain/registration.ts';
import { claimsOf, homeBlock, placeParty } from '../domain/seats.ts';
import { MOST_PASSES, nextInTurn, type Turn, type WaitingEntry } from '../domain/waiting.ts';
import type { Store } from '../store/client.ts';
import { fence, findArbiter, flipping, type Patch } from '../store/registrations.ts';
import type { Block } from '../store/table.ts';
import { transact } from '../store/transaction.ts';
import { delisting, forgetEntry, listWaiting, notePassed } from '../store/waiting.ts';
import { freeIn, headOf } from './blocks.ts';
import { readWithinCapacity } from './capacity.ts';
import { adding, holdAny } from './claims.ts';

/** Gives somebody who asks right now their seats if it is their turn: held only, where the address is confirmed first. */
export async function takeTurn(
  store: Store,
  session: Session,
  { key, confirmBefore }: Newcomer,
  now: Instant,
): Promise<void> {
  for (;;) {
    const entries = await listWaiting(store, session.id);
    const blocks = await readWithinCapacity(store, session);
    if (blocks.some(({ phase }) => phase !== 'waiting')) return;
    const turn = nextInTurn(entries, headOf(blocks).free, now);
    if (turn.kind !== 'grant' || turn.entry.key !== key) return;
    const granted = await grant(store, session, blocks, turn, (read) =>
      confirmBefore === undefined
        ? { ...confirming(read, now), try: { ...read.try, outcome: 'confirmed', seats: turn.seats } }
        : {
            ...holdingFor(read, confirmBefore, now),
            try: { ...read.try, outcome: 'pending', seats: turn.seats },
          },
    );
    if (granted) return;
  }
}

type Newcomer = { readonly key: RegistrationKey; readonly confirmBefore?: Instant | undefined };

type Given = Extract<Turn, { kind: 'grant' }>;

/** One transaction: the place in the list, the registration and the blocks that have room. */
export async function grant(
  store: Store,
  session: Session,
  blocks: readonly Block[],
  { entry, seats, passed }: Given,
  becoming: (read: Registration) => Patch,
): Promise<boolean> {
  const read = await standingFor(store, session, entry);
  if (read === undefined) return false;
  const numbers = { from: read.next, count: seats };
  if (holdAny(blocks, claimsOf(entry.key, numbers))) {
    await fence(store, entry, numbers.from + seats);
    return false;
  }
  for (const each of passed)
    if (each.passedBy.size < MOST_PASSES) await notePassed(store, session.id, each, entry.key);
  const held = placeParty(blocks.map(freeIn), homeBlock(entry.key, session.blocks), numbers);
  const granted = { ...becoming(read), partySize: seats, held, next: numbers.from + seats, entry: undefined };
  const done = await transact(store, [
    { Update: flipping(read, granted) },
    delisting(session.id, entry),
    ...held.map((each) => {
      const seen = { session: session.id, block: each.block, lim: blocks[each.block]?.lim ?? 0 };
      return { Update: adding({ ...seen, phase: 'waiting' }, claimsOf(entry.key, each)) };
    }),
  ]);
  return done === 'done';
}

/** The registration that an entry stands for; an entry that leads to nobody who waits goes. */
export async function standingFor(
  store: Store,
  session: Session,
  entry: WaitingEntry,
): Promise<Registration | undefined> {
  const read = await findArbiter(store, entry);
  if (read !== undefined && isRegistration(read) && read.entry === entry.place && isListed(read)) return read;
  await forgetEntry(store, session.id, entry);
  return undefined;
}

const isListed = ({ status }: Registration): boolean => status === 'waiting' || status === 'invited';

export const confirming = (read: Registration, now: Instant): Patch => ({
  status: 'confirmed',
  until: undefined,
  owed: { ...read.owed, [messageId('A1', read.rev + 1)]: now },
  flippedAt: now,
});

const holdingFor = (read: Registration, until: Instant, now: Instant): Patch => ({
  status: 'pending',
  until,
  owed: { ...read.owed, [messageId('A2', read.rev + 1)]: now },
  flippedAt: now,
});
