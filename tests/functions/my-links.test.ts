import { describe, expect, it } from 'vitest';
import { myRegistration } from '../../functions/my-registration/my-registration.ts';
import { type Instant, plus } from '../../shared/domain/instant.ts';
import { linkToken } from '../../shared/domain/ticket.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { issueFormToken } from '../../shared/web/form-token.ts';
import { LINKS_FORM } from '../../shared/web/my-links-page.tsx';
import { useInbox } from '../mail/inbox.ts';
import { dump } from '../support/dump.ts';
import { now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { postOffice } from '../support/post-office.ts';
import { useQueue } from '../support/queue.ts';
import { ask, quietLogger, siteUrl } from '../support/requests.ts';

const freshStore = useEngine();
const freshQueue = useQueue();
const inbox = useInbox();
const lea = 'lea@example.fr';

/** Léa is registered for two sessions, which her mailbox knows and whose mails are gone. */
async function setup() {
  const store = await freshStore();
  const office = await postOffice(store, await freshQueue(), inbox.ses(), ['09:00', '11:00']);
  for (const session of [1, 2]) {
    await office.register(lea, session);
    await office.tell(lea, session);
  }
  await office.deliver();
  const calls: string[] = [];
  const db = Object.create(store.db, {
    send: {
      value: (command: { constructor: { name: string } }, options: object) => {
        calls.push(command.constructor.name);
        return store.db.send(command as never, options);
      },
    },
  });
  const handler = myRegistration({
    store: { ...store, db },
    keys: async () => testKeys,
    clock: office.clock,
    logger: quietLogger,
    siteUrl,
    timeLimit: () => AbortSignal.timeout(3_000),
  });
  type Form = { email?: string; token?: string; website?: string };
  const post = (form: Form, { prefix = '', headers = {}, at = office.clock() }: Posted = {}) =>
    ask(handler, {
      route: `POST ${prefix}/mes-inscriptions`,
      body: new URLSearchParams({
        token: issueFormToken(testKeys, LINKS_FORM, plus(at, { seconds: -5 })),
        ...form,
      }),
      headers,
      now: at,
    });
  const get = (route: string) => ask(handler, { route });
  /** Carries out what is owed by now: what the stream would order, or tick. */
  const deliver = async () => {
    const mailbox = await office.mailbox(lea);
    await office.carryOut(
      Object.keys(mailbox?.owed ?? {}).map((mail) => ({ owner: mailbox?.owner ?? '', mail }) as never),
    );
  };
  const links = async () =>
    (await inbox.received()).filter(({ subject }) => /accès à vos|link to your/.test(subject));
  return { store, office, calls, post, get, deliver, links };
}
type Posted = { prefix?: string; headers?: Record<string, string>; at?: Instant };

describe('asking for one’s links', () => {
  it('brings one mail with every registration and its link', async () => {
    const { office, post, deliver, links, store } = await setup();
    const { statusCode, headers } = await post({ email: 'LEA@example.fr' });
    expect([statusCode, headers?.location]).toEqual([303, '/mes-inscriptions/envoye']);
    await deliver();
    const [mail, ...others] = await links();
    expect(others).toEqual([]);
    for (const session of [1, 2]) {
      const found = await findRegistration(store, office.idOf(lea, session));
      if (found === undefined) throw new Error('not registered');
      expect(mail?.body.text).toContain(`/inscriptions/${linkToken(testKeys, found)}`);
    }
  });

  it('leaves out what was released, although the stream never told the mailbox', async () => {
    const { office, post, deliver, links } = await setup();
    await office.release(lea, 1);
    await post({ email: lea });
    await deliver();
    const [mail] = await links();
    expect(mail?.body.text).toContain('Vous en avez une');
  });

  it('brings nothing when nothing is to come', async () => {
    const { office, post, deliver, links } = await setup();
    await office.release(lea, 1);
    await office.release(lea, 2);
    await post({ email: lea });
    await deliver();
    expect(await links()).toEqual([]);
    expect((await office.mailbox(lea))?.owed).toEqual({});
  });

  it('answers in English on the English page, by page and by mail', async () => {
    const { post, deliver, links } = await setup();
    const { headers } = await post({ email: lea }, { prefix: '/en' });
    expect(headers?.location).toBe('/en/mes-inscriptions/envoye');
    await deliver();
    expect((await links())[0]?.subject).toBe('Your link to your bookings');
  });

  it('is answered alike, by the same one call, whether or not the address is known; nothing is written for who is not', async () => {
    const { store, post, calls } = await setup();
    const before = await dump(store);
    const unknown = await post({ email: 'personne@example.fr' });
    expect(await dump(store)).toEqual(before);
    const callsForUnknown = calls.splice(0);
    const known = await post({ email: lea });
    expect(await dump(store)).not.toEqual(before);
    expect(known).toEqual(unknown);
    expect(calls).toEqual(callsForUnknown);
    expect(calls).toEqual(['UpdateItemCommand']);
  });

  it('brings a second mail after ten minutes, not before', async () => {
    const { office, post, deliver, links } = await setup();
    await post({ email: lea });
    await deliver();
    office.later({ minutes: 9, seconds: 59 });
    await post({ email: lea });
    await deliver();
    expect(await links()).toHaveLength(1);
    office.later({ seconds: 1 });
    await post({ email: lea });
    await deliver();
    expect(await links()).toHaveLength(2);
  });

  it('brings five mails a day', async () => {
    const { office, post, deliver, links } = await setup();
    for (let time = 0; time < 8; time += 1) {
      await post({ email: lea });
      await deliver();
      office.later({ minutes: 10 });
    }
    expect(await links()).toHaveLength(5);
    expect((await office.mailbox(lea))?.owed).toEqual({});
    office.later({ days: 1 });
    await post({ email: lea });
    await deliver();
    expect(await links()).toHaveLength(6);
  });

  it('is looked after by tick when its order was lost', async () => {
    const { office, post, links } = await setup();
    await post({ email: lea });
    office.later({ minutes: 5 });
    await office.tick();
    await office.deliver();
    expect(await links()).toHaveLength(1);
  });
});

describe('the form', () => {
  it('asks for the address alone, and posts to itself', async () => {
    const { get } = await setup();
    const { statusCode, body = '', headers } = await get('GET /mes-inscriptions');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(body).toContain('<form method="post" action="/mes-inscriptions"');
    expect(body.match(/<input (?!type="hidden")/g)).toHaveLength(2);
    expect(body).toContain('hreflang="en"');
  });

  it.each([
    ['no address', { email: '' }, 'Indiquez votre adresse électronique'],
    ['two addresses', { email: 'a@x.fr, b@y.fr' }, 'Vérifiez l’adresse électronique'],
    [
      'a token of another form',
      { email: lea, token: issueFormToken(testKeys, 'atelier-ia', now) },
      'encore une fois',
    ],
    ['the field people do not see', { email: lea, website: 'x' }, 'encore une fois'],
  ])('comes back for %s, with what was typed and nothing written', async (_, form, text) => {
    const { store, post } = await setup();
    const before = await dump(store);
    const { statusCode, body } = await post(form);
    expect(statusCode).toBe(422);
    expect(body).toContain(text);
    expect(body).toContain(form.email);
    expect(await dump(store)).toEqual(before);
  });

  it('is not taken from another site', async () => {
    const { store, post } = await setup();
    const before = await dump(store);
    const { statusCode } = await post({ email: lea }, { headers: { origin: 'https://evil.example' } });
    expect(statusCode).toBe(403);
    expect(await dump(store)).toEqual(before);
  });
});

it.each(['GET /mes-inscriptions/envoye', 'GET /en/mes-inscriptions/envoye'])(
  '%s says nothing of anybody',
  async (route) => {
    const { get } = await setup();
    const { statusCode, body } = await get(route);
    expect(statusCode).toBe(200);
    expect(body).not.toContain(lea);
  },
);
