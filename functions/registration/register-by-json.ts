import type { Logger } from '@aws-lambda-powertools/logger';
import type { SessionId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import { isAccepted, type Refusing } from '../../shared/seats/register.ts';
import { type Store, within } from '../../shared/store/client.ts';
import { endpoint } from '../../shared/web/endpoint.ts';
import { refusedInput } from '../../shared/web/refused-input.ts';
import { idempotencyKey, readRequest } from '../../shared/web/registration-input.ts';
import { json, problem, type Reply } from '../../shared/web/reply.ts';
import type { Bookings } from './bookings.ts';
import { referenceOf, refusedStanding, repeat, type Submit } from './submit.ts';

type Dependencies = {
  readonly store: Store;
  readonly bookings: Bookings;
  readonly submit: Submit;
  readonly keys: () => Promise<Keys>;
  readonly timeLimit: () => AbortSignal;
  readonly logger: Logger;
};

/** `POST /v1/sessions/{sessionId}/registrations`. */
export const registerByJson = ({ store, bookings, submit, keys, timeLimit, logger }: Dependencies) =>
  endpoint(logger, async ({ pathParameters, headers, requestContext, body }): Promise<Reply> => {
    const now = instant(requestContext.timeEpoch);
    const { data: key, success } = idempotencyKey.safeParse(headers['idempotency-key']);
    if (!success)
      return problem(
        400,
        'idempotency_key_required',
        'Send an Idempotency-Key header of 1 to 255 printable characters',
      );

    const sessionId = (pathParameters?.sessionId ?? '') as SessionId;
    const [booking, secrets] = await Promise.all([bookings(sessionId), keys()]);
    if (booking === undefined || !booking.event.published)
      return problem(404, 'no_such_session', 'There is no such session');
    const standing = refusedStanding(booking, now);
    if (standing === 'not-open-yet') return refusedBy[standing];

    const read = readRequest(body, { ...booking, audiences: booking.edition.audiences });
    if (!read.ok) return standing === undefined ? refusedInput(read.errors) : refusedBy[standing];
    const submitted = {
      booking,
      submission: read.submission,
      tryOf: `key ${key}`,
      now,
      requestId: requestContext.requestId,
    };
    const limited = within(store, timeLimit());
    const outcome =
      standing === undefined
        ? await submit(limited, secrets, submitted)
        : await repeat(limited, secrets, submitted);
    if (outcome === undefined) return refusedBy[standing ?? 'closed'];
    if (!isAccepted(outcome)) return refused(outcome);
    const reference = referenceOf(secrets, submitted);
    return outcome.kind === 'listed'
      ? json(202, { outcome: 'waiting', reference })
      : json(202, { outcome: outcome.kind, seats: outcome.seats, reference });
  });

const refusedBy = {
  'not-open-yet': problem(409, 'not_open_yet', 'Registration has not opened yet'),
  closed: problem(409, 'closed', 'Registration is closed'),
  past: problem(409, 'closed', 'This session is over'),
  cancelled: problem(409, 'cancelled', 'This event is cancelled'),
  'by-application': problem(409, 'by_application', 'This event takes applications: write to its organiser'),
  external: problem(409, 'by_application', 'This event takes registrations on its own site'),
  'no-registration': problem(409, 'closed', 'This event takes no registrations'),
};

function refused(outcome: Refusing): Reply {
  switch (outcome.kind) {
    case 'full':
      return problem(409, 'sold_out', 'Not enough seats are left', { seatsLeft: outcome.seatsLeft });
    case 'waiting':
      return problem(409, 'sold_out', 'Not enough seats are left', { seatsLeft: 0 });
    case 'closed':
      return refusedBy.closed;
    case 'key-reused':
      return problem(
        422,
        'idempotency_key_reused',
        'This Idempotency-Key was used with another body; send a new one',
      );
  }
}
