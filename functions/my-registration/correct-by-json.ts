import { largestParty } from '../../shared/domain/correction.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import type { MailContext } from '../../shared/mail/context.ts';
import type { Store } from '../../shared/store/client.ts';
import { readCorrection } from '../../shared/web/correction-input.ts';
import { refusedInput } from '../../shared/web/refused-input.ts';
import { problem, type Reply } from '../../shared/web/reply.ts';
import { correct, type Outcome } from './correct.ts';

type Answer =
  | { readonly ok: true; readonly registration: Registration }
  | { readonly ok: false; readonly reply: Reply };

/** The registration as it is after a correction, or why there was none. */
export async function correctByJson(store: Store, context: MailContext, body: unknown): Promise<Answer> {
  const read = readCorrection(body, largestParty(context));
  if (!read.ok) return { ok: false, reply: refusedInput(read.errors) };
  const outcome = await correct(store, context, read.correction);
  return outcome.kind === 'corrected'
    ? { ok: true, registration: outcome.registration }
    : { ok: false, reply: refused(outcome) };
}

function refused(outcome: Exclude<Outcome, { kind: 'corrected' }>): Reply {
  switch (outcome.kind) {
    case 'full':
      return problem(409, 'sold_out', 'Not enough seats are left', { seatsLeft: outcome.seatsLeft });
    case 'closed':
      return problem(409, 'closed', 'Registration is closed: the party may only shrink');
    case 'not-live':
      return problem(409, 'not_live', 'This registration can no longer be corrected');
  }
}
