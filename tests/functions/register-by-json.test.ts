import { describe, expect, it } from 'vitest';
import { cachedBookings } from '../../functions/registration/bookings.ts';
import { registerByJson } from '../../functions/registration/register-by-json.ts';
import { submitting } from '../../functions/registration/submit.ts';
import { plus } from '../../shared/domain/instant.ts';
import { addressKey, registrationKey } from '../../shared/domain/people.ts';
import { type EventDetails, type Session, scopeOf } from '../../shared/domain/programme.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { anEvent, aSession, edition, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { withErrors } from '../support/faults.ts';
import { storeProgramme } from '../support/programme.ts';
import { seatsTaken } from '../support/registrations.ts';
import { ask, bodyOf, quietLogger } from '../support/requests.ts';

const freshStore = useEngine();
const route = 'POST /v1/sessions/{sessionId}/registrations';
const person = { lastName: 'Durand', email: 'lea.durand@example.fr', partySize: 1 };

async function setup(event: EventDetails = anEvent(), session: Session = aSession({ event: event.slug })) {
  const store = await freshStore();
  await storeProgramme(store, [event, session]);
  await createBlocks(store, session.id, session.capacity);
  const handler = registerByJson({
    store,
    bookings: cachedBookings(store, () => now),
    submit: submitting(() => now),
    keys: async () => testKeys,
    timeLimit: () => AbortSignal.timeout(3_000),
    logger: quietLogger,
  });
  let sent = 0;
  const post = (body: unknown, headers: Record<string, string> = {}, at = now, id: string = session.id) => {
    sent += 1;
    return ask(handler, {
      route,
      path: { sessionId: id },
      headers: { 'idempotency-key': `key-${sent}`, ...headers },
      body,
      now: at,
    });
  };
  const registered = (email: string) => {
    const scope = scopeOf(event, session);
    return findRegistration(store, { scope, key: registrationKey(testKeys, scope, addressKey(email)) });
  };
  return { store, session, post, registered };
}

