import { describe, expect, it } from 'vitest';
import { formTrapped } from '../../functions/environment.ts';
import { registration } from '../../functions/registration/registration.ts';
import { plus } from '../../shared/domain/instant.ts';
import { addressKey, registrationKey } from '../../shared/domain/people.ts';
import { type EventDetails, type Session, scopeOf } from '../../shared/domain/programme.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { release } from '../../shared/seats/release.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { issueFormToken } from '../../shared/web/form-token.ts';
import { anEvent, aSession, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { storeProgramme } from '../support/programme.ts';
import { seatsTaken } from '../support/registrations.ts';
import { ask, quietLogger, siteUrl } from '../support/requests.ts';

const freshStore = useEngine();
const outcomePage = '/evenements/atelier-ia/inscriptions/confirmee';

async function setup(event: EventDetails = anEvent(), session: Session = aSession()) {
  const store = await freshStore();
  await storeProgramme(store, [event, session]);
  await createBlocks(store, session.id, session.capacity);
  const logged: string[] = [];
  const handler = registration({
    store,
    keys: async () => testKeys,
    clock: () => now,
    logger: Object.assign(Object.create(quietLogger), { info: (message: string) => logged.push(message) }),
    siteUrl,
    timeLimit: () => AbortSignal.timeout(3_000),
  });
  const filled = {
    session: session.id,
    partySize: '2',
    lastName: 'Durand',
    firstName: '',
    email: 'lea.durand@example.fr',
    language: 'fr',
    website: '',
    token: issueFormToken(testKeys, event.slug, plus(now, { minutes: -3 })),
  };
  type Post = {
    fields?: Record<string, string>;
    headers?: Record<string, string>;
    at?: typeof now;
    english?: boolean;
  };
  const post = ({ fields, headers = {}, at = now, english = false }: Post = {}) =>
    ask(handler, {
      route: `POST ${english ? '/en' : ''}/evenements/{slug}/inscriptions`,
      path: { slug: event.slug },
      headers: { origin: siteUrl, ...headers },
      body: new URLSearchParams({ ...filled, ...fields }),
      now: at,
    });
  const registered = () => {
    const scope = scopeOf(event, session);
    return findRegistration(store, {
      scope,
      key: registrationKey(testKeys, scope, addressKey(filled.email)),
    });
  };
  return { store, session, post, registered, logged };
}

/** What a browser sends with the hidden fields of a form in this page. */
function sentBy(page: string | undefined, id: string): Record<string, string> {
  const [form = ''] = new RegExp(`<form id="${id}".*?</form>`, 's').exec(page ?? '') ?? [];
  const hidden = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value]));
}

