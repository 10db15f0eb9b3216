import { isRegistration, type Registration } from '../../../shared/domain/registration.ts';
import { MOST_PASSES, seatsFor } from '../../../shared/domain/waiting.ts';
import { listOf, registrationIn } from '../../../shared/store/table.ts';
import { asArbiter, asEntry } from '../decoding.ts';
import type { Listed, State } from '../state.ts';
import type { Around, Look } from './look.ts';

/** An entry stands in the list exactly as long as its registration waits by it. */
export const places: Look = ({ place, before, after }, { state, tell }) => {
  const list = listOf(place);
  if (list !== undefined) {
    if (after === undefined) {
      const entry = before && asEntry(before);
      const left = entry && state.arbiter(entry);
      if (left !== undefined && isListed(left) && left.entry === place.sk)
        tell(`${left.key} is ${left.status} and lost its place`);
      return;
    }
    const entry = asEntry(after);
    const owner = state.arbiter(entry);
    if (owner === undefined || !isListed(owner) || owner.entry !== entry.place || owner.session !== list)
      tell(`${entry.place} stands for ${entry.key}, who does not wait there`);
    if (entry.passedBy.size > MOST_PASSES) tell(`${entry.key} was passed by ${entry.passedBy.size} parties`);
    return;
  }
  if (registrationIn(place) === undefined || after === undefined) return;
  const now = asArbiter(after);
  if (!isRegistration(now)) return;
  const mine = state.entries(now.session).filter(({ key }) => key === now.key);
  if (mine.length > 1) tell(`${now.key} has ${mine.length} places`);
  if (isListed(now) ? mine[0]?.place !== now.entry : mine.length > 0)
    tell(`${now.key} is ${now.status} by ${now.entry} and stands at ${mine[0]?.place}`);
};

/** Whoever is given seats out of turn passes only parties that do not fit, says so, and is one of three at most. */
export function turns(): Look {
  const passes = new Map<string, Set<string>>();
  return ({ place, before, after }, around) => {
    if (registrationIn(place) === undefined || before === undefined || after === undefined) return;
    const [then, now] = [asArbiter(before), asArbiter(after)];
    if (!isRegistration(then) || !isRegistration(now) || then.status !== 'waiting') return;
    if (now.held.length === 0) return;
    const look = around.sight.of(around.process, now.session);
    if (look === undefined) return around.tell(`${now.key} was given seats by somebody who saw no list`);
    const free = [...look.free.values()].reduce((sum, seats) => sum + seats, 0);
    for (const earlier of earlierThan(around.state, then)) {
      if (!look.waiting.has(earlier.place)) continue;
      if (seatsFor(earlier, free) > 0)
        around.tell(`${now.key} was given seats before ${earlier.key}, who fits in ${free}`);
      count(passes, earlier, now, around);
    }
  };
}

const earlierThan = (state: State, { session, entry = '' }: Registration): readonly Listed[] =>
  state.entries(session).filter(({ place }) => place < entry);

function count(passes: Map<string, Set<string>>, earlier: Listed, now: Registration, { tell }: Around) {
  const name = `${earlier.key} ${earlier.place}`;
  const by = (passes.get(name) ?? new Set<string>()).add(now.key);
  passes.set(name, by);
  const kept = earlier.accumulateUntil === undefined || now.flippedAt < earlier.accumulateUntil;
  if (by.size > MOST_PASSES && kept) tell(`${earlier.key} was passed by ${[...by].join(', ')}`);
  if (kept && !earlier.passedBy.has(now.key)) tell(`${now.key} passed ${earlier.key} and nobody noted it`);
}

const isListed = (item: ReturnType<typeof asArbiter>): item is Registration =>
  isRegistration(item) && (item.status === 'waiting' || item.status === 'invited');
