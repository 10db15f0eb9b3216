import * as z from 'zod/mini';
import type { ProblemCode } from '../reply.ts';

type Described = { readonly status: number; readonly when: string; readonly example?: object };

const errors = (path: string, code: string, message: string) => ({ errors: [{ path, code, message }] });

/** Every refusal, and what has to be true for it; codes are stable, titles are not. */
export const problems: Readonly<Record<ProblemCode, Described>> = {
  malformed: { status: 400, when: 'The body is not valid JSON, or the cursor is not one of ours.' },
  idempotency_key_required: {
    status: 400,
    when: 'The header Idempotency-Key is missing, empty, longer than 255 characters or not printable.',
  },
  forbidden: { status: 403, when: 'The request came from another site.' },
  not_found: { status: 404, when: 'There is nothing here; a link that was replaced is answered alike.' },
  no_such_session: { status: 404, when: 'There is no session with this id.' },
  method_not_allowed: { status: 405, when: 'Another method would do: the header Allow names them.' },
  sold_out: {
    status: 409,
    when: 'Not enough seats are left; `seatsLeft` says about how many are.',
    example: { seatsLeft: 2 },
  },
  not_open_yet: { status: 409, when: 'Registration has not opened yet.' },
  closed: { status: 409, when: 'Registration is closed, the session is over, or it takes no registrations.' },
  cancelled: { status: 409, when: 'The event is cancelled.' },
  by_application: { status: 409, when: 'The organiser chooses, or takes registrations on their own site.' },
  not_live: { status: 409, when: 'The registration holds no seat, or holds none any more.' },
  too_large: { status: 413, when: 'The body is larger than 16 kB.' },
  unsupported_type: { status: 415, when: 'The body is not application/json.' },
  invalid_input: {
    status: 422,
    when: 'Some values are wrong; all are listed.',
    example: errors('email', 'invalid', 'This value is not valid'),
  },
  party_too_large: {
    status: 422,
    when: 'One registration cannot bring that many people.',
    example: errors('partySize', 'party_too_large', 'One registration cannot bring that many people'),
  },
  idempotency_key_reused: { status: 422, when: 'The same Idempotency-Key came with another body before.' },
  slow_down: { status: 429, when: 'Too many requests.' },
  failed: { status: 500, when: 'Something went wrong on our side.' },
  unavailable: {
    status: 503,
    when: 'Ask again in a moment, with the same Idempotency-Key: nothing is lost and nothing is done twice.',
  },
};

/** RFC 9457, with a stable `code`. */
export const problemBody = z.object({
  title: z.string(),
  status: z.int(),
  code: z.string(),
  seatsLeft: z.optional(z.int().check(z.minimum(0))),
  errors: z.optional(z.array(z.object({ path: z.string(), code: z.string(), message: z.string() }))),
});

export const exampleOf = (code: ProblemCode) => {
  const { status, when, example } = problems[code];
  return { title: when, status, code, ...example };
};
