import { largestParty } from '../../shared/domain/correction.ts';
import type { Store } from '../../shared/store/client.ts';
import { readCorrectionForm } from '../../shared/web/correction-input.ts';
import { type CorrectionRefusal, correctionPage } from '../../shared/web/correction-page.tsx';
import type { Mine } from '../../shared/web/mine.ts';
import { paths } from '../../shared/web/paths.ts';
import { html, type Reply, seeOther } from '../../shared/web/reply.ts';
import { correct, type Outcome } from './correct.ts';

/** Back to the registration as it is now, or the form again with the reason and the values kept. */
export async function correctByForm(store: Store, mine: Mine, body: unknown): Promise<Reply> {
  const { values, ...read } = readCorrectionForm(body, largestParty(mine.context));
  if (!read.ok) return html(422, correctionPage({ ...mine, returned: { values, errors: read.errors } }));
  const outcome = await correct(store, mine.context, read.correction);
  if (outcome.kind === 'corrected') return seeOther(paths.corrected(mine.language, mine.token));
  return html(
    422,
    correctionPage({ ...mine, returned: { values, errors: [], refusal: refusalOf(outcome) } }),
  );
}

function refusalOf(outcome: Exclude<Outcome, { kind: 'corrected' }>): CorrectionRefusal {
  switch (outcome.kind) {
    case 'full':
      return { code: 'sold_out', seatsLeft: outcome.seatsLeft };
    case 'closed':
      return { code: 'closed' };
    case 'not-live':
      return { code: 'not_live' };
  }
}
