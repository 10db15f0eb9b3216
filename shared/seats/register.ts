import type { RegistrationId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Session } from '../domain/programme.ts';
import {
  type Arbiter,
  type Contact,
  type Grant,
  isLive,
  isRegistration,
  messageId,
  type Registration,
  type Try,
} from '../domain/registration.ts';
import { keptUntil } from '../domain/retention.ts';
import { CLAIM_NUMBERS } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import {
  fence,
  findArbiter,
  flip,
  flipping,
  oweReminderOfExisting,
  putRegistration,
  putting,
} from '../store/registrations.ts';
import { readBlocks } from './blocks.ts';
import { type Refused, refusalIn, take } from './take.ts';
import { type TakenTogether, takeTogether } from './together.ts';
import { withdraw } from './withdraw.ts';

/** What a person asked for; the ledger adds what it decides. */
export type Application = RegistrationId &
  Contact &
  Pick<Registration, 'partySize' | 'audience' | 'establishment' | 'accommodation' | 'answers'> & {
    readonly try: Try;
    /** The fewest seats that would do instead of `partySize`. */
    readonly minimumSeats?: number | undefined;
    /** The seats are only held until then, unless the address is confirmed. */
    readonly confirmBefore?: Instant | undefined;
    /** Its place in the list if it comes to that, and whether to wait there. */
    readonly list?: { readonly place: string; readonly joins: boolean };
    /** The same try is a new one once its registration has ended: a form filled alike again is meant. */
    readonly anewOnceEnded?: boolean;
  };

/** What a try is answered that changes something. */
export type Accepted =
  /** Seats are taken; `pending` until the address is confirmed. */
  | { readonly kind: 'confirmed' | 'pending'; readonly seats: number }
  /** Waits in the list. */
  | { readonly kind: 'listed' };
export type Refusing =
  /** The same try was sent with other contents. */
  { readonly kind: 'key-reused' } | Refused;
export type Outcome = Accepted | Refusing;

export const isAccepted = (outcome: Outcome): outcome is Accepted =>
  outcome.kind === 'confirmed' || outcome.kind === 'pending' || outcome.kind === 'listed';

/**
 * Takes seats, then writes the registration that grants them: two writes for a newcomer. A person registered already
 * is answered like a newcomer and told by mail; a refusal is the same whether or not the address is known.
 */
export async function register(
  store: Store,
  session: Session,
  application: Application,
  now: Instant,
): Promise<Outcome> {
  let known: Arbiter | undefined;
  let seats = application.partySize;
  for (;;) {
    const tried = await tryToSeat(store, session, application, known, seats, now);
    switch (tried.kind) {
      case 'taken':
        return seated(application, seats);
      case 'entangled':
        known = await fence(store, application, (known?.next ?? 0) + seats);
        break;
      case 'overtaken':
        known = tried.standing;
        break;
      default: {
        const fewer = fewerSeats(tried, application);
        if (fewer === undefined) return (await storedAnswer(store, application)) ?? tried;
        seats = fewer;
        continue;
      }
    }
    const again = answerAgain(known, application);
    if (again !== undefined) return again;
    if (isRegistration(known) && isLive(known.status)) {
      // Its own seats may have stood for the party's; somebody unknown would have needed free ones.
      const answer = await answerToStranger(store, session, application);
      if (isAccepted(answer)) await oweReminderOfExisting(store, known, session.id, now);
      return answer;
    }
  }
}

/** What this very try was answered before, in one read. */
export const storedAnswer = async (store: Store, application: Application): Promise<Outcome | undefined> =>
  answerAgain(await findArbiter(store, application), application);

/** The same try gets its stored answer, whatever became of the registration since (unless it starts anew once ended). */
export function answerAgain(standing: Arbiter | undefined, application: Application): Outcome | undefined {
  if (standing === undefined || !isRegistration(standing) || standing.try.id !== application.try.id)
    return undefined;
  if (application.anewOnceEnded && !isLive(standing.status)) return undefined;
  const { body, outcome, seats } = standing.try;
  if (body !== application.try.body) return { kind: 'key-reused' };
  return outcome === 'listed' ? { kind: outcome } : { kind: outcome, seats };
}

