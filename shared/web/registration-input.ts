import * as z from 'zod/mini';
import { maxParty } from '../domain/booking.ts';
import type { SessionId } from '../domain/ids.ts';
import { type Language, languages } from '../domain/language.ts';
import { NAME_MAX_CODE_POINTS, readAddress, readLine } from '../domain/people.ts';
import {
  type EventDetails,
  isGroup,
  type RegistrationPolicy,
  type Session,
  type Term,
} from '../domain/programme.ts';

export const ANSWER_MAX_CODE_POINTS = 300; // answers and accommodation live on the registration item
const TYPED_MAX_LENGTH = 4_000; // longer than any field may be; keeps a page that repeats the values small

/** What is wrong with one field: a stable word for programs, a sentence in `text` for people. */
export type FieldCode =
  | 'required'
  | 'invalid'
  | 'too_long'
  | 'forbidden_characters'
  | 'party_too_large'
  | 'not_offered'
  | 'unknown_field';
export type FieldError = { readonly field: string; readonly code: FieldCode };

/** A request to register that keeps the rules of its event, not yet judged against time and seats. */
export type Submission = {
  readonly session: SessionId;
  readonly lastName: string;
  readonly firstName?: string | undefined;
  /** As typed, domain in Punycode. */
  readonly email: string;
  readonly partySize: number;
  /** The fewest seats the person would take instead of `partySize`. */
  readonly minimumSeats?: number | undefined;
  /** Whether to wait when there is no room. */
  readonly join: boolean;
  readonly language: Language;
  readonly establishment?: string | undefined;
  readonly audience?: string | undefined;
  readonly answers?: Readonly<Record<string, string>> | undefined;
  readonly accommodation?: string | undefined;
};

export type Reading =
  | { readonly ok: true; readonly submission: Submission }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** What a person typed, by field name, to be shown again: never the token. */
export type FormValues = Readonly<Record<string, string>>;
export type FormReading = Reading & {
  readonly values: FormValues;
  readonly token: string;
  /** The address the person was asked about and may keep. */
  readonly keptAddress: string;
  /** The field no person sees was filled. */
  readonly trapped: boolean;
};

type Asked = { readonly event: EventDetails; readonly audiences: readonly Term[] };
/** What of an event decides which fields a registration has. */
type Rules = {
  readonly event: {
    readonly registration: Pick<RegistrationPolicy, 'mode' | 'maxPartySize' | 'teamSize' | 'questions'>;
  };
  readonly audiences: readonly Term[];
};

/** Reads a JSON body strictly: unknown fields are refused, nothing is coerced. */
export const readRequest = (body: unknown, { session, ...asked }: Asked & { session: Session }): Reading =>
  reading(requestSchema(asked).safeParse(body), session.id);

export const requestSchema = (asked: Rules) =>
  z.strictObject(fields(asked, z.strictObject), coded('required'));

export const idempotencyKey = z.string().check(z.regex(/^(?=.*[^ ])[ -~]{1,255}$/));

/**
 * Reads a form post: unknown fields are ignored, an optional field left empty is absent; `take` is the offer of what is
 * left, `list` names the sessions that were shown as full with a list to join.
 */
export function readForm(
  body: unknown,
  { sessions, ...asked }: Asked & { sessions: readonly Session[] },
): FormReading {
  const { token = '', website = '', keptAddress = '', take, ...typed } = typedValues(body);
  const values = take === undefined ? typed : { ...typed, partySize: take };
  const session = z
    .string(coded('required'))
    .check(z.refine((id) => sessions.some((offered) => offered.id === id), coded('not_offered')));
  const schema = z.object({ session, ...fields(asked, z.object) });
  return {
    ...inFormTerms(reading(schema.safeParse(untyped(values, asked.event)), values.session as SessionId)),
    values,
    token,
    keptAddress,
    trapped: website !== '',
  };
}

const inFormTerms = (read: Reading): Reading =>
  read.ok
    ? read
    : {
        ok: false,
        errors: read.errors.map(({ field, code }) => ({
          field: field.replace(/^answers\./, 'question-'),
          code,
        })),
      };

