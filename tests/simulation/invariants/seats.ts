import { isLive, isRegistration, type Registration } from '../../../shared/domain/registration.ts';
import { claimsOf, grants, readClaim, seatsHeld } from '../../../shared/domain/seats.ts';
import { blockOf, keys } from '../../../shared/store/table.ts';
import { asArbiter, asBlock, claimTexts } from '../decoding.ts';
import type { Look } from './look.ts';

/** Of a block: its limit, and that only decided claims leave it and only admissible ones come. */
export const blocks: Look = ({ place, before, after }, { state, tell }) => {
  const id = blockOf(place);
  if (id === undefined) return;
  if (after?.lim === undefined) return tell(`${place.pk} lost its limit`);
  const block = asBlock(after);
  const number = Number(place.pk.slice(place.pk.lastIndexOf('#') + 1));
  if (block.claims.size > block.lim) tell(`${place.pk} is oversold: ${block.claims.size} of ${block.lim}`);
  const [then, now] = [before ? claimTexts(before) : new Set<string>(), claimTexts(after)];
  const arbiters = state.arbiters();
  const leadsTo = (claim: string) => {
    const read = readClaim(Buffer.from(claim, 'base64'));
    const owner = arbiters.find(({ key }) => key === read.key);
    const isGranted = owner?.session === id && grants(owner.held, number, read.number);
    return { ...read, owner, isGranted };
  };

  for (const claim of [...then].filter((one) => !now.has(one))) {
    const { key, number: claimed, owner, isGranted } = leadsTo(claim);
    if (isGranted) tell(`${place.pk} lost a claim that ${key} was granted`);
    if ((owner?.next ?? 0) <= claimed) tell(`${place.pk} lost the undecided claim ${claimed} of ${key}`);
  }

  const limits = state.blocks({ id }).reduce((sum, { lim }) => sum + lim, 0);
  const wasLower = before !== undefined && asBlock(before).lim < block.lim;
  const taken = state.blocks({ id }).reduce((sum, { claims }) => sum + claims.size, 0);
  const capacity = state.capacityInForce(id);
  if (wasLower && limits > Math.max(capacity, taken))
    tell(`${id} was raised to limits of ${limits} for ${capacity} seats`);

  const added = [...now].filter((one) => !then.has(one));
  if (added.length === 0) return;
  if (taken > capacity) tell(`${id} is oversold: ${taken} of ${capacity}`);
  if (block.phase === 'closed') tell(`${place.pk} is closed and gave seats`);
  if (block.phase === 'open' && state.entries(id).length > 0)
    tell(`${id} gave seats directly while somebody waits`);
  if (block.phase === 'waiting' && !added.every((claim) => leadsTo(claim).isGranted))
    tell(`${place.pk} waits and gave seats to somebody who does not hold them`);
};

/** Of a registration: its numbers only grow, each is granted once, and what it holds stands in the blocks. */
export const holdings: Look = ({ place, before, after }, { table, tell }) => {
  if (!place.pk.startsWith('REGISTRATION#')) return;
  if (after?.status === undefined) return tell(`${place.pk} has no status`);
  const [now, then] = [asArbiter(after), before && asArbiter(before)];
  if (!place.pk.endsWith(`#${now.key}`)) tell(`${place.pk} carries the key of another`);
  if (then !== undefined && (now.next < then.next || now.rev < then.rev))
    tell(`${now.key} went back: next ${then.next} to ${now.next}, rev ${then.rev} to ${now.rev}`);
  if (!isRegistration(now)) return;

  const seats = seatsHeld(now.held);
  if (holding.has(now.status) ? seats !== now.partySize : seats > 0)
    tell(`${now.key} is ${now.status} for ${now.partySize} and holds ${seats}`);
  if (now.held.some(({ from, count }) => from + count > now.next)) tell(`${now.key} holds undecided numbers`);
  const known = new Set(then?.held.flatMap(numbersIn));
  for (const number of now.held.flatMap(numbersIn))
    if (!known.has(number) && then !== undefined && number < then.next)
      tell(`${now.key} was granted the old number ${number}`);
  const kept = new Set([...now.held, ...now.givenUp].flatMap(numbersIn));
  for (const number of known) if (!kept.has(number)) tell(`${now.key} gave ${number} up without saying so`);
  for (const { pk, claim } of granted(now)) {
    const block = table.standing({ pk, sk: keys.block(now.session, 0).sk });
    if (block === undefined || !claimTexts(block).has(claim))
      tell(`${now.key} was granted a seat that is not in ${pk}`);
  }
  if (!isLive(now.status) && now.until !== undefined) tell(`${now.key} is ${now.status} and yet to lapse`);
};

const holding: ReadonlySet<string> = new Set(['pending', 'confirmed', 'offered']);
const numbersIn = ({ from, count }: { from: number; count: number }): number[] =>
  Array.from({ length: count }, (_, index) => from + index);

/** The claims a registration was granted, by the block they stand in. */
const granted = ({ key, session, held }: Registration) =>
  held.flatMap((grant) =>
    claimsOf(key, grant).map((claim) => ({
      pk: keys.block(session, grant.block).pk,
      claim: Buffer.from(claim).toString('base64'),
    })),
  );
