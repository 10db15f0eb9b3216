import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { EventSlug, Owner, RegistrationId, RegistrationKey, Scope, SessionId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { languages } from '../domain/language.ts';
import type { Mailbox, MailboxKey } from '../domain/mailbox.ts';
import { type Arbiter, endedStatuses, liveStatuses, type Registration } from '../domain/registration.ts';
import type { WaitingEntry } from '../domain/waiting.ts';

/** The one table: names for infra, keys and item schemas for the store. */
export const table = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  /**
   * Who is in a session. Lags: never decide from it. An index that cannot follow refuses the table's writes, so a
   * session's list needs the partitions its rush does.
   */
  byList: { name: 'byList', partitionKey: 'listShard', sortKey: 'listKey', shards: 32 },
  /** What somebody must look at again, by instant; sparse. Keys only: workers re-read the item consistently. */
  byDue: { name: 'byDue', partitionKey: 'dueShard', sortKey: 'dueAt', shards: 32 },
} as const;

export type Key = { readonly pk: string; readonly sk: string };

/** Everything public is one partition: the whole programme is one query. */
export const programmePartition = 'PROGRAMME';
/** What the edition file holds and nothing uses yet. */
export const keptPartition = 'KEPT';

/** What may owe mails: its kind begins its partition key, and is its sort key. */
const ownerKinds = ['REGISTRATION', 'MAILBOX', 'ALERT'] as const;
export type OwnerKind = (typeof ownerKinds)[number];

export const owners = {
  registration: ({ scope, key }: RegistrationId) => `REGISTRATION#${scope}#${key}` as Owner,
  mailbox: (key: MailboxKey) => `MAILBOX#${key}` as Owner,
  alert: (session: SessionId) => `ALERT#${session}` as Owner,
};

export const kindOf = (pk: string): OwnerKind | undefined =>
  ownerKinds.find((kind) => pk.startsWith(`${kind}#`));
/** What owes mails at this partition key, if it is of such a kind. */
export const ownerIn = ({ pk }: Key): Owner | undefined =>
  kindOf(pk) === undefined ? undefined : (pk as Owner);

export const keys = {
  owner: (owner: Owner): Key => ({ pk: owner, sk: kindOf(owner) ?? '' }),
  edition: (): Key => ({ pk: programmePartition, sk: 'EDITION' }),
  organisation: (slug: string): Key => ({ pk: programmePartition, sk: `ORGANISATION#${slug}` }),
  venue: (slug: string): Key => ({ pk: programmePartition, sk: `VENUE#${slug}` }),
  event: (slug: EventSlug): Key => ({ pk: programmePartition, sk: `EVENT#${slug}` }),
  session: (id: SessionId): Key => ({ pk: programmePartition, sk: `SESSION#${id}` }),
  kept: (what: string): Key => ({ pk: keptPartition, sk: what }),
  block: (session: SessionId, block: number): Key => ({ pk: `BLOCK#${session}#${block}`, sk: 'BLOCK' }),
  registration: (id: RegistrationId): Key => keys.owner(owners.registration(id)),
  waiting: (session: SessionId, { key, place }: Pick<WaitingEntry, 'key' | 'place'>): Key => ({
    pk: waitingShard(session, key),
    sk: place,
  }),
  message: (owner: Owner, id: string): Key => ({ pk: `MESSAGE#${owner}`, sk: id }),
};

/** Reads a registration's identity back from its partition key (`byDue` projects keys only). */
export const registrationIn = ({ pk }: Key): RegistrationId | undefined => {
  const [, scope, key] = /^REGISTRATION#(.+)#([0-9a-f]{16})$/.exec(pk) ?? [];
  return scope === undefined ? undefined : { scope: scope as Scope, key: key as RegistrationKey };
};

/** The session whose seats a block holds, or whose list an entry is in. */
export const blockOf = ({ pk }: Key): SessionId | undefined =>
  /^BLOCK#(.+)#\d+$/.exec(pk)?.[1] as SessionId | undefined;
export const listOf = ({ pk }: Key): SessionId | undefined =>
  /^WAITING#(.+)#\d+$/.exec(pk)?.[1] as SessionId | undefined;

export const sessionIn = ({ sk }: Key): SessionId | undefined =>
  /^SESSION#(.+)$/.exec(sk)?.[1] as SessionId | undefined;
export const mailboxIn = ({ pk }: Key): MailboxKey | undefined =>
  /^MAILBOX#([0-9a-f]{32})$/.exec(pk)?.[1] as MailboxKey | undefined;

/** The session whose organiser an alert is for. */
export const alertIn = ({ pk }: Key): SessionId | undefined =>
  /^ALERT#(.+)$/.exec(pk)?.[1] as SessionId | undefined;