async function answerToStranger(store: Store, session: Session, application: Application): Promise<Outcome> {
  const refused = refusalIn(await readBlocks(store, session, true), application.partySize);
  const seats = refused === undefined ? application.partySize : fewerSeats(refused, application);
  return seats === undefined ? (refused as Refused) : seated(application, seats);
}

export const seated = ({ confirmBefore }: Application, seats: number): Outcome => ({
  kind: confirmBefore === undefined ? 'confirmed' : 'pending',
  seats,
});

export const isRefusal = (outcome: Outcome): outcome is Refused =>
  outcome.kind === 'full' || outcome.kind === 'waiting' || outcome.kind === 'closed';

/** The most seats somebody would take who is refused as many as they asked for; undefined if none would do. */
const fewerSeats = (refused: Refused, application: Application): number | undefined =>
  refused.kind === 'full' && refused.seatsLeft >= fewestSeats(application) ? refused.seatsLeft : undefined;

export const fewestSeats = ({ partySize, minimumSeats = partySize }: Application): number =>
  Math.min(partySize, minimumSeats);

/** In one block and then on the registration; over several blocks only where none alone has room. */
async function tryToSeat(
  store: Store,
  session: Session,
  application: Application,
  known: Arbiter | undefined,
  count: number,
  now: Instant,
): Promise<TakenTogether> {
  const from = known?.next ?? 0;
  if (from + count > CLAIM_NUMBERS) return { kind: 'full', seatsLeft: 0 };
  const holding = (held: readonly Grant[]) =>
    registrationOf(known, session, application, { held, next: from + count, seats: count }, now);

  const taken = await take(store, session, application.key, from, count);
  if (taken.kind === 'scattered')
    return takeTogether(store, session, application.key, { from, count }, (held) =>
      known === undefined
        ? { Put: putting(holding(held)) }
        : { Update: flipping(known, flipOf(holding(held))) },
    );
  if (taken.kind !== 'taken') return taken;

  const held = [taken.grant];
  const written = await (known === undefined
    ? putRegistration(store, holding(held))
    : flip(store, known, flipOf(holding(held))));
  if (written === 'done') return { kind: 'taken', held };
  const standing = await withdraw(store, written, application, session.id, taken.grant);
  return { kind: 'overtaken', standing };
}

type Seats = {
  readonly held: readonly Grant[];
  readonly next: number;
  readonly seats: number;
  /** Its place in the list, where it holds none. */
  readonly entry?: string;
};

export function registrationOf(
  known: Arbiter | undefined,
  session: Session,
  asked: Application,
  { held, next, seats, entry }: Seats,
  now: Instant,
): Registration {
  const before = known !== undefined && isRegistration(known) ? known : undefined;
  const rev = (known?.rev ?? 0) + 1;
  const until = entry === undefined ? asked.confirmBefore : undefined;
  const [status, outcome, mail] = standingsOf(entry, until);
  return {
    scope: asked.scope,
    key: asked.key,
    lastName: asked.lastName,
    firstName: asked.firstName,
    email: asked.email,
    language: asked.language,
    audience: asked.audience,
    establishment: asked.establishment,
    accommodation: asked.accommodation,
    answers: asked.answers,
    partySize: seats,
    session: session.id,
    event: session.event,
    status,
    until,
    entry,
    minimumSeats: entry === undefined ? undefined : asked.minimumSeats,
    lapses: undefined,
    held,
    next,
    givenUp: known?.givenUp ?? [],
    rev,
    generation: (before?.generation ?? 0) + 1,
    linkVersion: (before?.linkVersion ?? 0) + 1,
    try: { ...asked.try, outcome, seats },
    owed: { ...before?.owed, [messageId(mail, rev)]: now },
    toldRev: session.rev,
    toldAgain: {},
    keptUntil: keptUntil(session),
    createdAt: now,
    flippedAt: now,
  };
}

const standingsOf = (entry: string | undefined, until: Instant | undefined) => {
  if (entry !== undefined) return ['waiting', 'listed', 'A4'] as const;
  return until === undefined
    ? (['confirmed', 'confirmed', 'A1'] as const)
    : (['pending', 'pending', 'A2'] as const);
};

/** A flip leaves the seats given up to whoever removes their claims. */
export function flipOf({ scope: _scope, key: _key, rev: _rev, givenUp: _givenUp, ...patch }: Registration) {
  return patch;
}
