import type { Logger } from '@aws-lambda-powertools/logger';
import { agendaToken } from '../../shared/domain/agenda.ts';
import type { EventSlug } from '../../shared/domain/ids.ts';
import { plus } from '../../shared/domain/instant.ts';
import { knowledgeOf, learn, mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import { scopeOf } from '../../shared/domain/programme.ts';
import { blockLimits } from '../../shared/domain/seats.ts';
import { linkToken } from '../../shared/domain/ticket.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { register } from '../../shared/seats/register.ts';
import type { Store } from '../../shared/store/client.ts';
import { changeMailbox } from '../../shared/store/mailboxes.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { owners } from '../../shared/store/table.ts';
import { assetPath } from '../../shared/web/assets.ts';
import { issueFormToken } from '../../shared/web/form-token.ts';
import { anEvent, aSession, now, testKeys } from './edition.ts';
import type { Known } from './fuzzed-requests.ts';
import { storeProgramme } from './programme.ts';
import { anApplication } from './registrations.ts';
import { aSite } from './site.ts';

type Options = { readonly logger?: Logger; readonly seats?: number };

/** A site with two events (a hall, and a small room with a list), three registrations, and for every hole in a path what fits into it. */
export async function populatedSite(store: Store, { seats = 256, ...more }: Options = {}) {
  const hall = { capacity: seats, blocks: blockLimits(seats).length };
  const question = { id: 'metier', label: { fr: 'Votre métier' }, required: false };
  const session = aSession(hall);
  const asking = aSession({ id: 'avec-question--s1', event: 'avec-question', capacity: 8, blocks: 1 });
  const questions = anEvent({
    slug: 'avec-question',
    registration: { questions: [question], waitlist: true },
  });
  await storeProgramme(store, [anEvent(), session], [{ ...questions, uid: 27_000_002 }, asking]);
  for (const { id, capacity } of [session, asking]) await createBlocks(store, id, capacity);
  const scope = scopeOf(anEvent(), session);
  const people = [1, 2, 3].map((number) =>
    anApplication(number, { scope, try: { id: `registered-${number}`, body: 'as sent' } }),
  );
  for (const person of people) await register(store, session, person, now);

  const mailboxes = people.map(({ email }) => mailboxKey(testKeys, addressKey(email)));
  for (const [index, person] of people.entries()) {
    const mailbox = mailboxes[index];
    const registration = await findRegistration(store, person);
    if (mailbox === undefined || registration === undefined) throw new Error('nobody is registered');
    await changeMailbox(store, mailbox, now, (empty) =>
      learn(empty, owners.registration(person), knowledgeOf(registration)),
    );
  }

  const known: Known = {
    holes: {
      slug: ['atelier-ia', 'avec-question'],
      sessionId: [session.id, asking.id],
      token: people.map((person) => linkToken(testKeys, { ...person, linkVersion: 1 })),
      calendar: mailboxes.map((mailbox) => `${agendaToken(testKeys, mailbox)}.ics`),
      outcome: ['confirmee', 'a-confirmer', 'en-attente'],
      file: Object.values(assetPath).map((path) => path.replace('/assets/', '')),
    },
    formToken: issueFormToken(testKeys, 'atelier-ia' as EventSlug, plus(now, { minutes: -1 })),
  };
  return { store, session, people, known, send: aSite(store, more) };
}

/** The path of a route with the first thing that fits into each hole. */
export const fitting = (route: string, { holes }: Known, wanted: Readonly<Record<string, string>> = {}) => {
  const [method = 'GET', template = '/nulle-part'] = route === '$default' ? [] : route.split(' ');
  const url = template.replace(/\{(\w+)\}/g, (_, hole: string) => wanted[hole] ?? holes[hole]?.[0] ?? '?');
  return { method, url };
};