function shards(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}#${String(index).padStart(2, '0')}`);
}
export const listShards = (session: SessionId): readonly string[] =>
  shards(`L#${session}`, table.byList.shards);
export const listShard = (session: SessionId, key: RegistrationKey): string =>
  oneOf(listShards(session), Number.parseInt(key.slice(-4), 16));
/** The list of a session, in as many partitions: people join it in a rush. */
const WAITING_SHARDS = 8;
export const waitingShards = (session: SessionId): readonly string[] =>
  shards(`WAITING#${session}`, WAITING_SHARDS);
const waitingShard = (session: SessionId, key: RegistrationKey): string =>
  oneOf(waitingShards(session), Number.parseInt(key.slice(-4), 16));
export const dueShards = shards('D', table.byDue.shards);
/** Any text spreads items alike, so long as an item keeps to one. */
export const dueShard = (text: string): string =>
  oneOf(dueShards, createHash('sha256').update(text).digest().readUInt16BE(0));
const oneOf = (names: readonly string[], number: number): string => names[number % names.length] ?? '';

export const instant = z.string() as unknown as z.ZodMiniType<Instant>;
export const slug = <Name extends string>() => z.string() as unknown as z.ZodMiniType<Name>;
export const phases = ['open', 'waiting', 'closed'] as const;
export type Phase = (typeof phases)[number];

export const blockItem = z.object({
  lim: z.int(),
  /** The newest plan of its session that it follows. */
  plan: z._default(z.int(), 0),
  phase: z.enum(phases),
  claims: z._default(z.set(z.instanceof(Uint8Array)), new Set()),
});
export type Block = z.infer<typeof blockItem>;

const owed = z.record(z.string(), instant);
/** Whatever an item is, what it owes. */
export const owingItem = z.object({ owed: z._default(owed, {}), dueAt: z.optional(instant) });

const grant = z.object({ block: z.int(), from: z.int(), count: z.int() });
const ledgerPart = {
  scope: slug<Scope>(),
  key: slug<RegistrationKey>(),
  rev: z.int(),
  next: z.int(),
  held: z.array(grant),
  givenUp: z._default(z.array(z.extend(grant, { session: slug<SessionId>() })), []),
  dueAt: z.optional(instant),
};

const voidItem: z.ZodMiniType<Arbiter> = z.object({ ...ledgerPart, status: z.literal('void') });

const liveOrEndedItem: z.ZodMiniType<Registration> = z.object({
  ...ledgerPart,
  status: z.enum([...liveStatuses, ...endedStatuses]),
  session: slug<SessionId>(),
  event: slug<EventSlug>(),
  lastName: z.string(),
  firstName: z.optional(z.string()),
  email: z.string(),
  language: z.enum(languages),
  partySize: z.int(),
  audience: z.optional(z.string()),
  establishment: z.optional(z.string()),
  accommodation: z.optional(z.string()),
  answers: z.optional(z.record(z.string(), z.string())),
  generation: z.int(),
  linkVersion: z.int(),
  try: z.object({
    id: z.string(),
    body: z.string(),
    outcome: z.enum(['confirmed', 'pending', 'listed']),
    seats: z.int(),
  }),
  until: z.optional(instant),
  entry: z.optional(z.string()),
  minimumSeats: z.optional(z.int()),
  lapses: z.optional(z.int()),
  owed,
  toldRev: z.optional(z.int()),
  toldAgain: z.record(z.string(), instant),
  reminded: z.optional(z.set(z.string())),
  reconfirmed: z.optional(z.object({ day: z.string(), at: instant })),
  undeliverable: z.optional(instant),
  keptUntil: z.object({ accommodation: instant, registration: instant }),
  createdAt: instant,
  flippedAt: instant,
});

export const registrationItem: z.ZodMiniType<Arbiter> = z.union([liveOrEndedItem, voidItem]);

export const mailboxItem: z.ZodMiniType<
  Mailbox & { readonly rev: number; readonly dueAt?: Instant | undefined }
> = z.object({
  rev: z.int(),
  registrations: z.record(z.string(), z.object({ rev: z.int(), session: z.optional(slug<SessionId>()) })),
  counted: z.object({ on: z.string(), mails: z.array(z.string()) }),
  summaries: z.record(z.string(), z.object({ closed: z.boolean(), mails: z.array(z.string()) })),
  suppressed: z.optional(z.object({ why: z.enum(['bounced', 'complained']), since: instant })),
  noReminders: z.optional(instant),
  gathered: z.optional(z.record(z.string(), z.string())),
  owed,
  dueAt: z.optional(instant),
});

export const waitingItem = z.object({
  sk: z.string(),
  scope: slug<Scope>(),
  key: slug<RegistrationKey>(),
  partySize: z.int(),
  minimumSeats: z.optional(z.int()),
  passedBy: z._default(z.set(z.string()), new Set()),
  accumulateUntil: z.optional(instant),
});
