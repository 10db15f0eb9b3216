import type { EventSlug, RegistrationId, SessionId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Language } from './language.ts';
import type { Retention } from './retention.ts';

export const liveStatuses = [
  'pending',
  'confirmed',
  'waiting',
  'offered',
  'invited',
  'attended',
  'absent',
] as const;
export const endedStatuses = ['released', 'cancelled', 'lapsed', 'declined'] as const;
export type LiveStatus = (typeof liveStatuses)[number];
export type EndedStatus = (typeof endedStatuses)[number];
export type RegistrationStatus = LiveStatus | EndedStatus;

/** Seats held in one block: the claim numbers `from`, `from + 1`, … (`count` of them). */
export type Grant = { readonly block: number; readonly from: number; readonly count: number };

export type GivenUp = Grant & { readonly session: SessionId };

/** What the seat ledger needs of every registration item, even an empty `void` one. */
export type Arbiter = RegistrationId & {
  readonly status: RegistrationStatus | 'void';
  /** Grows at each flip: the version of its mails. */
  readonly rev: number;
  /** Numbers below it are decided: granted if in `held`, otherwise free to be removed from a block. */
  readonly next: number;
  readonly held: readonly Grant[];
  /** The session whose blocks `held` speaks of; absent on `void`. */
  readonly session?: SessionId | undefined;
  /** Seats given up whose claims may still stand in the blocks. */
  readonly givenUp: readonly GivenUp[];
  /** The earliest instant at which somebody must look at it again. */
  readonly dueAt?: Instant | undefined;
};

export type Contact = {
  readonly lastName: string;
  readonly firstName?: string | undefined;
  /** As typed, with the domain in Punycode. */
  readonly email: string;
  readonly language: Language;
};

/** Identifies one try of one person: a repeat gets its stored answer again. */
export type Try = { readonly id: string; readonly body: string };

/** A mail owed to the person: its identity (`A1#3`) and since when. */
export type MessageKind =
  | 'A1'
  | 'A2'
  | 'A4'
  | 'A5'
  | 'A6'
  | 'A7'
  | 'A8'
  | 'A9'
  | 'A10'
  | 'A11'
  | 'A12'
  | 'A13'
  | 'A14'
  | 'A15'
  | 'A16'
  | 'A17'
  | 'A28';
/** Beside them: a person's links, and what an organiser is told of how full a session is. */
export type MessageId = `${MessageKind | 'A20' | 'O4'}#${string}`;

export type Registration = Arbiter &
  Contact & {
    readonly status: RegistrationStatus;
    readonly session: SessionId;
    readonly event: EventSlug;
    readonly partySize: number;
    readonly audience?: string | undefined;
    readonly establishment?: string | undefined;
    readonly accommodation?: string | undefined;
    readonly answers?: Readonly<Record<string, string>> | undefined;
    /** Grows each time a registration that was not live becomes live again: calendar UID and code derive from it. */
    readonly generation: number;
    readonly linkVersion: number;
    /** The try that made it, and what it was answered. */
    readonly try: Try & { readonly outcome: 'confirmed' | 'pending' | 'listed'; readonly seats: number };
    /** When seats that are only held (`pending`, `offered`) go back. */
    readonly until?: Instant | undefined;
    /** Its place in the list, the sort key of its waiting entry. */
    readonly entry?: string | undefined;
    /** Fewer seats than the party that would do as well. */
    readonly minimumSeats?: number | undefined;
    /** Offers it let pass. */
    readonly lapses?: number | undefined;
    readonly owed: Readonly<Record<string, Instant>>;
    /** The `rev` of its session that the person knows, from the page they registered on or from a mail. */
    readonly toldRev?: number | undefined;
    /** Per session asked for: when the person was last told that a registration exists already. */
    readonly toldAgain: Readonly<Record<string, Instant>>;
    /** The reminders it was sent or owes. */
    readonly reminded?: ReadonlySet<string> | undefined;
    /** When the person last said, asked by a reminder, that they come on that day (in Paris). */
    readonly reconfirmed?: { readonly day: string; readonly at: Instant } | undefined;
    /** Its mails do not arrive: since when. */
    readonly undeliverable?: Instant | undefined;
    readonly keptUntil: Retention;
    readonly createdAt: Instant;
    readonly flippedAt: Instant;
  };

export const isLive = (status: RegistrationStatus | 'void'): status is LiveStatus =>
  (liveStatuses as readonly string[]).includes(status);

/** Whether the person may still give it up: who came or was missed has nothing left to release. */
export const isReleasable = (status: RegistrationStatus): boolean =>
  isLive(status) && status !== 'attended' && status !== 'absent';

export const isRegistration = (item: Arbiter): item is Registration => item.status !== 'void';

export const messageId = (kind: MessageKind, version: string | number): MessageId => `${kind}#${version}`;
export const messageKind = (id: MessageId): MessageKind => id.slice(0, id.indexOf('#')) as MessageKind;

/** The session asked for by somebody registered already (`A28#{instant}#{session}`). */
export const askedSession = (id: MessageId): SessionId | undefined =>
  id.split('#')[2] as SessionId | undefined;
