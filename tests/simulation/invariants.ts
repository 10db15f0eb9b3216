import type { Session } from '../../shared/domain/programme.ts';
import { isLive, type Registration } from '../../shared/domain/registration.ts';
import { claimsOf, seatsHeld } from '../../shared/domain/seats.ts';
import { fromItem, type Item } from '../../shared/store/item.ts';
import { type Block, blockItem, keys, registrationIn, registrationItem } from '../../shared/store/table.ts';
import type { Change, Table } from './stand-in/table.ts';
import type { Attributes } from './stand-in/wire.ts';

/** What must hold after every single write; each breach is told as a sentence. */
export function ledgerWatch(table: Table, sessions: readonly Session[]) {
  const breaches: string[] = [];
  let seen = table.changes.length;

  function look(): void {
    for (const change of table.changes.slice(seen)) {
      seen += 1;
      if (change.place.pk.startsWith('BLOCK#')) lookAtBlock(change);
      else if (registrationIn(change.place) !== undefined) lookAtRegistration(change);
    }
  }

  function lookAtBlock({ place, before, after }: Change): void {
    if (after?.lim === undefined) {
      tell(`${place.pk} lost its limit`);
      return;
    }
    const block = asBlock(after);
    if (block.claims.size > block.lim) tell(`${place.pk} is oversold: ${block.claims.size} of ${block.lim}`);
    const removed = [...(before ? claimTexts(before) : [])].filter((claim) => !claimTexts(after).has(claim));
    for (const registration of registrations()) {
      for (const { pk, claim } of granted(registration)) {
        if (pk === place.pk && removed.includes(claim))
          tell(`${place.pk} lost a claim that ${registration.key} was granted`);
      }
    }
  }

  function lookAtRegistration({ place, before, after }: Change): void {
    if (after?.status === undefined) {
      tell(`${place.pk} has no status`);
      return;
    }
    const now = asRegistration(after);
    const then = before && asRegistration(before);
    if (registrationIn(place)?.key !== now.key) tell(`${place.pk} carries the key of another`);
    if (then !== undefined && (now.next < then.next || now.rev < then.rev))
      tell(`${now.key} went back: next ${then.next} to ${now.next}, rev ${then.rev} to ${now.rev}`);
    if (!isLive(now.status) && now.held.length > 0) tell(`${now.key} is ${now.status} and holds seats`);
    if (now.held.some(({ from, count }) => from + count > now.next))
      tell(`${now.key} holds undecided numbers`);
    if (['confirmed', 'pending', 'offered'].includes(now.status) && seatsHeld(now.held) !== now.partySize)
      tell(`${now.key} is ${now.status} for ${now.partySize} and holds ${seatsHeld(now.held)}`);
    const known = new Set(then === undefined ? [] : numbersOf(then));
    for (const number of numbersOf(now)) {
      if (!known.has(number) && then !== undefined && number < then.next)
        tell(`${now.key} was granted the old number ${number}`);
    }
    const kept = new Set([...numbersOf(now), ...now.givenUp.flatMap(numbersIn)]);
    for (const number of known) {
      if (!kept.has(number)) tell(`${now.key} gave number ${number} up without saying so`);
    }
    for (const { pk, claim } of granted(now)) {
      const block = table.standing({ pk, sk: keys.block(sessions[0]?.id ?? ('' as never), 0).sk });
      if (block === undefined || !claimTexts(block).has(claim))
        tell(`${now.key} was granted a seat that is not in ${pk}`);
    }
    for (const { id, capacity } of sessions) {
      const taken = registrations()
        .filter(({ session }) => session === id)
        .reduce((sum, { held }) => sum + seatsHeld(held), 0);
      if (taken > capacity) tell(`${id} is oversold: ${taken} of ${capacity}`);
    }
  }

  const tell = (breach: string): void => {
    breaches.push(breach);
  };
  const registrations = (): readonly Registration[] =>
    table
      .items(undefined, true)
      .filter(({ pk }) => pk !== undefined && 'S' in pk && pk.S.startsWith('REGISTRATION#'))
      .filter(({ status }) => status !== undefined && 'S' in status && status.S !== 'void')
      .map(asRegistration);

  return { look, breaches, registrations, blocks: (session: Session) => blocksOf(table, session) };
}

export const blocksOf = (table: Table, { id, blocks }: Session): readonly Block[] =>
  Array.from({ length: blocks }, (_, block) => asBlock(table.standing(keys.block(id, block)) ?? {}));

const numbersIn = ({ from, count }: { from: number; count: number }): number[] =>
  Array.from({ length: count }, (_, index) => from + index);
const numbersOf = ({ held }: Registration): number[] => held.flatMap(numbersIn);

/** The claims a registration was granted, by the block they stand in. */
const granted = ({ key, session, held }: Registration) =>
  held.flatMap((grant) =>
    claimsOf(key, grant).map((claim) => ({
      pk: keys.block(session, grant.block).pk,
      claim: Buffer.from(claim).toString('base64'),
    })),
  );

const claimTexts = ({ claims }: Attributes): ReadonlySet<string> =>
  new Set(claims !== undefined && 'BS' in claims ? claims.BS : []);

const decoded = new WeakMap<Attributes, unknown>();
function once<Result>(read: (item: Attributes) => Result): (item: Attributes) => Result {
  return (item) => {
    if (!decoded.has(item)) decoded.set(item, read(item));
    return decoded.get(item) as Result;
  };
}
const asBlock = once((item): Block => fromItem(blockItem, withBytes(item)));
const asRegistration = once(
  (item): Registration => fromItem(registrationItem, withBytes(item)) as Registration,
);

const withBytes = (item: Attributes): Item =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      'BS' in value
        ? { BS: value.BS.map((one) => Uint8Array.from(Buffer.from(one, 'base64'))) }
        : (value as Item[string]),
    ]),
  );
