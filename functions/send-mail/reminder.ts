import { gather, gatheredInto, isGatheredBy, scatter } from '../../shared/domain/gathering.ts';
import type { Owner } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { emptyMailbox, type Mailbox, mailboxKey, type OwedMail } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import { beginOf } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import {
  isReminded,
  mayGoAt,
  type Reminder,
  type ReminderKind,
  remindersFor,
} from '../../shared/domain/reminders.ts';
import { wallWeek } from '../../shared/domain/time.ts';
import { contextOf, type MailContext, sessionOf } from '../../shared/mail/context.ts';
import { reminderMail } from '../../shared/mail/reminders.ts';
import { changeMailbox, findMailbox } from '../../shared/store/mailboxes.ts';
import { owners } from '../../shared/store/table.ts';
import type { Written } from './debtors.ts';
import type { Sources } from './sources.ts';
import { standing } from './standing.ts';

type OwedReminder = OwedMail & { readonly kind: ReminderKind };
type Held = Exclude<Written, { readonly to: unknown }>;

/** Those that may tell of a whole week at once; on the day each session has its own. */
const ofTheWeek: readonly ReminderKind[] = ['A9', 'A10'];

/** A reminder as things stand now: it may have been overtaken by a move, an answer, another reminder, or the night. */
export async function writeReminder(
  sources: Sources,
  registration: Registration,
  owed: OwedReminder,
  now: Instant,
): Promise<Written> {
  const secrets = await sources.keys();
  const around = { keys: secrets, siteUrl: sources.siteUrl, now };
  const context = contextOf(await sources.programme(), registration, around);
  const mailbox = mailboxKey(secrets, addressKey(registration.email));
  const held = heldBack(context, owed);
  if (held !== undefined) {
    if ('outOfDate' in held)
      await changeMailbox(sources.store, mailbox, now, (known) => scatter(known, owed));
    return held;
  }
  const known = (await findMailbox(sources.store, mailbox)) ?? emptyMailbox;
  const others = ofTheWeek.includes(owed.kind) ? await othersOfTheWeek(sources, known, context, owed) : [];
  const settled =
    others.length === 0
      ? known
      : await changeMailbox(sources.store, mailbox, now, (current) => gather(current, owed, others, now));
  if (settled.noReminders !== undefined) return { outOfDate: 'the person wants no reminders' };
  if (gatheredInto(settled, owed) !== undefined) return { outOfDate: 'told with another of that week' };

  const together = others.filter((other) => isGatheredBy(settled, owed, other)).map(({ context }) => context);
  const [first, ...rest] = await Promise.all(
    [context, ...together].map((one) => withWaiting(sources, one, owed.kind)),
  );
  return first === undefined ? { outOfDate: 'nothing to tell' } : reminderMail(owed.kind, [first, ...rest]);
}

/** Why it must not go, or not yet. */
function heldBack({ event, session, registration, now }: MailContext, { mail }: OwedMail): Held | undefined {
  const reminder = remindersFor(event, session).find((planned) => planned.mail === mail);
  if (reminder === undefined) return { outOfDate: 'the session is not on that day any more' };
  if (!isReminded(registration, session.id, reminder)) return { outOfDate: 'the person needs it no more' };
  const at = mayGoAt(reminder, now);
  if (at === undefined) return { outOfDate: 'it would come too late' };
  return at > now ? { notBefore: at } : undefined;
}

type Other = OwedMail & { readonly context: MailContext };

/** The person's other sessions of the week that would be reminded of in the same way, and have not been. */
async function othersOfTheWeek(
  sources: Sources,
  { registrations }: Mailbox,
  { session, now }: MailContext,
  { owner, kind }: OwedReminder,
): Promise<readonly Other[]> {
  const programme = await sources.programme();
  const week = wallWeek(beginOf(session));
  const sameWeek = Object.entries(registrations).flatMap(([other, known]) => {
    const its = programme && sessionOf(programme, known.session);
    return other !== owner && its && wallWeek(beginOf(its)) === week ? [other as Owner] : [];
  });
  return (await standing(sources, sameWeek, now)).flatMap((context) => {
    const reminder = remindersFor(context.event, context.session).find((one) => one.kind === kind);
    return reminder !== undefined && isStillToCome(context, reminder)
      ? [{ owner: owners.registration(context.registration), mail: reminder.mail, context }]
      : [];
  });
}

const isStillToCome = ({ registration, session, now }: MailContext, reminder: Reminder): boolean =>
  isReminded(registration, session.id, reminder) &&
  now < reminder.until &&
  (registration.reminded?.has(reminder.mail) !== true || registration.owed[reminder.mail] !== undefined);

const withWaiting = async (
  { peopleWaiting }: Sources,
  context: MailContext,
  kind: ReminderKind,
): Promise<MailContext> =>
  kind === 'A10' ? { ...context, peopleWaiting: await peopleWaiting(context.session.id) } : context;
