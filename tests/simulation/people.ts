import type { Context } from 'aws-lambda';
import { answerByJson } from '../../functions/my-registration/answer.ts';
import { correctByJson } from '../../functions/my-registration/correct-by-json.ts';
import type { RegistrationId } from '../../shared/domain/ids.ts';
import { addressKey, registrationKey } from '../../shared/domain/people.ts';
import type { Session } from '../../shared/domain/programme.ts';
import { isRegistration } from '../../shared/domain/registration.ts';
import { linkToken } from '../../shared/domain/ticket.ts';
import type { MailContext } from '../../shared/mail/context.ts';
import { release } from '../../shared/seats/release.ts';
import type { Store } from '../../shared/store/client.ts';
import { canRelease } from '../../shared/web/mine.ts';
import type { Reply } from '../../shared/web/reply.ts';
import { testKeys } from '../support/edition.ts';
import { aRequest } from '../support/requests.ts';
import type { World } from './world.ts';

export type Request = {
  readonly session: Session;
  /** Its Idempotency-Key. */
  readonly name: string;
  readonly person: number;
  readonly seats: number;
  /** The fewest that would do. */
  readonly fewest?: number | undefined;
  readonly joins?: boolean;
};
/** What a person was told, as far as one can tell from the answer. */
export type Told = { readonly status: number; readonly outcome: string; readonly seatsLeft?: number };

/** What people did and were told, to be held against what is true in the end. */
export type Diary = {
  /** What each person asked for, by its name, in order. */
  readonly tries: Map<number, Request[]>;
  readonly told: Map<string, Told>;
  /** Whoever has done more than register. */
  readonly active: Set<number>;
  readonly failures: unknown[];
};
export const emptyDiary = (): Diary => ({
  tries: new Map(),
  told: new Map(),
  active: new Set(),
  failures: [],
});

export type Scene = { readonly world: World; readonly diary: Diary };

const emailOf = (person: number): string => `personne.${person}@example.org`;
export function idOf({ scopeOf }: World, person: number, session: Session): RegistrationId {
  const scope = scopeOf(session);
  return { scope, key: registrationKey(testKeys, scope, addressKey(emailOf(person))) };
}

/** Posts a request and notes what it is told; a repeat is the same request again. */
export function register({ world, diary }: Scene, asked: Request): void {
  const { session, name, person, seats, fewest, joins } = asked;
  const before = diary.tries.get(person) ?? [];
  if (!before.includes(asked)) diary.tries.set(person, [...before, asked]);
  const request = aRequest({
    route: 'POST /v1/sessions/{sessionId}/registrations',
    path: { sessionId: session.id },
    headers: { 'idempotency-key': name },
    body: {
      lastName: `Personne ${person}`,
      email: emailOf(person),
      partySize: seats,
      ...(fewest !== undefined && { minimumSeats: fewest }),
      ...(joins && { join: true }),
    },
    now: world.clock(),
  });
  world.run(
    `register ${person}`,
    ({ register: post }) =>
      post({ ...request, requestContext: { ...request.requestContext, requestId: name } }, lambda),
    (reply) => {
      const told = toldBy(reply);
      diary.told.set(name, told);
      if (told.status === 202 && world.state.arbiter(idOf(world, person, session)) === undefined)
        world.breaches.push(`person ${person} was told "${told.outcome}" before anything was written`);
    },
    (error) => diary.failures.push(error),
  );
}
const lambda = { awsRequestId: 'simulated', functionName: 'registration' } as Context;

function toldBy({ statusCode = 0, body = '{}' }: Reply): Told {
  const { outcome, code, seatsLeft } = JSON.parse(body) as Record<string, never>;
  return {
    status: statusCode,
    outcome: outcome ?? code ?? '',
    ...(seatsLeft !== undefined && { seatsLeft }),
  };
}

export const acts = {
  release: async (store, { context }) => {
    if (canRelease(context)) await release(store, context.registration, context.now);
  },
  confirm: async (store, { context }) => answerByJson(store, context, 'confirmer'),
  accept: async (store, { context }) => answerByJson(store, context, 'accepter'),
  decline: async (store, { context }) => answerByJson(store, context, 'decliner'),
  party: async (store, { context, seats }) => correctByJson(store, context, { partySize: seats }),
} satisfies Record<string, (store: Store, given: Given) => Promise<unknown>>;
type Given = { readonly context: MailContext; readonly seats: number };

/** What a person does by the link to the registration they have. */
export function act(
  { world, diary }: Scene,
  name: keyof typeof acts,
  {
    person,
    session,
    seats = 0,
  }: { readonly person: number; readonly session: Session; readonly seats?: number },
): void {
  const registration = world.state.arbiter(idOf(world, person, session));
  if (registration === undefined || !isRegistration(registration)) return;
  diary.active.add(person);
  const now = world.clock();
  world.run(
    `${name} ${person}`,
    async ({ store, mine }) => {
      const context = await mine(linkToken(testKeys, registration), now);
      if (context !== undefined) await acts[name](store, { context, seats });
    },
    undefined,
    (error) => diary.failures.push(error),
  );
}
