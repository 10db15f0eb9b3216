import { describe, expect, it } from 'vitest';
import { type Route, routes } from '../../functions/routes.ts';
import { deriveKeys } from '../../shared/domain/keys.ts';
import { linkToken, ticketCode } from '../../shared/domain/ticket.ts';
import { dump } from '../support/dump.ts';
import { testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { fitting, populatedSite } from '../support/populated-site.ts';
import { formType, jsonType } from '../support/site.ts';

const freshStore = useEngine();

async function setup() {
  const site = await populatedSite(await freshStore());
  const [person] = site.people;
  if (person === undefined) throw new Error('nobody is registered');
  const own = { scope: person.scope, key: person.key, linkVersion: 1 };
  const token = linkToken(testKeys, own);

  async function ask(route: string, wanted: Readonly<Record<string, string>> = {}, method?: string) {
    const target = fitting(route, site.known, wanted);
    const headers = { ...(route.includes(' /v1/') ? jsonType : formType) };
    const answered = await site.send({ ...target, ...(method !== undefined && { method }), headers });
    if (answered === undefined) throw new Error('the gateway refused');
    return answered.reply;
  }
  return { ...site, own, token, ask };
}

const calledBy = (caller: Route['caller']) =>
  routes.filter((route) => route.caller === caller).map(({ key }) => key);
const bearerRoutes = calledBy('bearer of a link').filter((route) => route.includes('{token}'));

const flipped = (token: string, at: number): string =>
  `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;

describe.each(bearerRoutes)('%s', (route) => {
  it('opens for the link of its registration', async () => {
    const { ask, token } = await setup();
    const { statusCode } = await ask(route, { token });
    expect(statusCode).not.toBe(404);
    expect(statusCode).toBeLessThan(500);
  });

  it('does not exist for any other token, which learns nothing and changes nothing', async () => {
    const { ask, store, own, token } = await setup();
    const others = [
      'a'.repeat(43),
      linkToken(testKeys, { ...own, linkVersion: 2 }),
      linkToken(testKeys, { ...own, linkVersion: 0 }),
      linkToken(testKeys, { ...own, scope: 'e27000002' as typeof own.scope }),
      linkToken(testKeys, { ...own, scope: 'atelier-ia--s1' as typeof own.scope }),
      linkToken(testKeys, { ...own, key: 'f'.repeat(16) as typeof own.key }),
      linkToken(deriveKeys('1'.repeat(64)), own),
      linkToken({ ...testKeys, link: testKeys.door }, own),
      ...[0, 12, 16, 40].map((at) => flipped(token, at)),
      token.slice(0, -1),
      `${token}A`,
      `${token}%3D`,
      token.toUpperCase(),
      ticketCode(testKeys, { ...own, generation: 1 }),
      own.key,
      '__proto__',
      'a'.repeat(8_000),
    ];
    const before = await dump(store);
    const answers = [];
    for (const other of others) {
      const { statusCode, body, headers } = await ask(route, { token: other });
      answers.push({ statusCode, body, headers });
    }
    expect(answers[0]?.statusCode).toBe(404);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await dump(store)).toEqual(before);
  });
});

describe('looking', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('by %s changes nothing, on no route, however often', async (method) => {
    const { ask, store } = await setup();
    const before = await dump(store);
    for (const { key } of routes)
      for (let time = 1; time <= 3; time += 1)
        expect((await ask(key, {}, method)).statusCode, key).toBeLessThan(500);
    expect(await dump(store)).toEqual(before);
  });

  it.each(routes.map(({ key }) => key).filter((key) => key.startsWith('GET ')))(
    'at %s by HEAD is answered as by GET',
    async (route) => {
      const { ask } = await setup();
      const [one, other] = [await ask(route), await ask(route, {}, 'HEAD')];
      expect(other.statusCode).toBe(one.statusCode);
      expect(other.headers).toEqual(one.headers);
    },
  );
});

it('what anyone may read needs no token and gives none away', async () => {
  const { ask, known } = await setup();
  for (const route of calledBy('anyone').filter((key) => key.startsWith('GET '))) {
    const { statusCode, body = '' } = await ask(route);
    expect(statusCode, route).toBe(200);
    for (const secret of [...(known.holes.token ?? []), 'example.org/personne', 'Personne 1', 'personne.1@'])
      expect(body, route).not.toContain(secret);
  }
});
