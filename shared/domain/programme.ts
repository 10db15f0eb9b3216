import type { AlertChoice } from './fill.ts';
import type { EventSlug, Scope, SessionId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Language, Localised } from './language.ts';

export type Term = { readonly id: string; readonly label: Localised };

export type Edition = {
  readonly slug: string;
  readonly title: Localised;
  /** Calendar dates in Europe/Paris, `YYYY-MM-DD`. */
  readonly startDate: string;
  readonly endDate: string;
  readonly publicHolidays: readonly string[];
  readonly registrationOpensAt: Instant;
  readonly coordinator: string;
  readonly contact: { readonly email: string; readonly phone: string };
  readonly highlights: readonly EventSlug[];
  readonly themes: readonly Term[];
  readonly formats: readonly Term[];
  readonly audiences: readonly Term[];
};

export type Organisation = {
  readonly slug: string;
  readonly name: string;
  readonly type: string;
  readonly role: string;
  readonly contact: { readonly email: string };
  /** How it wants to be told of its sessions; as everybody is unless it chose. */
  readonly alerts?: (AlertChoice & { readonly language?: Language | undefined }) | undefined;
};

export type Impairment = 'hi' | 'ii' | 'mi' | 'pi' | 'vi';
export type Accessibility = Readonly<Record<Impairment, boolean>>;

export type Venue = {
  readonly slug: string;
  readonly name: string;
  readonly address: string;
  readonly postalCode: string;
  readonly commune: string;
  readonly insee: string;
  readonly countryCode: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly safetyCapacity: number;
  readonly accessibility: Accessibility;
  readonly access?: Localised | undefined;
};

export type RegistrationMode = 'required' | 'recommended' | 'group' | 'approval' | 'external' | 'none';
/** Seats that come back are offered with a deadline, or given at once. */
export type WaitlistPolicy = 'offer' | 'automatic';
export type SessionPolicy = 'one-session' | 'all-sessions' | 'any-sessions';
export type Question = { readonly id: string; readonly label: Localised; readonly required: boolean };

export type RegistrationPolicy = {
  readonly mode: RegistrationMode;
  readonly sessionPolicy: SessionPolicy;
  readonly opensAt: Instant;
  /** Exclusive: a request that arrives at this instant is refused. */
  readonly closesAt: Instant;
  readonly maxPartySize: number;
  readonly waitlist: boolean;
  readonly waitlistPolicy: WaitlistPolicy;
  readonly verifyAddress: boolean;
  readonly walkIns: boolean;
  readonly assisted: boolean;
  readonly bookBySlot: boolean;
  readonly teamSize?: number | undefined;
  /** Where to register when mode is `external`. */
  readonly url?: string | undefined;
  readonly questions: readonly Question[];
};

/** What an event for everybody says of ages. */
export const ANY_AGE = { min: 0, max: 120 };

export type EventStatus = 'scheduled' | 'rescheduled' | 'moved-online' | 'postponed' | 'cancelled';
export type AttendanceMode = 'offline' | 'online' | 'mixed';

export type EventDetails = {
  readonly uid: number;
  readonly slug: EventSlug;
  readonly title: Localised;
  readonly description: Localised;
  readonly longDescription?: Localised | undefined;
  readonly theme: string;
  readonly format: string;
  readonly attendanceMode: AttendanceMode;
  readonly venue?: string | undefined;
  /** Only for people registered online: never in public pages, feeds or JSON. */
  readonly onlineAccessLink?: string | undefined;
  readonly organiser: string;
  readonly audience: readonly string[];
  readonly age: { readonly min: number; readonly max: number };
  readonly accessibility: Accessibility;
  readonly conditions?: Localised | undefined;
  readonly languages: readonly string[];
  readonly keywords: { readonly fr: readonly string[]; readonly en?: readonly string[] | undefined };
  readonly tags: readonly string[];
  readonly status: EventStatus;
  readonly published: boolean;
  readonly registration: RegistrationPolicy;
};

export type Timing = { readonly id: string; readonly begin: Instant; readonly end: Instant };

/** What people book: one seat pool, at one or (all-sessions events) several times. */
export type Session = {
  readonly id: SessionId;
  readonly event: EventSlug;
  readonly timings: readonly [Timing, ...Timing[]];
  readonly online: boolean;
  readonly capacity: number;
  /** Seat blocks of the pool, numbered from 0. */
  readonly blocks: number;
  /** Once the capacity has changed: the limit that each block has or is about to have. */
  readonly plan?: { readonly number: number; readonly limits: readonly number[] } | undefined;
  /** Grows at each change of time or place: with a registration's rev it makes the calendar SEQUENCE. */
  readonly rev: number;
  /** The `rev` that everybody on its list has been told of, and when. */
  readonly told?: { readonly rev: number; readonly at: Instant } | undefined;
  /** The reminders that all whom they are for have been sent or owe. */
  readonly reminded?: readonly string[] | undefined;
  /** The earliest instant at which somebody must look after it again. */
  readonly dueAt?: Instant | undefined;
};

export const beginOf = ({ timings }: Pick<Session, 'timings'>): Instant => timings[0].begin;
export const endOf = ({ timings }: Session): Instant =>
  timings
    .map(({ end }) => end)
    .sort()
    .at(-1) ?? timings[0].end;

/** One live registration per person holds within this scope, by key. */
export const scopeOf = (event: EventDetails, session: Session): Scope =>
  (event.registration.sessionPolicy === 'any-sessions' ? session.id : `e${event.uid}`) as Scope;

export const isGroup = ({ mode }: Pick<RegistrationPolicy, 'mode'>): boolean => mode === 'group';

/** Whether people register with us at all; how the others are told is a matter of the page. */
export const takesRegistrations = ({ mode }: RegistrationPolicy): boolean =>
  mode === 'required' || mode === 'recommended' || mode === 'group';
