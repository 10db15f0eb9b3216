import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { importEdition } from '../../infra/commands/edition/import-edition.ts';
import type { EditionFile } from '../../infra/commands/edition/schema.ts';
import type { Store } from '../../shared/store/client.ts';
import { pausing } from '../../shared/store/retry.ts';
import type { EventState } from './state.ts';
import { states } from './states.ts';

const accessibility = { hi: false, ii: false, mi: true, pi: false, vi: false };
const room = 'salle-des-etats';
const fewest = ({ timings, sessionPolicy }: EventState) => {
  const each = timings.map(({ capacity }) => capacity);
  return sessionPolicy === 'all-sessions' ? Math.min(...each) : Math.max(...each);
};

/** One event for each state an event can be in on 2027-10-18 at 9:00 in Paris. */
export const stateEdition: EditionFile = {
  schemaVersion: '1.0.0',
  edition: {
    slug: 'edition-des-etats',
    title: { fr: 'Open du numérique : tous les états', en: 'Open du numérique: every state' },
    startDate: '2027-10-04',
    endDate: '2027-12-01',
    timezone: 'Europe/Paris',
    registrationOpensAt: '2027-09-20T09:00:00+02:00',
    publicHolidays: ['2027-11-01', '2027-11-11'],
    coordinator: 'coordination-des-etats',
    contact: { email: 'bonjour@etats.example.org', phone: '+33353010042' },
    highlights: ['ouvert'],
  },
  vocabularies: {
    themes: [{ id: 'ia', label: { fr: 'Intelligence artificielle', en: 'Artificial intelligence' } }],
    formats: [{ id: 'atelier', label: { fr: 'Atelier', en: 'Workshop' } }],
    audiences: [
      { id: 'independants', label: { fr: 'Indépendantes et indépendants', en: 'Self-employed people' } },
      { id: 'scolaires', label: { fr: 'Scolaires', en: 'Schools' } },
    ],
  },
  organisers: [
    {
      slug: 'coordination-des-etats',
      name: 'Coordination des états',
      type: 'association',
      role: 'coordination',
      contact: { email: 'coordination@etats.example.org' },
    },
    {
      slug: 'atelier-des-etats',
      name: 'Atelier des états',
      type: 'association',
      role: 'organisation',
      contact: { email: 'atelier@etats.example.org' },
    },
  ],
  venues: [
    {
      slug: room,
      name: 'Salle des états',
      address: '3 rue des Tilleuls',
      commune: 'Nancy',
      insee: '54395',
      postalCode: '54000',
      countryCode: 'FR',
      latitude: 48.69,
      longitude: 6.18,
      safetyCapacity: 200,
      accessibility,
    },
  ],
  events: states.map((state, at) => ({
    uid: 28_000_001 + at,
    slug: state.slug,
    title: state.title,
    description: state.description ?? {
      fr: `Pour voir comment se montre « ${state.title.fr} ».`,
      en: `Shows what “${state.title.en ?? state.title.fr}” looks like.`,
    },
    theme: 'ia',
    format: 'atelier',
    timings: [...state.timings],
    attendanceMode: state.attendanceMode,
    venue: state.attendanceMode === 2 ? null : room,
    onlineAccessLink: state.attendanceMode === 1 ? null : 'https://visio.etats.example.org/salle',
    organiser: 'atelier-des-etats',
    capacity: fewest(state),
    audience: ['independants'],
    age: { min: 0, max: 120 },
    accessibility,
    languages: ['fr'],
    registration: { ...state.registration, sessionPolicy: state.sessionPolicy },
    status: state.status,
    state: 2,
    keywords: { fr: [] },
    tags: [],
  })),
};

/** Imports the edition, as `npm run import` does. */
export async function importStates(store: Store): Promise<void> {
  const outcome = await importEdition({ store, text: JSON.stringify(stateEdition) });
  if (outcome.kind === 'invalid') throw new Error(JSON.stringify(outcome.problems, null, 2));
}

type Running = { readonly site: string; readonly edge: string; readonly table: string };

/** Fills a running stage (`{ empty: true }`) with every state: imports the edition and takes the seats that are taken. */
export async function showStates({ site, edge, table }: Running): Promise<void> {
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'local' };
  const db = new DynamoDBClient({ endpoint: edge, region: 'eu-west-3', credentials });
  await importStates({ db, tableName: table, pause: pausing(Math.random) });
  db.destroy();
  for (const [index, { session, body }] of takenSeats().entries()) {
    const reply = await fetch(`${site}/v1/sessions/${session}/registrations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `taken-${index}` },
      body: JSON.stringify(body),
    });
    if (reply.status !== 202) throw new Error(`${session}: ${reply.status} ${await reply.text()}`);
  }
}

/** The registrations behind the states that depend on seats, as bodies of the JSON interface. */
export const takenSeats = () =>
  states.flatMap(({ taken = {}, waiting = {} }) => [
    ...Object.entries(taken).map(([session, partySize]) => ({
      session,
      body: { lastName: 'Déjà Venue', email: `venue.${session}@etats.example.org`, partySize },
    })),
    ...Object.entries(waiting).map(([session, partySize]) => ({
      session,
      body: { lastName: 'Attend', email: `attend.${session}@etats.example.org`, partySize, join: true },
    })),
  ]);
