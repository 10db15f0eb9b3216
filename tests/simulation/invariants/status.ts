import { epochMs } from '../../../shared/domain/instant.ts';
import { beginOf } from '../../../shared/domain/programme.ts';
import {
  isLive,
  isRegistration,
  type MessageKind,
  messageId,
  type Registration,
} from '../../../shared/domain/registration.ts';
import { owners, registrationIn } from '../../../shared/store/table.ts';
import { asArbiter } from '../decoding.ts';
import type { Look } from './look.ts';

/** What may become of a status, and the mail that is owed for it in the same write; 'none' where nobody need be told. */
type Mails = readonly (MessageKind | 'none')[];
type Becoming = Readonly<Record<string, Mails>>;
const submitted: Becoming = { confirmed: ['A1'], pending: ['A2'], waiting: ['A4'] };
const transitions: Readonly<Record<string, Becoming>> = {
  void: submitted,
  released: submitted,
  lapsed: submitted,
  declined: submitted,
  pending: { confirmed: ['A1'], lapsed: ['none'], released: ['A13'] },
  confirmed: { confirmed: ['A14'], released: ['A13'] },
  // Whoever would not wait is let go in silence.
  waiting: {
    offered: ['A5'],
    confirmed: ['A1'],
    pending: ['A2'],
    invited: ['A6'],
    released: ['A13', 'none'],
    lapsed: ['A17'],
  },
  // Offered again where the session was moved meanwhile, or by somebody who began before its last hours.
  invited: {
    offered: ['A5'],
    confirmed: ['A1'],
    invited: ['A8'],
    released: ['A13', 'none'],
    lapsed: ['A17'],
  },
  offered: { confirmed: ['A1'], declined: ['A13'], waiting: ['A7'], lapsed: ['A7'] },
};
const MOST_LAPSES = 2;

/** Only listed transitions, each told of, in its time. */
export const statuses: Look = ({ place, before, after }, { event, state, tell }) => {
  if (registrationIn(place) === undefined || after === undefined) return;
  const [now, then] = [asArbiter(after), before && asArbiter(before)];
  if (!isRegistration(now)) {
    if (then !== undefined && isRegistration(then)) tell(`${now.key} was ${then.status} and is void`);
    return;
  }
  const from = then?.status ?? 'void';
  if (then?.rev === now.rev) {
    if (from !== now.status) tell(`${now.key} went from ${from} to ${now.status} without a new revision`);
    return;
  }
  const mails = transitions[from]?.[now.status];
  if (mails === undefined) return tell(`${now.key} went from ${from} to ${now.status}`);
  const owed = (kind: MessageKind) =>
    now.owed[messageId(kind, kind === 'A8' ? (now.entry ?? '') : now.rev)] !== undefined;
  if (!mails.some((kind) => kind === 'none' || owed(kind)))
    tell(`${now.key} went from ${from} to ${now.status} and is owed no ${mails.join(' or ')}`);
  if ((now.lapses ?? 0) > MOST_LAPSES) tell(`${now.key} let ${now.lapses} offers pass`);
  if ((now.status === 'pending' || now.status === 'offered') !== (now.until !== undefined))
    tell(`${now.key} is ${now.status} until ${now.until}`);

  const isNew = !isLive(from);
  const standing = then !== undefined && isRegistration(then) ? then : undefined;
  const generation = (standing?.generation ?? 0) + (isNew ? 1 : 0);
  if (now.generation !== generation || now.linkVersion !== generation)
    tell(`${now.key} is ${now.status} in generation ${now.generation} after ${standing?.generation}`);
  const { opensAt, closesAt } = event.registration;
  const begin = beginOf(state.session(now.session));
  if (isNew && !(opensAt <= now.createdAt && now.createdAt < closesAt && now.createdAt < begin))
    tell(`${now.key} was registered at ${now.createdAt}, outside the window`);
  if (!isNew && gains(from, now) && now.flippedAt >= begin)
    tell(`${now.key} became ${now.status} at ${now.flippedAt}, when the session had begun`);
  if (from === 'offered' && now.status === 'confirmed' && standing?.until && now.flippedAt >= standing.until)
    tell(`${now.key} said yes ${epochMs(now.flippedAt) - epochMs(standing.until)} ms too late`);
};

const gains = (from: string, { status }: Registration): boolean =>
  from !== status && (status === 'offered' || status === 'confirmed' || status === 'invited');

/** A mail that is owed stays so until it has gone; who would not wait was owed nothing. */
export const marks: Look = ({ place, before, after }, { sent, tell }) => {
  const id = registrationIn(place);
  if (id === undefined || before === undefined || after === undefined) return;
  const [now, then] = [asArbiter(after), asArbiter(before)];
  if (!isRegistration(now) || !isRegistration(then)) return;
  const unasked = now.status === 'released' && now.try.id === '';
  if (unasked) return;
  for (const mail of Object.keys(then.owed))
    if (now.owed[mail] === undefined && !sent.has(`${owners.registration(id)} ${mail}`))
      tell(`${now.key} was owed ${mail} and never got it`);
  for (const mail of Object.keys(now.owed))
    if (!isToldOnce(mail) && then.owed[mail] === undefined && sent.has(`${owners.registration(id)} ${mail}`))
      tell(`${now.key} is owed ${mail} again`);
};

/** A race lost again for the same place is owed again, and sent once. */
const isToldOnce = (mail: string): boolean => mail.startsWith('A8#');
