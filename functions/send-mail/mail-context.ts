import type { Instant } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import { askedSession, type MessageId, type Registration } from '../../shared/domain/registration.ts';
import { contextOf, type MailContext, sessionOf } from '../../shared/mail/context.ts';
import type { Programme } from '../../shared/store/programme.ts';

/** Where the content of mails comes from. */
export type Sources = {
  readonly keys: () => Promise<Keys>;
  readonly programme: () => Promise<Programme | undefined>;
  readonly siteUrl: string;
};

/** What a mail is written from, with the other session the person asked for, if that is what it is about. */
export async function mailContext(
  { keys, programme: load, siteUrl }: Sources,
  registration: Registration,
  mail: MessageId,
  now: Instant,
): Promise<MailContext> {
  const programme = await load();
  const asked = askedSession(mail);
  return {
    ...contextOf(programme, registration, { keys: await keys(), siteUrl, now }),
    asked: programme && asked !== registration.session ? sessionOf(programme, asked) : undefined,
  };
}
