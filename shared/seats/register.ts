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
} from '../domain/registration.ts';
import type { Store } from '../store/client.ts';
import {
  type Conditional,
  fence,
  findArbiter,
  flip,
  oweReminderOfExisting,
  putRegistration,
} from '../store/registrations.ts';
import { type Refused, refusalNow, take } from './take.ts';
import { withdraw } from './withdraw.ts';

/** What a person asked for; the ledger adds what it decides. */
export type Application = RegistrationId &
  Contact &
  Pick<Registration, 'partySize' | 'audience' | 'establishment' | 'accommodation' | 'answers' | 'try'> & {
    /** The same try is a new one once its registration has ended: a form filled alike again is meant. */
    readonly anewOnceEnded?: boolean;
  };

export type Outcome =
  | { readonly kind: 'confirmed' }
  /** The same try was sent with other contents. */
  | { readonly kind: 'key-reused' }
  | Refused;

const CLAIM_NUMBERS = 65_536; // two bytes of a claim

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
  const { key, partySize } = application;
  let known: Arbiter | undefined;
  for (;;) {
    const from: number = known?.next ?? 0;
    if (from + partySize > CLAIM_NUMBERS) return { kind: 'full', seatsLeft: 0 };
    const taken = await take(store, session, key, from, partySize);
    if (taken.kind === 'entangled') {
      known = await fence(store, application, from + partySize);
    } else if (taken.kind === 'taken') {
      const standing = await grant(store, known, session, application, taken.grant, now);
      if (standing === 'done') return { kind: 'confirmed' };
      known = await withdraw(store, standing, application, session.id, taken.grant);
    } else {
      return (await storedAnswer(store, application)) ?? taken;
    }
    const again = answerAgain(known, application);
    if (again !== undefined) return again;
    if (isRegistration(known) && isLive(known.status)) {
      // Its own seats may have stood for the party's; somebody unknown would have needed free ones.
      const refused = await refusalNow(store, session, partySize);
      if (refused === undefined) await oweReminderOfExisting(store, known, session.id, now);
      return refused ?? { kind: 'confirmed' };
    }
  }
}

/** What this very try was answered before, in one read. */
export const storedAnswer = async (store: Store, application: Application): Promise<Outcome | undefined> =>
  answerAgain(await findArbiter(store, application), application);

/** The same try gets its stored answer, whatever became of the registration since (unless it starts anew once ended). */
function answerAgain(standing: Arbiter | undefined, application: Application): Outcome | undefined {
  if (standing === undefined || !isRegistration(standing) || standing.try.id !== application.try.id)
    return undefined;
  if (application.anewOnceEnded && !isLive(standing.status)) return undefined;
  return standing.try.body === application.try.body ? { kind: 'confirmed' } : { kind: 'key-reused' };
}

function grant(
  store: Store,
  known: Arbiter | undefined,
  session: Session,
  { scope, key, anewOnceEnded: _, ...application }: Application,
  seats: Grant,
  now: Instant,
): Promise<Conditional> {
  const before = known !== undefined && isRegistration(known) ? known : undefined;
  const rev = (known?.rev ?? 0) + 1;
  const granted = {
    ...application,
    firstName: application.firstName,
    audience: application.audience,
    establishment: application.establishment,
    accommodation: application.accommodation,
    answers: application.answers,
    session: session.id,
    event: session.event,
    status: 'confirmed',
    held: [seats],
    next: seats.from + seats.count,
    generation: (before?.generation ?? 0) + 1,
    linkVersion: (before?.linkVersion ?? 0) + 1,
    owed: { ...before?.owed, [messageId('A1', rev)]: now },
    toldAgain: {},
    createdAt: now,
    flippedAt: now,
  } as const;
  return known === undefined
    ? putRegistration(store, { ...granted, scope, key, rev, givenUp: [] })
    : flip(store, known, granted);
}
