import { describe, expect, it } from 'vitest';
import type { Instant } from '../../shared/domain/instant.ts';
import type { EventDetails, Session } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { linkToken, ticketCode, ticketPayload } from '../../shared/domain/ticket.ts';
import { release } from '../../shared/seats/release.ts';
import { flip } from '../../shared/store/registrations.ts';
import { aBearer } from '../support/bearer.ts';
import { anEvent, aSession, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { withFault } from '../support/faults.ts';
import { seatsTaken } from '../support/registrations.ts';
import { bodyOf } from '../support/requests.ts';

const freshStore = useEngine();
const setup = async (event?: EventDetails, session?: Session) => aBearer(await freshStore(), event, session);
const LINK = 'https://visio.example.org/room';
const afterwards = '2027-11-09T08:00:00.000Z' as Instant;

describe('my registration', () => {
  it('shows what, when, where, for how many, and the ticket', async () => {
    const { call, registration, token } = await setup();
    const { statusCode, headers, body } = await call('GET /inscriptions/{token}');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
    const code = ticketCode(testKeys, await registration());
    for (const text of [
      'Inscription confirmée',
      'Atelier IA',
      'lundi 8 novembre 2027',
      'Médiathèque du Parc',
      '2\u00a0personnes',
      code,
    ])
      expect(body).toContain(text);
    expect(body).toContain(`src="/inscriptions/${token}/billet.svg"`);
    expect(body).not.toContain('lea@example.fr');
  });

  it('gives the link to join online to who holds a seat, and no more after a release', async () => {
    const { call } = await setup(
      anEvent({ attendanceMode: 'online', onlineAccessLink: LINK, venue: undefined }),
      aSession({ online: true }),
    );
    expect((await call('GET /inscriptions/{token}')).body).toContain(LINK);
    await call('POST /inscriptions/{token}/liberer');
    expect((await call('GET /inscriptions/{token}')).body).not.toContain(LINK);
    expect(bodyOf(await call('GET /v1/registrations/{token}'))).not.toHaveProperty('onlineAccessLink');
  });

  it.each([
    ['cancelled', anEvent({ status: 'cancelled' }), now, 'Événement annulé'],
    ['past', anEvent(), afterwards, 'C’est passé'],
  ])('of a %s session has neither ticket nor release', async (_, event, at, text) => {
    const { call } = await setup(event);
    const { body } = await call('GET /inscriptions/{token}', { now: at });
    expect(body).toContain(text);
    expect(body).not.toContain('billet.svg');
    expect(body).not.toContain('/liberer');
    expect((await call('GET /inscriptions/{token}/billet.svg', { now: at })).statusCode).toBe(404);
    expect((await call('POST /v1/registrations/{token}/release', { now: at })).statusCode).toBe(409);
  });

  it('draws the ticket as a QR code and hands out a calendar file', async () => {
    const { call, registration } = await setup();
    const ticket = await call('GET /inscriptions/{token}/billet.svg');
    expect(ticket.headers?.['content-type']).toBe('image/svg+xml');
    expect(ticket.body).toMatch(/^<svg/);
    expect(ticketPayload(testKeys, await registration())).toMatch(/^P1\./);
    const calendar = await call('GET /inscriptions/{token}/agenda.ics');
    expect(calendar.headers?.['content-type']).toContain('text/calendar');
    expect(calendar.body).toContain('BEGIN:VEVENT');
  });
});

describe('releasing a seat', () => {
  it.each(['GET', 'HEAD'])('%s asks and never acts, however often a scanner opens it', async (method) => {
    const { call, store, session, registration } = await setup();
    const before = await registration();
    for (let time = 0; time < 3; time += 1) {
      expect((await call(`${method} /inscriptions/{token}/liberer`)).statusCode).toBe(200);
      expect((await call(`${method} /inscriptions/{token}`)).statusCode).toBe(200);
    }
    expect(await registration()).toEqual(before);
    expect(await seatsTaken(store, session)).toBe(2);
  });

  it('gives the seats back on the post, leads back to the page, and a second post changes nothing', async () => {
    const { call, store, session, registration, token } = await setup();
    const reply = await call('POST /en/inscriptions/{token}/liberer');
    expect(reply).toMatchObject({ statusCode: 303, headers: { location: `/en/inscriptions/${token}` } });
    expect(await seatsTaken(store, session)).toBe(0);
    const released = await registration();
    expect(released.status).toBe('released');
    expect((await call('POST /inscriptions/{token}/liberer')).statusCode).toBe(303);
    expect(await registration()).toEqual(released);
    expect((await call('GET /inscriptions/{token}')).body).toContain('Place libérée');
  });

  it('is refused when another site posts it', async () => {
    const { call, store, session } = await setup();
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      const reply = await call('POST /inscriptions/{token}/liberer', { headers });
      expect(reply.statusCode).toBe(403);
    }
    expect(await seatsTaken(store, session)).toBe(2);
  });

  it('answers programs with success, and again when they ask again: one release, one mail', async () => {
    const { call, registration } = await setup();
    expect(bodyOf(await call('GET /v1/registrations/{token}'))).toMatchObject({
      status: 'confirmed',
      partySize: 2,
    });
    const first = await call('POST /v1/registrations/{token}/release');
    const released = await registration();
    const again = await call('POST /v1/registrations/{token}/release', { now: afterwards });
    for (const { statusCode, body } of [first, again])
      expect([statusCode, body]).toEqual([200, '{"status":"released"}']);
    expect(await registration()).toEqual(released);
    expect(released.owed).toEqual({ 'A1#1': now, 'A13#2': now });
  });

  it('answers success when the answer of its own write was lost on the way', async () => {
    const { store, session, registration } = await setup();
    expect(await release(withFault(store, 'lost', 1), await registration(), now)).toBe('released');
    expect(await seatsTaken(store, session)).toBe(0);
  });

  it.each(['attended', 'absent', 'cancelled', 'lapsed'] as const)(
    'is refused to who is %s, and changes nothing',
    async (status) => {
      const { call, store, registration } = await setup();
      await flip(store, await registration(), { status, flippedAt: now });
      const before = await registration();
      const reply = await call('POST /v1/registrations/{token}/release');
      expect([reply.statusCode, bodyOf(reply).code]).toEqual([409, 'not_live']);
      await call('POST /inscriptions/{token}/liberer');
      expect(await release(store, before, now)).toBe('not-live');
      expect(await registration()).toEqual(before);
    },
  );
});

