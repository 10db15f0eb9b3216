import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { placeInList } from '../../shared/domain/waiting.ts';
import { handOn } from '../../shared/seats/hand-on.ts';
import { registerOrJoin } from '../../shared/seats/join.ts';
import { release } from '../../shared/seats/release.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { aBearer } from '../support/bearer.ts';
import { anEvent, aSession, now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication } from '../support/registrations.ts';
import { bodyOf } from '../support/requests.ts';

const freshStore = useEngine();
const event = anEvent({ registration: { waitlist: true } });
const session = aSession({ capacity: 2 });

/** Léa holds the two seats there are; number 7 waits, and gets them when she releases. */
async function setup(at: Instant = now) {
  const store = await freshStore();
  const lea = await aBearer(store, event, session);
  const waiting = anApplication(7, { partySize: 2, list: { joins: true, place: placeInList(1, 'r') } });
  await registerOrJoin(store, session, waiting, now);
  const read = async (): Promise<Registration> => {
    const found = await findRegistration(store, waiting);
    if (found === undefined) throw new Error('gone');
    return found;
  };
  const free = async () => {
    await release(store, await lea.registration(), at);
    await handOn(store, { session, policy: 'offer' }, at);
  };
  return { store, lea, read, free, waiting: lea.bearing(waiting) };
}

describe('somebody who waits', () => {
  it('sees a band, never a number, and may leave the list', async () => {
    const { waiting, read } = await setup();
    const { body } = await waiting('GET /inscriptions/{token}');
    expect(body).toContain('Sur la liste d’attente');
    expect(body).toContain('parmi les 5 premières personnes');
    expect(body).not.toContain('billet.svg');
    await waiting('POST /inscriptions/{token}/liberer');
    expect((await read()).status).toBe('released');
    expect((await waiting('GET /inscriptions/{token}')).body).toContain('Vous n’êtes plus sur la liste');
  });

  it('has nothing to accept or decline: the pages lead back, and JSON says so', async () => {
    const { waiting, read } = await setup();
    for (const answer of ['confirmer', 'accepter', 'decliner']) {
      expect((await waiting(`GET /inscriptions/{token}/${answer}`)).statusCode).toBe(303);
      expect((await waiting(`POST /inscriptions/{token}/${answer}`)).statusCode).toBe(303);
    }
    for (const answer of ['confirm', 'accept', 'decline'])
      expect((await waiting(`POST /v1/registrations/{token}/${answer}`)).statusCode).toBe(409);
    expect((await read()).status).toBe('waiting');
  });
});

describe('an offer', () => {
  it('says until when, and only a button takes it: opening its link any number of times changes nothing', async () => {
    const { waiting, read, free } = await setup();
    await free();
    const { body } = await waiting('GET /inscriptions/{token}');
    expect(body).toContain('Une place vous est proposée');
    expect(body).toMatch(/Gardé pour vous jusqu’au mardi 19 octobre à 9\u00a0h/);
    for (const answer of ['accepter', 'decliner', 'accepter'])
      expect((await waiting(`GET /inscriptions/{token}/${answer}`)).statusCode).toBe(200);
    expect((await read()).status).toBe('offered');
    expect((await waiting('POST /inscriptions/{token}/accepter')).headers?.location).toMatch(
      /^\/inscriptions\/[\w-]+$/,
    );
    expect((await read()).status).toBe('confirmed');
    expect((await waiting('GET /inscriptions/{token}')).body).toContain('billet.svg');
  });

  it('is declined by a button or by JSON, once and for all', async () => {
    const { waiting, read, free } = await setup();
    await free();
    expect(bodyOf(await waiting('POST /v1/registrations/{token}/decline'))).toEqual({ status: 'declined' });
    expect(bodyOf(await waiting('POST /v1/registrations/{token}/decline'))).toEqual({ status: 'declined' });
    expect((await read()).status).toBe('declined');
    expect((await waiting('POST /v1/registrations/{token}/accept')).statusCode).toBe(409);
  });

  it('that went to somebody else in the last hours is told at once', async () => {
    const late = instant('2027-11-08T05:00:00+01:00');
    const { waiting, read, free, lea, store } = await setup(late);
    await free();
    const faster = anApplication(8, { partySize: 2, list: { joins: true, place: placeInList(0, 'r') } });
    await registerOrJoin(store, session, faster, late);
    const gone = await waiting('POST /inscriptions/{token}/accepter', { now: late });
    expect(gone.headers?.location).toMatch(/\?prise=1$/);
    const { body } = await waiting('GET /inscriptions/{token}', { now: late, query: { prise: '1' } });
    expect(body).toContain('Quelqu’un d’autre a pris la place juste avant vous');
    expect((await read()).status).toBe('invited');
    expect((await lea.registration()).status).toBe('released');
  });
});

describe('an address to be confirmed', () => {
  it('holds the seats until its button is pressed', async () => {
    const store = await freshStore();
    const lea = await aBearer(store, event, session, 1);
    const application = anApplication(9, { confirmBefore: instant('2027-10-18T10:00:00+02:00') });
    await registerOrJoin(store, session, application, now);
    const pending = lea.bearing(application);
    const page = await pending('GET /inscriptions/{token}');
    expect(page.body).toContain('Adresse à confirmer');
    expect(page.body).not.toContain('billet.svg');
    expect((await pending('GET /inscriptions/{token}/confirmer')).body).toContain(
      'Confirmer votre inscription',
    );
    await pending('POST /inscriptions/{token}/confirmer');
    expect((await findRegistration(store, application))?.status).toBe('confirmed');
    expect(bodyOf(await pending('POST /v1/registrations/{token}/confirm'))).toEqual({ status: 'confirmed' });
  });
});