describe('registering by form', () => {
  it('leads to the outcome page, which a reload does not send again', async () => {
    const { post, registered } = await setup();
    const reply = await post();
    expect([reply.statusCode, reply.headers?.location]).toEqual([303, outcomePage]);
    expect(await registered()).toMatchObject({ status: 'confirmed', partySize: 2, language: 'fr' });
    expect((await registered())?.firstName).toBeUndefined();
  });

  it('leads to the English outcome page in English', async () => {
    const { post, registered } = await setup();
    const reply = await post({ english: true, fields: { language: 'en' } });
    expect(reply.headers?.location).toBe(`/en${outcomePage}`);
    expect((await registered())?.language).toBe('en');
  });

  it('sent twice is one registration and the same page twice', async () => {
    const { post, registered, store, session } = await setup();
    const replies = await Promise.all([post(), post()]);
    expect(replies.map(({ headers }) => headers?.location)).toEqual([outcomePage, outcomePage]);
    expect(await seatsTaken(store, session)).toBe(2);
    expect(Object.keys((await registered())?.owed ?? {})).toEqual(['A1#1']);
  });

  it('with the same values after a release is a registration again, with its mail', async () => {
    const { post, registered, store } = await setup();
    await post();
    const first = await registered();
    if (first === undefined) throw new Error('not registered');
    await release(store, first, now);
    expect((await post()).headers?.location).toBe(outcomePage);
    expect(await registered()).toMatchObject({ status: 'confirmed', generation: 2, owed: { 'A1#3': now } });
  });

  it('for a session whose name is far too long is a choice to correct', async () => {
    const { post } = await setup();
    expect((await post({ fields: { session: 's'.repeat(2_000) } })).statusCode).toBe(422);
  });

  it('comes back with a summary of what is wrong, the reason at the field, and the values kept but not the token', async () => {
    const { post, registered } = await setup();
    const reply = await post({ fields: { email: 'pas-une-adresse', lastName: 'O’Brien' } });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toMatch(/role="alert"/);
    expect(reply.body).toMatch(/href="#email"/);
    expect(reply.body).toMatch(/aria-invalid/);
    expect(reply.body).toContain('value="pas-une-adresse"');
    expect(reply.body).toContain('O’Brien');
    expect(await registered()).toBeUndefined();
  });

  it('shows what was typed as text, whatever it is', async () => {
    const { post } = await setup();
    const { body } = await post({ fields: { email: 'x', lastName: '"><img src=x onerror=alert(1)>' } });
    expect(body).not.toContain('<img');
    expect(body).toContain('&lt;img');
  });

  it.each([
    ['forged', { token: 'abc.def' }, {}],
    ['of another event', { token: issueFormToken(testKeys, 'autre' as never, now) }, {}],
    ['older than a day', {}, { hours: 25 }],
    [
      'half a second old',
      { token: issueFormToken(testKeys, anEvent().slug, plus(now, { milliseconds: -200 })) },
      {},
    ],
  ])('asks to send again when the form is %s, and writes nothing', async (_, fields, later) => {
    const { post, registered } = await setup();
    const reply = await post({ fields, at: plus(now, later) });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('value="lea.durand@example.fr"');
    expect(await registered()).toBeUndefined();
  });

  it('asks to send again when the field nobody sees was filled, so that an autofill costs no seat', async () => {
    const { post, registered, logged } = await setup();
    const reply = await post({ fields: { website: 'https://spam.example' } });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).not.toContain('spam.example');
    expect(await registered()).toBeUndefined();
    expect(logged).toEqual([formTrapped]);
  });

  it.each([
    ['sent by another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['with a foreign origin', { origin: 'https://elsewhere.example' }, 403],
    ['with an origin that hides itself', { origin: 'null' }, 403],
    ['from our own page', { 'sec-fetch-site': 'same-origin' }, 303],
  ])('is judged by where it comes from: %s', async (_, headers, status) => {
    const { post } = await setup();
    expect((await post({ headers })).statusCode).toBe(status);
  });

  it('says that the session is full, keeps the values and takes nothing', async () => {
    const { post, store, session } = await setup(anEvent(), aSession({ capacity: 1 }));
    const reply = await post();
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('value="lea.durand@example.fr"');
    expect(await seatsTaken(store, session)).toBe(0);
  });

  it('names another event that has room for all of them when this one is full', async () => {
    const { post, store } = await setup(anEvent(), aSession({ capacity: 1 }));
    const afternoon = ['2027-11-08T14:00:00+01:00', '2027-11-08T15:00:00+01:00'] as const;
    for (const [slug, capacity] of [
      ['assez-grand', 2],
      ['trop-petit', 1],
    ] as const) {
      const elsewhere = aSession({ id: `${slug}--s1`, event: slug, at: afternoon, capacity });
      await storeProgramme(store, [anEvent({ slug }), elsewhere]);
      await createBlocks(store, elsewhere.id, capacity);
    }
    const { body } = await post();
    expect(body).toContain('href="/evenements/assez-grand"');
    expect(body).not.toContain('href="/evenements/trop-petit"');
  });

  it.each([
    ['not open yet', anEvent({ registration: { opensAt: plus(now, { hours: 1 }) } })],
    ['closed', anEvent({ registration: { closesAt: now } })],
    ['cancelled', anEvent({ status: 'cancelled' })],
    ['by application', anEvent({ registration: { mode: 'approval' } })],
  ])('is refused with the reason when the event is %s', async (_, event) => {
    const { post, registered } = await setup(event);
    const reply = await post();
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toMatch(/role="alert"/);
    expect(await registered()).toBeUndefined();
  });

  it('is not found for an event that does not exist', async () => {
    const { post } = await setup(anEvent({ published: false }));
    expect((await post()).statusCode).toBe(404);
  });

  it.each([
    ['16 kB', { accommodation: 'x'.repeat(17_000) }, {}, 413, 'raccourcissez vos réponses'],
    ['another type', {}, { 'content-type': 'multipart/form-data' }, 415, 'Envoi illisible'],
  ])('with %s is refused as a page that says how to mend it', async (_, fields, headers, status, text) => {
    const { post } = await setup();
    const reply = await post({ fields, headers });
    expect(reply.statusCode).toBe(status);
    expect(reply.headers?.['content-type']).toContain('text/html');
    expect(reply.body).toContain(text);
  });

  it('carries the security headers, also on refusals', async () => {
    const { post } = await setup();
    for (const reply of [
      await post(),
      await post({ fields: { email: 'x' } }),
      await post({ headers: { 'sec-fetch-site': 'cross-site' } }),
    ]) {
      expect(reply.headers?.['content-security-policy']).toContain("default-src 'none'");
      expect(reply.headers?.['content-security-policy']).not.toContain('unsafe');
      expect(reply.headers?.['cache-control']).toBe('no-store');
    }
  });
});

