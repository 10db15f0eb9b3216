import type { Instant } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import { askedSession, type MessageId, type Registration } from '../../shared/domain/registration.ts';
import type { MailContext } from '../../shared/mail/context.ts';
import type { Programme } from '../../shared/store/programme.ts';

/** Where the content of mails comes from. */
export type Sources = {
  readonly keys: () => Promise<Keys>;
  readonly programme: () => Promise<Programme | undefined>;
  readonly siteUrl: string;
};

/** Throws if the programme no longer knows what somebody is registered for: that is for a person to look at. */
export async function mailContext(
  { keys, programme, siteUrl }: Sources,
  registration: Registration,
  mail: MessageId,
  now: Instant,
): Promise<MailContext> {
  const { edition, events, sessions, organisations, venues } = known(await programme(), 'programme');
  const event = known(
    events.find(({ slug }) => slug === registration.event),
    'event',
  );
  const ofEvent = sessions.get(event.slug) ?? [];
  const asked = askedSession(mail);
  return {
    registration,
    event,
    session: known(
      ofEvent.find(({ id }) => id === registration.session),
      'session',
    ),
    venue: event.venue === undefined ? undefined : venues.get(event.venue),
    organisation: known(organisations.get(event.organiser), 'organisation'),
    edition,
    keys: await keys(),
    siteUrl,
    now,
    asked: asked === registration.session ? undefined : ofEvent.find(({ id }) => id === asked),
  };
}

function known<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`A mail is owed about an unknown ${name}`);
  return thing;
}
