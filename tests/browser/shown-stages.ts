import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Page, Route } from 'playwright-core';
import { type Stage, startStage } from '../../infra/local/stage.ts';
import type { SessionId } from '../../shared/domain/ids.ts';
import { instant, plus } from '../../shared/domain/instant.ts';
import { deriveKeys, type Keys } from '../../shared/domain/keys.ts';
import type { Language } from '../../shared/domain/language.ts';
import { addressKey, registrationKey } from '../../shared/domain/people.ts';
import { scopeOf } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { keptUntil } from '../../shared/domain/retention.ts';
import { linkToken } from '../../shared/domain/ticket.ts';
import { placeInList } from '../../shared/domain/waiting.ts';
import { registerOrJoin } from '../../shared/seats/join.ts';
import type { Store } from '../../shared/store/client.ts';
import { findBooking } from '../../shared/store/programme.ts';
import { putRegistration } from '../../shared/store/registrations.ts';
import { pausing } from '../../shared/store/retry.ts';
import { errorPage } from '../../shared/web/error-page.tsx';
import { issueFormToken } from '../../shared/web/form-token.ts';
import { LINKS_FORM } from '../../shared/web/my-links-page.tsx';
import { showStates } from '../support/state-edition.ts';
import { type Entry, type Prepared, registrations, waitingList } from './pages-and-states.ts';

const ports = { site: 0, inbox: 0, control: 0 };
const now = instant('2027-10-18T09:00:00+02:00');

/** Two stages, with the sample edition and with every state, that can show every entry of the catalogue. */
export async function showEverything(folder: string) {
  const starting = [
    startStage({ dataFolder: join(folder, 'sample'), ports }),
    startStage({ dataFolder: join(folder, 'states'), ports, empty: true }),
  ] as const;
  const stop = async () => {
    const started = await Promise.allSettled(starting);
    for (const one of started) if (one.status === 'fulfilled') await one.value.stop();
  };
  try {
    const [sample, states] = await Promise.all(starting);
    await showStates(states);
    const keys = keysOf(states);
    const tokens = await prepare(states, keys);
    return { stop, show: showing({ sample, states }, keys, tokens) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Brings a page to an entry as a browser would and tells its status; a form is posted in place of being asked for. */
const showing =
  (stages: Readonly<Record<Entry['edition'], Stage>>, keys: Keys, tokens: ReadonlyMap<string, string>) =>
  async (page: Page, entry: Entry, language: Language): Promise<number> => {
    const path = entry.path.replace(/\{(.+)\}/, (_, name: string) => tokens.get(name) ?? name);
    const local = language === 'fr' ? path : `/en${path.replace(/^\/(?=\?|$)/, '')}`;
    const url = `${stages[entry.edition].site}${local}`;
    const { fields, headers = {}, broken } = entry;
    const answers = (how: (route: Route) => Promise<void>) => page.route(url, how, { times: 1 });
    if (broken !== undefined) {
      const body = errorPage(broken, language);
      await answers((route) => route.fulfill({ status: broken, contentType: 'text/html', body }));
    }
    if (fields !== undefined) {
      const [, slug] = /evenements\/([^/]+)/.exec(path) ?? [];
      const token = issueFormToken(keys, slug ?? LINKS_FORM, plus(now, { minutes: -1 }));
      const postData = new URLSearchParams({ token, language, ...fields }).toString();
      const type = 'application/x-www-form-urlencoded';
      const post = { method: 'POST', postData, headers: { 'content-type': type, ...headers } };
      await answers(async (route) => route.fulfill({ response: await route.fetch(post) }));
    }
    const answer = await page.goto(url);
    return answer?.status() ?? 0;
  };

const keysOf = ({ dataFolder }: Stage): Keys => {
  const kept: Record<string, string> = JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8'));
  return deriveKeys(Object.values(kept)[0] ?? '');
};

/** Puts the registrations of the catalogue into the table, and people into a waiting list; returns their links. */
async function prepare({ edge, table }: Stage, keys: Keys): Promise<ReadonlyMap<string, string>> {
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'local' };
  const db = new DynamoDBClient({ endpoint: edge, region: 'eu-west-3', credentials });
  const store: Store = { db, tableName: table, pause: pausing(Math.random) };
  const tokens = new Map<string, string>();
  for (const [name, { session: id, ...own }] of Object.entries<Prepared>(registrations)) {
    const registration = { ...(await someone(store, keys, name, id)), ...own };
    await putRegistration(store, registration);
    tokens.set(name, linkToken(keys, registration));
  }
  await Promise.all(
    waitingList.map(async (name, at) => {
      const waiting = await someone(store, keys, name, 'complet');
      const booking = await findBooking(store, waiting.session);
      if (booking === undefined) return;
      const list = { joins: true, place: placeInList(Date.parse(now) + at, name) };
      await registerOrJoin(store, booking.session, { ...waiting, list }, now);
      tokens.set(name, linkToken(keys, waiting));
    }),
  );
  db.destroy();
  return tokens;
}

async function someone(store: Store, keys: Keys, name: string, session: string): Promise<Registration> {
  const booking = await findBooking(store, session as SessionId);
  if (booking === undefined) throw new Error(`no session ${session}`);
  const email = `${name}@etats.example.org`;
  const scope = scopeOf(booking.event, booking.session);
  return {
    scope,
    key: registrationKey(keys, scope, addressKey(email)),
    session: booking.session.id,
    event: booking.event.slug,
    status: 'confirmed',
    lastName: 'Weber',
    firstName: 'Sonia',
    email,
    language: 'fr',
    partySize: 1,
    rev: 1,
    next: 1,
    held: [],
    givenUp: [],
    generation: 1,
    linkVersion: 1,
    try: { id: name, body: 'as sent', outcome: 'confirmed', seats: 1 },
    owed: {},
    toldAgain: {},
    keptUntil: keptUntil(booking.session),
    createdAt: now,
    flippedAt: now,
  };
}
