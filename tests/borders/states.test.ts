import { beforeAll, describe, expect, it } from 'vitest';
import { validate } from '../../infra/commands/edition/validation.ts';
import type { EventSlug } from '../../shared/domain/ids.ts';
import { plus } from '../../shared/domain/instant.ts';
import { issueFormToken } from '../../shared/web/form-token.ts';
import { now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { bodyOf } from '../support/requests.ts';
import { aSite, formType, jsonType } from '../support/site.ts';
import { importStates, stateEdition, takenSeats } from '../support/state-edition.ts';
import { states } from '../support/states.ts';

const freshStore = useEngine();
let send: ReturnType<typeof aSite>;

const answer = async (...sent: Parameters<typeof send>) => {
  const answered = await send(...sent);
  if (answered === undefined) throw new Error('the gateway refused');
  return answered.reply;
};

const register = (session: string, key: string, body: object) =>
  answer({
    method: 'POST',
    url: `/v1/sessions/${session}/registrations`,
    headers: { ...jsonType, 'idempotency-key': key },
    body: JSON.stringify(body),
  });

/** What a person reads of a page: no tags, no difference between spaces. */
const readOf = (page: string | undefined): string =>
  (page ?? '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/gu, ' ');

beforeAll(async () => {
  const store = await freshStore();
  await importStates(store);
  send = aSite(store);
  for (const { session, body } of takenSeats()) {
    const reply = await register(session, `taken-${session}`, body);
    expect(reply.statusCode).toBe(202);
  }
});

it('the edition of all states is one that coordinators could import', () => {
  expect(validate(JSON.stringify(stateEdition)).problems).toBeUndefined();
});

describe.each(states)('$slug', ({ slug, timings, shows }) => {
  const session = timings[0]?.id ?? '';

  it.each(['fr', 'en'] as const)('tells people what they can do, in %s', async (language) => {
    const prefix = language === 'en' ? '/en' : '';
    const { statusCode, body } = await answer({ url: `${prefix}/evenements/${slug}` });
    expect(statusCode).toBe(200);
    const text = readOf(body);
    for (const words of shows[language]) expect(text).toContain(words);
    if (shows.never !== undefined) expect(text).not.toContain(shows.never);
    expect(body?.includes('<form id="inscription"')).toBe(shows.form);
    expect(body?.includes('<button type="submit"')).toBe(shows.form);
  });

  it('tells programs its standing', async () => {
    const { statusCode, body } = await answer({ url: `/v1/events/${slug}` });
    expect(statusCode).toBe(200);
    const { sessions } = JSON.parse(body ?? '') as { sessions: { registration: string }[] };
    expect(sessions[0]?.registration).toBe(shows.standing.replaceAll('-', '_'));
  });

  const person = { lastName: 'Durand', email: 'lea.durand@example.fr', partySize: 1 };
  const sessionAt = (slot: string) => (slug === 'creneaux' ? `creneaux-${slot}` : session);

  it('registers, or refuses with its reason', async () => {
    const reply = await register(sessionAt('1430'), 'one', person);
    const [status, code] = shows.refused ?? [202];
    expect(reply.statusCode).toBe(status);
    expect(bodyOf(reply).code).toBe(code);
    if (status === 202) expect(bodyOf(reply).outcome).toBe(shows.outcome ?? 'confirmed');
  });

  it.runIf(shows.form && shows.refused?.[1] === 'sold_out' && slug !== 'plusieurs-seances')(
    'lets people wait by form, known already or not',
    async () => {
      const fields = {
        ...person,
        email: 'patience@example.fr',
        partySize: '1',
        session,
        list: session,
        token: issueFormToken(testKeys, slug as EventSlug, plus(now, { minutes: -1 })),
      };
      for (const lastName of ['Durand', 'Une autre fois']) {
        const reply = await answer({
          method: 'POST',
          url: `/evenements/${slug}/inscriptions`,
          headers: formType,
          body: new URLSearchParams({ ...fields, lastName }).toString(),
        });
        expect(reply.headers?.location).toBe(`/evenements/${slug}/inscriptions/en-attente`);
      }
      const joined = await register(session, 'waits', { ...person, join: true });
      expect([joined.statusCode, bodyOf(joined).outcome]).toEqual([202, 'waiting']);
    },
  );

  it('registers by form, or shows the page again', async () => {
    const token = issueFormToken(testKeys, slug as EventSlug, plus(now, { minutes: -1 }));
    const fields = {
      ...person,
      email: 'par.formulaire@example.fr',
      partySize: '1',
      session: sessionAt('1500'),
      token,
    };
    const reply = await answer({
      method: 'POST',
      url: `/evenements/${slug}/inscriptions`,
      headers: formType,
      body: new URLSearchParams(fields).toString(),
    });
    expect(reply.statusCode).toBe(shows.refused === undefined ? 303 : 422);
    if (shows.refused !== undefined) expect(reply.body).toContain('role="alert"');
  });
});