describe('registering by JSON', () => {
  it.each([
    ['the table throttles', { name: 'ThrottlingException' }],
    ['conflicts do not end', { name: 'TransactionConflictException' }],
    ['nothing is heard of the table', { name: 'TimeoutError' }],
  ])('is asked for again later, and never “sold out”, while %s', async (_, error) => {
    const { session, store } = await setup();
    const faulty = withErrors(
      store,
      Array.from({ length: 99 }, () => Object.assign(new Error('not now'), error)),
    );
    const handler = registerByJson({
      store: faulty,
      bookings: async () => ({ event: anEvent(), session, edition }),
      submit: submitting(() => now),
      keys: async () => testKeys,
      timeLimit: () => AbortSignal.timeout(3_000),
      logger: quietLogger,
    });
    const headers = { 'idempotency-key': 'once' };
    const reply = await ask(handler, { route, path: { sessionId: session.id }, headers, body: person });
    expect([reply.statusCode, bodyOf(reply).code]).toEqual([503, 'unavailable']);
    expect(reply.headers?.['retry-after']).toBe('5');
    expect(await seatsTaken(store, session)).toBe(0);
  });

  it('confirms and gives a reference that is not the registration', async () => {
    const { post, registered } = await setup();
    const reply = await post(person);
    expect(reply.statusCode).toBe(202);
    expect(bodyOf(reply)).toEqual({
      outcome: 'confirmed',
      seats: 1,
      reference: expect.stringMatching(/^[\w-]{16}$/),
    });
    expect(await registered(person.email)).toMatchObject({
      status: 'confirmed',
      lastName: 'Durand',
      partySize: 1,
      language: 'fr',
    });
  });

  it('knows no session whose name is too long for a key', async () => {
    const { post } = await setup();
    expect((await post(person, {}, now, 's'.repeat(2_000))).statusCode).toBe(404);
  });

  it('refuses a body that is too large under the same security headers as any answer', async () => {
    const { post } = await setup();
    const [tooLarge, refused] = [await post({ note: 'x'.repeat(17_000) }), await post({})];
    expect(tooLarge.statusCode).toBe(413);
    expect(Object.keys(tooLarge.headers ?? {})).toEqual(
      expect.arrayContaining(Object.keys(refused.headers ?? {})),
    );
  });

  it('gives the same try its answer again after the window has closed, and nobody else', async () => {
    const { post, store, session } = await setup();
    const late = plus(anEvent().registration.closesAt, { minutes: 1 });
    const key = { 'idempotency-key': 'one-try' };
    const first = await post(person, key);
    const again = await post(person, key, late);
    expect([again.statusCode, again.body]).toEqual([202, first.body]);
    const others = [await post(person, {}, late), await post({ ...person, email: 'a@x.fr' }, key, late)];
    expect(others.map((reply) => bodyOf(reply).code)).toEqual(['closed', 'closed']);
    expect(await seatsTaken(store, session)).toBe(1);
  });

  it.each([
    ['a plus address is another person', 'user+festival@example.fr', 'user@example.fr', 2],
    ['letters and domain do not tell people apart by their case', 'User@Example.FR', 'user@example.fr', 1],
  ])('%s', async (_, one, other, people) => {
    const { post, registered, store, session } = await setup();
    for (const email of [one, other]) expect((await post({ ...person, email })).statusCode).toBe(202);
    expect(await seatsTaken(store, session)).toBe(people);
    expect((await registered(one))?.email).toBe(one);
  });

  it('stores a domain with accents as it is written to', async () => {
    const { post, registered } = await setup();
    await post({ ...person, email: 'jean@münchen.de' });
    expect((await registered('jean@xn--mnchen-3ya.de'))?.email).toBe('jean@xn--mnchen-3ya.de');
  });

  it('stores a look-alike domain in Punycode only', async () => {
    const { post, registered } = await setup();
    await post({ ...person, email: 'a@exаmple.fr' });
    expect((await registered('a@xn--exmple-4nf.fr'))?.email).toBe('a@xn--exmple-4nf.fr');
  });

  it.each([
    ['"a b"@x.fr'],
    ['a@[1.2.3.4]'],
    ['a@localhost'],
    ['a@x'],
    [`${'l'.repeat(65)}@example.fr`],
    [`a@${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(10)}.fr`],
    ['a@x.fr, victim@y.fr'],
    ['a@x.fr;victim@y.fr'],
    ['a@x.fr%0d%0aBcc:v@y.fr'],
    ['a@x.fr\r\nBcc: v@y.fr'],
    ['a@x.fr\u0000'],
  ])('refuses the address %j and writes nothing', async (email) => {
    const { post, store, session } = await setup();
    const reply = await post({ ...person, email });
    expect(reply.statusCode).toBe(422);
    expect(bodyOf(reply)).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'email', code: 'invalid' }],
    });
    expect(await seatsTaken(store, session)).toBe(0);
  });

  it.each([
    ['a field that does not exist', { ...person, status: 'CONFIRMED' }, 'status', 'unknown_field'],
    ['a number sent as text', { ...person, partySize: '1' }, 'partySize', 'invalid'],
    ['nobody at all', { ...person, partySize: 0 }, 'partySize', 'invalid'],
    ['half a person', { ...person, partySize: 1.5 }, 'partySize', 'invalid'],
    ['no party size', { lastName: 'Durand', email: 'a@example.fr' }, 'partySize', 'required'],
    [
      'a name with a line break',
      { ...person, lastName: 'Bob\r\nBcc: v@x.fr' },
      'lastName',
      'forbidden_characters',
    ],
    ['half a character in a name', { ...person, lastName: 'Du\ud800' }, 'lastName', 'forbidden_characters'],
    ['an empty name', { ...person, lastName: ' ' }, 'lastName', 'required'],
    ['an audience that is not offered', { ...person, audience: 'martiens' }, 'audience', 'not_offered'],
  ])('refuses %s, naming the field', async (_, body, path, code) => {
    const { post } = await setup();
    const reply = await post(body);
    expect(reply.statusCode).toBe(422);
    expect(bodyOf(reply)).toMatchObject({
      code: 'invalid_input',
      errors: [{ path, code, message: expect.any(String) }],
    });
  });

  it('refuses a party larger than the event takes, with its own code', async () => {
    const { post } = await setup();
    const reply = await post({ ...person, partySize: 5 });
    expect([reply.statusCode, bodyOf(reply).code]).toEqual([422, 'party_too_large']);
  });

  it.each([
    ['no key', { 'idempotency-key': '' }],
    ['a key of 256 characters', { 'idempotency-key': 'k'.repeat(256) }],
    ['a key that cannot be printed', { 'idempotency-key': 'clé\u0007' }],
  ])('asks for an Idempotency-Key when there is %s', async (_, headers) => {
    const { post } = await setup();
    expect((await post(person, headers)).statusCode).toBe(400);
  });

  it('gives the same answer to the same key, and 422 when its body changed', async () => {
    const { post, store, session } = await setup();
    const key = { 'idempotency-key': 'k'.repeat(255) };
    const first = await post(person, key);
    expect(bodyOf(await post(person, key))).toEqual(bodyOf(first));
    const changed = await post({ ...person, lastName: 'Autre' }, key);
    expect([changed.statusCode, bodyOf(changed).code]).toEqual([422, 'idempotency_key_reused']);
    expect(await seatsTaken(store, session)).toBe(1);
  });

  it('answers an address registered already exactly like a new one', async () => {
    const { post } = await setup();
    const first = await post(person);
    const again = await post(person);
    expect(again.statusCode).toBe(first.statusCode);
    expect(Object.keys(bodyOf(again))).toEqual(Object.keys(bodyOf(first)));
    expect(again.headers).toEqual(first.headers);
  });

  it.each([
    [
      'one millisecond before it opens',
      plus(anEvent().registration.opensAt, { milliseconds: -1 }),
      409,
      'not_open_yet',
    ],
    ['at the opening instant', anEvent().registration.opensAt, 202, undefined],
    [
      'one millisecond before it closes',
      plus(anEvent().registration.closesAt, { milliseconds: -1 }),
      202,
      undefined,
    ],
    ['at the closing instant', anEvent().registration.closesAt, 409, 'closed'],
  ])('judges the window when the request arrives: %s', async (_, at, status, code) => {
    const { post } = await setup();
    const reply = await post(person, {}, at);
    expect([reply.statusCode, bodyOf(reply).code]).toEqual([status, code]);
  });

  it.each([
    ['a cancelled event', anEvent({ status: 'cancelled' }), 'cancelled'],
    ['an event by application', anEvent({ registration: { mode: 'approval' } }), 'by_application'],
  ])('refuses %s', async (_, event, code) => {
    const { post } = await setup(event);
    const reply = await post(person);
    expect([reply.statusCode, bodyOf(reply).code]).toEqual([409, code]);
  });

  it('does not know sessions that do not exist or are not published', async () => {
    const { post } = await setup();
    expect(bodyOf(await post(person, {}, now, 'nothing--s1')).code).toBe('no_such_session');
    const unpublished = await setup(anEvent({ published: false }));
    expect((await unpublished.post(person)).statusCode).toBe(404);
  });

  it('says how many seats are left when a party does not fit', async () => {
    const { post } = await setup(anEvent(), aSession({ capacity: 2 }));
    const reply = await post({ ...person, partySize: 3 });
    expect([reply.statusCode, bodyOf(reply)]).toEqual([
      409,
      expect.objectContaining({ code: 'sold_out', seatsLeft: 2 }),
    ]);
  });

  it.each([
    ['text that is not JSON', '{"lastName":', {}, 400, 'malformed'],
    ['another content type', 'lastName=x', { 'content-type': 'text/plain' }, 415, 'unsupported_type'],
    ['a key that would reach the prototype', '{"__proto__":{"admin":true}}', {}, 400, 'malformed'],
    ['more than 16 kB', JSON.stringify({ ...person, note: 'x'.repeat(17_000) }), {}, 413, 'too_large'],
  ])('refuses %s', async (_, body, headers, status, code) => {
    const { post } = await setup();
    const reply = await post(body, headers);
    expect([reply.statusCode, bodyOf(reply).code]).toEqual([status, code]);
    expect(reply.headers?.['content-type']).toContain('application/problem+json');
  });

  it('asks groups for their establishment', async () => {
    const { post, registered } = await setup(anEvent({ registration: { mode: 'group', maxPartySize: 20 } }));
    const group = { ...person, partySize: 20 };
    expect(bodyOf(await post(group))).toMatchObject({
      errors: [{ path: 'establishment', code: 'required' }],
    });
    expect((await post({ ...group, establishment: 'Collège des Tilleuls' })).statusCode).toBe(202);
    expect(await registered(person.email)).toMatchObject({
      establishment: 'Collège des Tilleuls',
      partySize: 20,
    });
  });
});