describe('an address that looks mistyped', () => {
  const slip = { email: 'lea.durand@gmial.com' };

  it('comes back once with the question and two answers, everything kept and nothing booked', async () => {
    const { post, store, session } = await setup();
    const { statusCode, body } = await post({ fields: { ...slip, lastName: 'O’Brien' } });
    expect(statusCode).toBe(422);
    expect(body).toMatch(/role="alert".*Rien n’est encore réservé/s);
    expect(body).toContain('href="#adresse"');
    expect(body).toContain('<button type="submit" name="email" value="lea.durand@gmail.com">');
    expect(body).toContain('<button type="submit" class="second" name="email" value="lea.durand@gmial.com">');
    expect(body?.match(/value="O’Brien"/g)).toHaveLength(2);
    expect(await seatsTaken(store, session)).toBe(0);
  });

  it.each([
    ['used', 'lea.durand@gmail.com'],
    ['kept', 'lea.durand@gmial.com'],
  ])('is %s with its button alone', async (_, email) => {
    const { post, store, session } = await setup();
    const { body } = await post({ fields: slip });
    const answer = { ...sentBy(body, 'adresse'), email };
    expect(answer).toMatchObject({ lastName: 'Durand', partySize: '2', session: session.id });
    const reply = await post({ fields: answer });
    expect([reply.statusCode, reply.headers?.location]).toEqual([303, outcomePage]);
    expect(await seatsTaken(store, session)).toBe(2);
  });

  it('goes through when the whole form is sent again as it stands', async () => {
    const { post } = await setup();
    const { body } = await post({ fields: slip });
    const { keptAddress } = sentBy(body, 'inscription');
    const again = { ...slip, keptAddress: keptAddress ?? '' };
    expect((await post({ fields: again })).headers?.location).toBe(outcomePage);
  });

  it('is asked about again when it was changed to another slip', async () => {
    const { post } = await setup();
    const { statusCode, body } = await post({
      fields: { email: 'lea.durand@gmal.com', keptAddress: slip.email },
    });
    expect(statusCode).toBe(422);
    expect(body).toContain('value="lea.durand@gmail.com"');
  });

  it('is asked about in English, and after what is plainly wrong', async () => {
    const { post } = await setup();
    expect((await post({ fields: slip, english: true })).body).toContain(
      'Did you mean lea.durand@gmail.com?',
    );
    const { body } = await post({ fields: { ...slip, lastName: '' } });
    expect(body).toContain('href="#lastName"');
    expect(body).not.toContain('gmail.com');
  });
});
