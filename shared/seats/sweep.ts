import type { RegistrationKey, Scope, SessionId } from '../domain/ids.ts';
import { epochMs, type Instant } from '../domain/instant.ts';
import type { Session } from '../domain/programme.ts';
import type { Arbiter } from '../domain/registration.ts';
import { grants, readClaim } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import { findArbiters } from '../store/registrations.ts';
import type { Block } from '../store/table.ts';
import { withdraw } from './withdraw.ts';

/** All seats of a session as they were read. */
export type Pool = {
  readonly session: Session;
  /** Where the registrations are that its claims lead back to. */
  readonly scope: Scope;
  readonly blocks: readonly Block[];
};

/** A process that has taken seats and not yet written their registration is given this long; a request ends in 3 s. */
export const SUSPECT_SECONDS = 60;

export type Standing = {
  readonly block: number;
  readonly key: RegistrationKey;
  readonly number: number;
  readonly name: string;
};

/**
 * Removes the claims that a process left behind when it died before it wrote their registration. It remembers which
 * claims it has seen granted, so that each is looked up once, and since when it has suspected the others: a suspect of
 * 60 s is fenced and goes. Another environment, which remembers nothing, is only later.
 */
export function sweeper() {
  const remembered = new Map<SessionId, ReadonlyMap<string, 'granted' | Instant>>();

  /** Tells how many claims it removed. */
  return async (store: Store, { session, scope, blocks }: Pool, now: Instant): Promise<number> => {
    const before = remembered.get(session.id);
    const seen = new Map<string, 'granted' | Instant>();
    const standing = claimsIn(blocks);
    const unsure = standing.filter(({ name }) => before?.get(name) !== 'granted');
    const arbiters = await findArbiters(
      store,
      scope,
      unsure.map(({ key }) => key),
    );
    for (const { name } of standing) seen.set(name, before?.get(name) ?? now);
    for (const claim of unsure)
      if (isGranted(arbiters.get(claim.key), session, claim)) seen.set(claim.name, 'granted');
    remembered.set(session.id, seen);

    const orphans = unsure.filter(({ name }) => {
      const since = seen.get(name) ?? 'granted';
      return since !== 'granted' && epochMs(now) - epochMs(since) >= SUSPECT_SECONDS * 1_000;
    });
    for (const { block, key, number } of orphans)
      await withdraw(store, arbiters.get(key), { scope, key }, session.id, { block, from: number, count: 1 });
    return orphans.length;
  };
}

export const claimName = (block: number, key: RegistrationKey, number: number): string =>
  `${block}/${key}/${number}`;

export const claimsIn = (blocks: readonly Block[]): readonly Standing[] =>
  blocks.flatMap(({ claims }, block) =>
    [...claims].map((claim) => {
      const { key, number } = readClaim(claim);
      return { block, key, number, name: claimName(block, key, number) };
    }),
  );

export const isGranted = (
  arbiter: Arbiter | undefined,
  session: Session,
  { block, number }: Pick<Standing, 'block' | 'number'>,
): boolean => arbiter?.session === session.id && grants(arbiter.held, block, number);
