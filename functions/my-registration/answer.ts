import type { MailContext } from '../../shared/mail/context.ts';
import { type Answered, accept } from '../../shared/seats/offer.ts';
import { release } from '../../shared/seats/release.ts';
import type { Store } from '../../shared/store/client.ts';
import { type Answer, type Mine, mayAnswer } from '../../shared/web/mine.ts';
import { paths } from '../../shared/web/paths.ts';
import { json, problem, type Reply, seeOther } from '../../shared/web/reply.ts';

type Given = Answered | { readonly kind: 'declined' };

/** Says yes or no to seats that are held or offered; what is not asked any more changes nothing. */
async function give(store: Store, context: MailContext, answer: Answer): Promise<Given> {
  const { session, event, registration, now } = context;
  if (answer !== 'decliner') {
    const listed = { session, policy: event.registration.waitlistPolicy };
    return accept(store, listed, registration, now);
  }
  if (registration.status === 'declined') return { kind: 'declined' };
  if (!mayAnswer(context, answer)) return { kind: 'over' };
  return (await release(store, registration, now)) === 'released' ? { kind: 'declined' } : { kind: 'over' };
}

export async function answerByForm(store: Store, mine: Mine, answer: Answer): Promise<Reply> {
  const { language, token, context } = mine;
  const given = await give(store, context, answer);
  return seeOther(given.kind === 'gone' ? paths.gone(language, token) : paths.mine(language, token));
}

export async function answerByJson(store: Store, context: MailContext, answer: Answer): Promise<Reply> {
  const given = await give(store, context, answer);
  switch (given.kind) {
    case 'confirmed':
    case 'declined':
      return json(200, { status: given.kind });
    case 'gone':
      return problem(409, 'sold_out', 'Somebody else has the seats; you wait on', { seatsLeft: 0 });
    case 'over':
      return problem(409, 'not_live', 'There is nothing here to say yes or no to');
  }
}