describe('a link that opens nothing', () => {
  it('is the same page whether forged, superseded or nonsense', async () => {
    const { call, registration } = await setup();
    const current = await registration();
    const old = linkToken(testKeys, { ...current, linkVersion: current.linkVersion + 1 });
    const stranger = linkToken(testKeys, { ...current, key: 'ffffffffffffffff' as Registration['key'] });
    const replies = await Promise.all(
      [old, stranger, 'A'.repeat(43), 'x', 'a'.repeat(8_000)].map((token) =>
        call('GET /inscriptions/{token}', { token }),
      ),
    );
    for (const reply of replies) {
      expect(reply.statusCode).toBe(404);
      expect(reply.body).toBe(replies[0]?.body);
    }
    expect(bodyOf(await call('GET /v1/registrations/{token}', { token: old }))).toMatchObject({
      code: 'not_found',
    });
  });

  it('neither releases', async () => {
    const { call, store, session, registration } = await setup();
    const current = await registration();
    const old = linkToken(testKeys, { ...current, linkVersion: current.linkVersion + 1 });
    expect((await call('POST /inscriptions/{token}/liberer', { token: old })).statusCode).toBe(404);
    expect((await call('POST /v1/registrations/{token}/release', { token: old })).statusCode).toBe(404);
    expect(await seatsTaken(store, session)).toBe(2);
  });
});

describe('a person released', () => {
  it('keeps a page that thanks them', async () => {
    const { call, store, registration } = await setup();
    await release(store, await registration(), now);
    const { statusCode, body } = await call('GET /en/inscriptions/{token}');
    expect(statusCode).toBe(200);
    expect(body).toContain('Seat released');
    expect(body).not.toContain('billet.svg');
  });
});
