import type { EventInFile } from '../../infra/commands/edition/schema.ts';
import type { Standing } from '../../shared/domain/booking.ts';

type Timing = EventInFile['timings'][number];
type Registration = Omit<EventInFile['registration'], 'sessionPolicy'>;

/** An event in one state, and what everybody must be told of it. */
export type EventState = {
  readonly slug: string;
  readonly title: EventInFile['title'];
  readonly description?: EventInFile['description'];
  readonly status: EventInFile['status'];
  readonly attendanceMode: EventInFile['attendanceMode'];
  readonly timings: readonly Timing[];
  readonly sessionPolicy: EventInFile['registration']['sessionPolicy'];
  readonly registration: Registration;
  /** Seats to be taken first, by session. */
  readonly taken?: Readonly<Record<string, number>>;
  /** How many wait for one, by session. */
  readonly waiting?: Readonly<Record<string, number>>;
  readonly shows: Shows;
};

export type Shows = {
  readonly standing: Standing;
  /** Whether the event's page holds the form. */
  readonly form: boolean;
  readonly fr: readonly string[];
  readonly en: readonly string[];
  /** What the French page must not say. */
  readonly never?: string;
  /** What a well-formed registration by JSON comes to, where it is not refused; `confirmed` unless said. */
  readonly outcome?: 'pending';
  /** What a well-formed registration by JSON is answered; 202 unless said. */
  readonly refused?: readonly [status: number, code: string];
};

type Change = Partial<Omit<EventState, 'slug' | 'title' | 'registration' | 'shows'>> & {
  readonly registration?: Partial<Registration>;
};

export const at = (id: string, begin: string, end: string, capacity = 30): Timing => ({
  id,
  begin,
  end,
  capacity,
});

export function aState(
  slug: string,
  title: EventState['title'],
  shows: Shows,
  change: Change = {},
): EventState {
  const [first = at(slug, '2027-11-23T14:00:00+01:00', '2027-11-23T16:00:00+01:00'), ...more] =
    change.timings ?? [];
  return {
    slug,
    title,
    shows,
    status: 1,
    attendanceMode: 1,
    sessionPolicy: 'one-session',
    ...change,
    timings: [first, ...more],
    registration: {
      mode: 'required',
      maxPartySize: 4,
      waitlist: false,
      walkIns: false,
      opensAt: '2027-09-20T09:00:00+02:00',
      closesAt: first.begin,
      ...change.registration,
    },
  };
}

export const open = (fr: readonly string[], en: readonly string[]): Shows => ({
  standing: 'open',
  form: true,
  fr,
  en,
});
export const shut = (
  standing: Standing,
  code: string,
  fr: readonly string[],
  en: readonly string[],
): Shows => ({
  standing,
  form: false,
  fr,
  en,
  refused: [409, code],
});
