import { type Correction, mayCorrect, mayGrow, nameAfter } from '../../shared/domain/correction.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import type { MailContext } from '../../shared/mail/context.ts';
import { changeParty } from '../../shared/seats/party.ts';
import type { Store } from '../../shared/store/client.ts';
import { correctName } from '../../shared/store/registrations.ts';

export type Outcome =
  | { readonly kind: 'corrected'; readonly registration: Registration }
  /** So many people more could come. */
  | { readonly kind: 'full'; readonly seatsLeft: number }
  /** The party may only shrink: registration is closed. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'not-live' };

/** The party first: where its seats cannot be had, the name stays as it was, too. */
export async function correct(store: Store, context: MailContext, correction: Correction): Promise<Outcome> {
  if (!mayCorrect(context)) return { kind: 'not-live' };
  const party = await correctParty(store, context, correction.partySize);
  if (party.kind !== 'corrected') return party;
  const { registration } = party;
  const name = nameAfter(registration, correction);
  if (name === undefined) return party;
  return (await correctName(store, registration, name))
    ? { kind: 'corrected', registration: { ...registration, ...name } }
    : { kind: 'not-live' };
}

async function correctParty(store: Store, context: MailContext, partySize?: number): Promise<Outcome> {
  const { registration, now } = context;
  const asItIs: Outcome = { kind: 'corrected', registration };
  if (partySize === undefined || partySize === registration.partySize) return asItIs;
  if (partySize > registration.partySize && !mayGrow(context)) return { kind: 'closed' };
  const change = await changeParty(store, registration, partySize, now);
  switch (change.kind) {
    case 'changed':
      return { kind: 'corrected', registration: change.registration };
    case 'unchanged':
      return { kind: 'corrected', registration: { ...registration, partySize } };
    case 'waiting':
      return { kind: 'full', seatsLeft: 0 };
    case 'full':
    case 'closed':
    case 'not-live':
      return change.kind === 'full' ? change : { kind: change.kind };
  }
}
