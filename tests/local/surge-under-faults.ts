import { setTimeout as wait } from 'node:timers/promises';
import type { Stage } from '../../infra/local/stage.ts';
import type { SessionId } from '../../shared/domain/ids.ts';
import { scopeOf } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { seatsHeld } from '../../shared/domain/seats.ts';
import { audit } from '../../shared/seats/audit.ts';
import { findBooking } from '../../shared/store/programme.ts';
import {
  claimsIn,
  drain,
  postRegistration,
  readInbox,
  registrationsIn,
  storeOf,
  tell,
} from '../support/stage.ts';

export type Surge = {
  readonly sessions: readonly { readonly id: string; readonly capacity: number; readonly largest: number }[];
  readonly registrations: number;
  readonly connections: number;
  /** The share of the functions' calls that go wrong. */
  readonly rate: number;
};

export type Survived = {
  readonly answers: Readonly<Record<string, number>>;
  /** What broke a promise; empty if all held. */
  readonly breaches: readonly string[];
  readonly mails: number;
};

/** Everybody asks at once while a share of all calls is throttled, conflicts, is refused or loses its answer. */
export async function survive(stage: Stage, surge: Surge, random: () => number): Promise<Survived> {
  await setFaults(stage, surge.rate);
  const asked = new Map<string, Answer>();
  let sent = 0;
  const busy = async () => {
    while (sent < surge.registrations) {
      const number = sent++;
      const session = surge.sessions[number % surge.sessions.length];
      if (session === undefined) return;
      const partySize = 1 + Math.floor(random() * session.largest);
      asked.set(`surge-${number}`, await insist(stage, session.id, number, partySize));
    }
  };
  await Promise.all(Array.from({ length: surge.connections }, busy));
  await setFaults(stage, 0);
  await tell(stage, '/clock', { advance: 'PT1H' }); // what a lost answer left behind is found by tick
  await drain(stage);

  const answers = tally([...asked.values()].map(({ outcome }) => outcome));
  const mails = (await readInbox(stage)).filter(({ subject }) => subject.startsWith('Inscription confirmée'));
  const told = new Set(mails.flatMap(({ destination }) => destination.to.map(addressIn)));
  const breaches: string[] = [];
  for (const { id, capacity } of surge.sessions)
    breaches.push(...(await breachesIn(stage, id, capacity, asked, told)));
  return { answers, breaches, mails: mails.length };
}

type Answer = { readonly outcome: string; readonly email: string };

/** As a person or a client would: 503 says to try again, and the same key makes that safe. */
async function insist(stage: Stage, session: string, number: number, partySize: number): Promise<Answer> {
  const email = `surge.${number}@example.org`;
  for (let tries = 0; ; tries += 1) {
    const body = { lastName: `Personne ${number}`, email, partySize };
    const reply = await postRegistration(stage, session, `surge-${number}`, body);
    const { outcome, code } = (await reply.json()) as { outcome?: string; code?: string };
    if (reply.status !== 503 || tries === 20) return { outcome: `${reply.status} ${outcome ?? code}`, email };
    await wait(50);
  }
}

async function breachesIn(
  stage: Stage,
  id: string,
  capacity: number,
  asked: ReadonlyMap<string, Answer>,
  told: ReadonlySet<string>,
): Promise<readonly string[]> {
  const store = storeOf(stage);
  const registrations = (await registrationsIn(store, id)).filter(({ status }) => status === 'confirmed');
  const claims = await claimsIn(store, id);
  const held = registrations.reduce((sum, { held: grants }) => sum + seatsHeld(grants), 0);
  const booking = await findBooking(store, id as SessionId);
  if (booking === undefined) throw new Error(`no session ${id}`);
  const { event, session } = booking;
  const drift = await audit(store, { session, scope: scopeOf(event, session) });
  const said = new Set(
    [...asked.values()].filter(({ outcome }) => outcome === '202 confirmed').map(({ email }) => email),
  );
  const of = (registration: Registration) => registration.email;
  return [
    ...(claims.length > capacity ? [`${id}: ${claims.length} seats of ${capacity} are taken`] : []),
    ...(claims.length === held ? [] : [`${id}: ${claims.length} claims for ${held} seats`]),
    ...drift.map(({ kind, name }) => `${id}: ${kind} ${name}`),
    ...registrations.filter((each) => !told.has(of(each))).map((each) => `${of(each)} has no mail`),
    ...registrations.filter((each) => !said.has(of(each))).map((each) => `${of(each)} was never told yes`),
  ];
}

async function setFaults({ control }: Stage, rate: number): Promise<void> {
  const met = (service: string, kind: string, operation?: string) => ({ service, kind, rate, operation });
  const list = [
    met('dynamodb', 'throttle'),
    met('dynamodb', 'lost'),
    met('dynamodb', 'refuse'),
    met('dynamodb', 'conflict', 'TransactWriteItems'),
    met('sqs', 'lost', 'SendMessageBatch'),
    met('ses', 'throttle'),
  ];
  const reply = await fetch(`${control}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rate === 0 ? [] : list),
  });
  if (!reply.ok) throw new Error(`/faults answered ${reply.status}: ${await reply.text()}`);
}

const addressIn = (to: string): string => /[\w.+-]+@[\w.-]+/.exec(to)?.[0] ?? to;

const tally = (values: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length]));
