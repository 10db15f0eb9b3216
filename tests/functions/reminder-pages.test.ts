import { describe, expect, it } from 'vitest';
import { mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import { release } from '../../shared/seats/release.ts';
import { findMailbox } from '../../shared/store/mailboxes.ts';
import { aBearer } from '../support/bearer.ts';
import { anEvent, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';

const freshStore = useEngine();
const setup = async (...more: [event?: ReturnType<typeof anEvent>]) => aBearer(await freshStore(), ...more);

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const coming = '/inscriptions/{token}/je-viens';
const noReminders = '/inscriptions/{token}/sans-rappels';

describe('“I am coming”', () => {
  it('is asked by a page, noted by its button and changes nothing else', async () => {
    const { call, registration } = await setup();
    const before = await registration();
    const page = await call(`GET ${coming}`);
    expect(page).toMatchObject({ statusCode: 200 });
    expect(page.body).toMatch(/<form method="post" action="\/inscriptions\/[^"]+\/je-viens">/);
    expect(await registration()).toEqual(before);

    const reply = await call(`POST ${coming}`, { headers: form });
    expect(reply.statusCode).toBe(303);
    expect(reply.headers?.location).toMatch(/\/je-viens$/);
    expect(await registration()).toEqual({ ...before, reconfirmed: { day: '2027-11-08', at: now } });
    expect((await call(`GET ${coming}`)).body).toContain('C’est noté');
  });

  it('may be said again, with the same answer', async () => {
    const { call } = await setup();
    const first = await call(`POST ${coming}`, { headers: form });
    const second = await call(`POST ${coming}`, { headers: form });
    expect({ ...second, headers: {} }).toEqual({ ...first, headers: {} });
  });

  it.each([
    [
      'released the seat',
      async (bearer: Bearer) => void (await release(bearer.store, await bearer.registration(), now)),
    ],
  ])('means nothing of somebody who has %s', async (_, become) => {
    const bearer = await setup();
    await become(bearer);
    const before = await bearer.registration();
    expect((await bearer.call(`POST ${coming}`, { headers: form })).statusCode).toBe(303);
    expect(await bearer.registration()).toEqual(before);
    expect((await bearer.call(`GET ${coming}`)).headers?.location).toMatch(/^\/inscriptions\/[^/]+$/);
  });

  it('means nothing once the session has begun, or of an event that is cancelled', async () => {
    const { call, registration, session } = await setup();
    await call(`POST ${coming}`, { headers: form, now: session.timings[0].begin });
    expect(await registration()).not.toHaveProperty('reconfirmed');
    const cancelled = await setup(anEvent({ status: 'cancelled' }));
    await cancelled.call(`POST ${coming}`, { headers: form });
    expect(await cancelled.registration()).not.toHaveProperty('reconfirmed');
  });
});

describe('“no more reminders”', () => {
  const mailbox = ({ store }: Bearer) =>
    findMailbox(store, mailboxKey(testKeys, addressKey('lea@example.fr')));

  it('is asked by a page, which changes nothing', async () => {
    const bearer = await setup();
    expect(await bearer.call(`GET ${noReminders}`)).toMatchObject({ statusCode: 200 });
    expect((await mailbox(bearer))?.noReminders).toBeUndefined();
  });

  it.each([
    ['a person', { headers: form }],
    ['a mail program', { headers: form, body: 'List-Unsubscribe=One-Click' }],
    [
      'a mail program that sends form data',
      {
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
        body: '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
      },
    ],
  ])('by one click of %s holds for that person, without a redirection', async (_, sent) => {
    const bearer = await setup();
    const before = await bearer.registration();
    const reply = await bearer.call(`POST ${noReminders}`, sent);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('Vous ne recevrez plus de rappels');
    expect((await mailbox(bearer))?.noReminders).toBe(now);
    expect(await bearer.registration()).toEqual(before);
    await bearer.call(`POST ${noReminders}`, sent);
    expect((await mailbox(bearer))?.noReminders).toBe(now);
  });

  it('is for nobody without the link', async () => {
    const bearer = await setup();
    expect(await bearer.call(`POST ${noReminders}`, { headers: form, token: 'AAAA' })).toMatchObject({
      statusCode: 404,
    });
    expect(await mailbox(bearer)).toBeUndefined();
  });
});

type Bearer = Awaited<ReturnType<typeof aBearer>>;
