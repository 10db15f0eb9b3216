import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { RegistrationPolicy } from '../../shared/domain/programme.ts';
import { closeBlocks, startWaiting } from '../../shared/seats/blocks.ts';
import { register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import { correctName, flip } from '../../shared/store/registrations.ts';
import { aBearer } from '../support/bearer.ts';
import { anEvent, aSession, now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication, seatsTaken } from '../support/registrations.ts';
import { bodyOf } from '../support/requests.ts';

const freshStore = useEngine();
const closing = instant('2027-11-08T08:00:00+01:00');
const begin = instant('2027-11-08T09:00:00+01:00');

/** Léa’s party of two, and how many seats of the ten others have taken. */
async function setup({
  others = 0,
  policy = {},
}: {
  others?: number;
  policy?: Partial<RegistrationPolicy>;
} = {}) {
  const session = aSession({ capacity: 10 });
  const bearer = await aBearer(await freshStore(), anEvent({ registration: policy }), session);
  if (others > 0)
    await register(bearer.store, session, anApplication(2, { partySize: others, scope: 'e2' as never }), now);
  const post = (fields: Record<string, string>, more: { at?: Instant; english?: boolean } = {}) =>
    bearer.call(`POST ${more.english ? '/en' : ''}/inscriptions/{token}/modifier`, {
      body: new URLSearchParams({ lastName: 'Durand', firstName: '', partySize: '2', ...fields }),
      ...(more.at && { now: more.at }),
    });
  const patch = (body: unknown, at?: Instant) =>
    bearer.call('PATCH /v1/registrations/{token}', { body, ...(at && { now: at }) });
  return { ...bearer, post, patch };
}

describe('the page to correct a registration', () => {
  it('is offered beside the ticket and holds what is registered', async () => {
    const { call, token } = await setup();
    expect((await call('GET /inscriptions/{token}')).body).toContain(
      `href="/inscriptions/${token}/modifier"`,
    );
    const { statusCode, headers, body } = await call('GET /inscriptions/{token}/modifier');
    expect([statusCode, headers?.['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toContain('value="Durand"');
    expect(body).toMatch(/<option selected[^>]*>2</);
    expect(body).toContain('<option>4<');
    expect(body).not.toContain('<option>5<');
  });

  it('offers no more people once registration is closed, and no number where one comes alone', async () => {
    const late = await setup();
    const { body } = await late.call('GET /inscriptions/{token}/modifier', { now: closing });
    expect(body).not.toContain('<option>3<');
    expect(body).toContain('<option>1<');
    const alone = await aBearer(
      await freshStore(),
      anEvent({ registration: { maxPartySize: 1 } }),
      aSession(),
      1,
    );
    expect((await alone.call('GET /inscriptions/{token}/modifier')).body).not.toContain('partySize');
  });

  it('is not there any more when the session begins or the seats are released', async () => {
    const { call, store, registration, token } = await setup();
    const back = { statusCode: 303, headers: { location: `/inscriptions/${token}` } };
    expect(await call('GET /inscriptions/{token}/modifier', { now: begin })).toMatchObject(back);
    expect((await call('GET /inscriptions/{token}', { now: begin })).body).not.toContain('/modifier');
    await release(store, await registration(), now);
    expect(await call('GET /inscriptions/{token}/modifier')).toMatchObject(back);
  });
});

describe('correcting by form', () => {
  it('changes the name, owes nothing for it, and says that it is saved', async () => {
    const { post, call, registration, token } = await setup();
    const before = await registration();
    const reply = await post({ lastName: 'D’Arc', firstName: 'Léa' });
    expect(reply).toMatchObject({
      statusCode: 303,
      headers: { location: `/inscriptions/${token}?enregistre=1` },
    });
    expect(await registration()).toEqual({ ...before, lastName: 'D’Arc', firstName: 'Léa' });
    const { body } = await call('GET /inscriptions/{token}', { query: { enregistre: '1' } });
    expect(body).toContain('Léa D’Arc');
    expect(body).toMatch(/role="status"[^>]*autofocus[^>]*>C’est enregistré/);
    expect((await call('GET /inscriptions/{token}')).body).not.toContain('C’est enregistré');
  });

  it('forgets a first name that was emptied', async () => {
    const { post, registration } = await setup();
    await post({ firstName: 'Léa' });
    await post({ firstName: ' ' });
    expect(await registration()).not.toHaveProperty('firstName');
  });

  it.each([
    ['takes seats for more people', 4],
    ['gives seats back for fewer', 1],
  ])('%s and owes one mail about it', async (_, people) => {
    const { post, store, session, registration } = await setup();
    expect((await post({ partySize: String(people) }, { english: true })).headers?.location).toMatch(
      /^\/en\//,
    );
    expect(await registration()).toMatchObject({ partySize: people, rev: 2, status: 'confirmed' });
    expect((await registration()).owed).toEqual({ 'A1#1': now, 'A14#2': now });
    expect(await seatsTaken(store, session)).toBe(people);
  });

  it('sent twice is one change', async () => {
    const { post, store, session, registration } = await setup();
    const replies = await Promise.all([post({ partySize: '3' }), post({ partySize: '3' })]);
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(await registration()).toMatchObject({ partySize: 3, rev: 2 });
    expect(await seatsTaken(store, session)).toBe(3);
  });

  it('comes back with what is wrong and the values kept', async () => {
    const { post, registration } = await setup();
    const before = await registration();
    const { statusCode, body } = await post({ lastName: '', firstName: '<b>Léa', partySize: '5' });
    expect(statusCode).toBe(422);
    expect(body).toMatch(/<title>Erreur/);
    expect(body).toMatch(/role="alert"[^>]*autofocus/);
    expect(body).toContain('href="#lastName"');
    expect(body).toContain('4\u00a0personnes au plus');
    expect(body).toContain('value="&lt;b>Léa"');
    expect(await registration()).toEqual(before);
  });

  it('says how many are left when there are too few, changes nothing, and takes them on demand', async () => {
    const { post, store, session, registration } = await setup({ others: 7 });
    const before = await registration();
    const { statusCode, body } = await post({ lastName: 'Durant', partySize: '4' });
    expect(statusCode).toBe(422);
    expect(body).toContain('on peut ajouter une personne');
    expect(body).toContain('Rien n’a été modifié');
    expect(body).toContain('value="Durant"');
    expect(body).toMatch(/<button type="submit" class="second" name="take" value="3">Passer à 3/);
    expect(await registration()).toEqual(before);
    expect((await post({ lastName: 'Durant', partySize: '4', take: '3' })).statusCode).toBe(303);
    expect(await registration()).toMatchObject({ lastName: 'Durant', partySize: 3 });
    expect(await seatsTaken(store, session)).toBe(10);
  });

  it('offers nothing when nothing is left', async () => {
    const { post } = await setup({ others: 8 });
    const { statusCode, body } = await post({ partySize: '3' });
    expect(statusCode).toBe(422);
    expect(body).toContain('on ne peut ajouter personne');
    expect(body).not.toContain('name="take"');
  });

  it('adds nobody after registration has closed, and still lets people go', async () => {
    const { post, registration } = await setup();
    const { statusCode, body } = await post({ partySize: '3' }, { at: closing });
    expect([statusCode, body?.includes('on ne peut plus ajouter')]).toEqual([422, true]);
    expect((await registration()).partySize).toBe(2);
    expect((await post({ partySize: '1', lastName: 'Durant' }, { at: closing })).statusCode).toBe(303);
    expect(await registration()).toMatchObject({ partySize: 1, lastName: 'Durant' });
  });

  it('is refused once the session has begun, with the way back', async () => {
    const { post, registration, token } = await setup();
    const { statusCode, body } = await post({ lastName: 'Durant' }, { at: begin });
    expect(statusCode).toBe(422);
    expect(body).toContain('ne peut plus être modifiée');
    expect(body).toContain(`class="button" href="/inscriptions/${token}"`);
    expect((await registration()).lastName).toBe('Durand');
  });

  it('is refused when another site posts it', async () => {
    const { call, registration } = await setup();
    const body = new URLSearchParams({ lastName: 'Autre', partySize: '1' });
    const headers = { origin: 'https://evil.example' };
    expect((await call('POST /inscriptions/{token}/modifier', { body, headers })).statusCode).toBe(403);
    expect((await registration()).lastName).toBe('Durand');
  });

  it('lets a group say another headcount, and a party stay that is larger than is now allowed', async () => {
    const group = await setup({ policy: { mode: 'group', maxPartySize: 10 } });
    expect((await group.post({ partySize: '9' })).statusCode).toBe(303);
    expect((await group.registration()).partySize).toBe(9);
    const large = await setup({ policy: { maxPartySize: 1 } });
    expect((await large.post({ lastName: 'Durant' })).statusCode).toBe(303);
    expect((await large.post({ partySize: '3' })).statusCode).toBe(422);
  });
});

describe('correcting by JSON', () => {
  it('answers with the registration as it is now, without a name', async () => {
    const { patch, registration } = await setup();
    const reply = await patch({ lastName: 'Durant', firstName: 'Léa', partySize: 3 });
    expect([reply.statusCode, bodyOf(reply)]).toMatchObject([200, { status: 'confirmed', partySize: 3 }]);
    expect(reply.body).not.toMatch(/Durant|Léa/);
    expect(await registration()).toMatchObject({ lastName: 'Durant', firstName: 'Léa', partySize: 3 });
    await patch({ firstName: null });
    expect(await registration()).not.toHaveProperty('firstName');
    expect((await registration()).partySize).toBe(3);
  });

  it('asked again answers the same and changes nothing more', async () => {
    const { patch, registration } = await setup();
    const first = await patch({ partySize: 3 });
    const after = await registration();
    expect((await patch({ partySize: 3 })).body).toBe(first.body);
    expect(await registration()).toEqual(after);
  });

  it.each([
    ['nothing', {}, 422, 'invalid_input'],
    ['no body', undefined, 422, 'invalid_input'],
    ['an unknown field', { email: 'autre@example.fr' }, 422, 'invalid_input'],
    ['a number in text', { partySize: '3' }, 422, 'invalid_input'],
    ['nobody', { partySize: 0 }, 422, 'invalid_input'],
    ['no name', { lastName: null }, 422, 'invalid_input'],
    ['an empty name', { lastName: ' ' }, 422, 'invalid_input'],
    ['two lines in a name', { firstName: 'Bob\r\nBcc: v@x.fr' }, 422, 'invalid_input'],
    ['more than a party may be', { partySize: 5 }, 422, 'party_too_large'],
  ])('is refused for %s', async (_, body, status, code) => {
    const { patch, registration } = await setup();
    const before = await registration();
    const reply = await patch(body);
    expect([reply.statusCode, bodyOf(reply).code]).toEqual([status, code]);
    expect(await registration()).toEqual(before);
  });

  it('tells how many seats are left, and neither takes them nor changes the name', async () => {
    const { patch, registration } = await setup({ others: 7 });
    const reply = await patch({ partySize: 4, lastName: 'Durant' });
    expect([reply.statusCode, bodyOf(reply)]).toMatchObject([409, { code: 'sold_out', seatsLeft: 1 }]);
    expect(await registration()).toMatchObject({ partySize: 2, lastName: 'Durand', rev: 1 });
  });

  it.each([
    ['who waits', startWaiting, { code: 'sold_out', seatsLeft: 0 }],
    ['nobody any more', closeBlocks, { code: 'closed' }],
  ])('leaves free seats to %s, and still gives some back', async (_, shut, refusal) => {
    const { patch, store, session, registration } = await setup();
    await shut(store, session);
    expect(bodyOf(await patch({ partySize: 3 }))).toMatchObject({ status: 409, ...refusal });
    expect((await patch({ partySize: 1 })).statusCode).toBe(200);
    expect([(await registration()).partySize, await seatsTaken(store, session)]).toEqual([1, 1]);
  });

  it('renames nobody who has released since the page was read, nor who came back', async () => {
    const { store, session, registration } = await setup();
    const read = await registration();
    await release(store, read, now);
    const name = { lastName: 'Durant', firstName: undefined };
    expect(await correctName(store, read, name)).toBe(false);
    await register(store, session, anApplication(1, { ...read, try: { id: 'again', body: '' } }), now);
    expect(await correctName(store, read, name)).toBe(false);
    expect((await registration()).lastName).toBe('Durand');
    expect(await correctName(store, await registration(), name)).toBe(true);
    expect((await registration()).lastName).toBe('Durant');
  });

  it('is refused after closing for more people, and for anything once it is not live', async () => {
    const { patch, store, registration } = await setup();
    expect(bodyOf(await patch({ partySize: 3 }, closing))).toMatchObject({ status: 409, code: 'closed' });
    const read = await registration();
    await flip(store, read, { status: 'waiting', flippedAt: now });
    expect(bodyOf(await patch({ lastName: 'Durant' }))).toMatchObject({ status: 409, code: 'not_live' });
    expect((await registration()).lastName).toBe('Durand');
  });
});