/** Every field of a registration in the order of the form, by the policy of its event: the one rule book of form and JSON. */
function fields({ event, audiences }: Rules, objectOf: typeof z.object | typeof z.strictObject) {
  const { questions } = event.registration;
  const known = audiences.map(({ id }) => id);
  const seats = partyUpTo(maxParty(event));
  const answer = line(ANSWER_MAX_CODE_POINTS);
  const answers = objectOf(
    Object.fromEntries(questions.map(({ id, required }) => [id, required ? answer : z.optional(answer)])),
    coded('required'),
  ) as z.ZodMiniType<Record<string, string>>;
  return {
    partySize: seats,
    minimumSeats: z.optional(seats),
    establishment: isGroup(event.registration) ? line() : z.optional(line()),
    lastName: line(),
    firstName: z.optional(line()),
    email: z.pipe(
      z.string(coded('required')),
      z.transform((typed, context) => {
        const address = readAddress(typed);
        return address ?? refuse(context, typed.trim() === '' ? 'required' : 'invalid');
      }),
    ),
    audience: z.optional(
      z.string(coded('invalid')).check(z.refine((id) => known.includes(id), coded('not_offered'))),
    ),
    answers: questions.some(({ required }) => required) ? answers : z.optional(answers),
    accommodation: z.optional(line(ANSWER_MAX_CODE_POINTS)),
    join: z._default(z.boolean(coded('invalid')), false),
    language: z._default(z.enum(languages, coded('invalid')), 'fr'),
  };
}

export const partyUpTo = (mostPeople: number) =>
  z
    .int(coded('required'))
    .check(z.minimum(1, coded('invalid')), z.maximum(mostPeople, coded('party_too_large')));

export const line = (maxCodePoints = NAME_MAX_CODE_POINTS) =>
  z.pipe(
    z.string(coded('required')),
    z.transform((typed, context) => {
      const read = readLine(typed, maxCodePoints);
      if ('line' in read) return read.line;
      return refuse(context, lineCodes[read.problem]);
    }),
  );
const lineCodes = {
  empty: 'required',
  long: 'too_long',
  control: 'forbidden_characters',
  combining: 'forbidden_characters',
} as const;

/** The code travels as zod's message: sentences for people are chosen later, in their language. */
export const coded = (code: FieldCode) => ({ error: (issue: { input?: unknown }) => missing(issue, code) });
const missing = ({ input }: { input?: unknown }, code: FieldCode): FieldCode =>
  code === 'required' && input !== undefined ? 'invalid' : code;

const refuse = (context: z.core.ParsePayload, code: FieldCode): never => {
  context.issues.push({ code: 'custom', message: code, input: context.value });
  return z.NEVER;
};

type Parsed = Omit<Submission, 'session'>;

const reading = (result: z.core.util.SafeParseResult<Parsed>, session: SessionId): Reading =>
  result.success
    ? { ok: true, submission: { ...result.data, session } }
    : { ok: false, errors: result.error.issues.flatMap(errorsOf) };

export function errorsOf(issue: z.core.$ZodIssue): readonly FieldError[] {
  const at = (...rest: readonly PropertyKey[]) => [...issue.path, ...rest].map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: at(key), code: 'unknown_field' as const }));
  return [{ field: at(), code: issue.message as FieldCode }];
}

/** The posted fields as text: a field sent twice counts once, its first value. */
export const typedValues = (body: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body ?? {}).flatMap(([name, value]) => {
      const typed: unknown = Array.isArray(value) ? value[0] : value;
      return typeof typed === 'string' && ours.test(name) ? [[name, typed.slice(0, TYPED_MAX_LENGTH)]] : [];
    }),
  );
const ours =
  /^(session|lastName|firstName|email|partySize|minimumSeats|join|language|establishment|audience|accommodation|list|take|keptAddress|token|website|question-[a-z0-9-]{1,60})$/;

/** Form text as the values the fields expect: an empty field is an absent one, numbers are digits and nothing else. */
function untyped(values: FormValues, { registration }: EventDetails): Record<string, unknown> {
  const filled = Object.fromEntries(Object.entries(values).filter(([, typed]) => typed.trim() !== ''));
  const { partySize, minimumSeats, join, list = '', accommodation, ...rest } = filled;
  return {
    ...rest,
    partySize: wholeNumber(partySize),
    minimumSeats: wholeNumber(minimumSeats),
    join: join === 'true' || list.split(' ').includes(filled.session ?? ''),
    accommodation: accommodation?.replace(/\s*[\r\n]+\s*/g, ' '),
    answers: Object.fromEntries(registration.questions.map(({ id }) => [id, filled[`question-${id}`]])),
  };
}

export const wholeNumber = (typed: string | undefined): number | undefined => {
  if (typed === undefined) return undefined;
  return /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
};
