import { describe, expect, it } from 'vitest';
import type { Instant } from '../../shared/domain/instant.ts';
import { plus } from '../../shared/domain/instant.ts';
import { isRegistration, type Registration } from '../../shared/domain/registration.ts';
import { fromItem } from '../../shared/store/item.ts';
import { registrationItem } from '../../shared/store/table.ts';
import { dump } from '../support/dump.ts';
import { anEvent, now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { populatedSite } from '../support/populated-site.ts';
import { bodyOf } from '../support/requests.ts';
import { formType, jsonType } from '../support/site.ts';

const freshStore = useEngine();
const person = { lastName: 'Durand', email: 'lea.durand@example.fr', partySize: 1 };

async function setup(seats?: number) {
  const site = await populatedSite(await freshStore(), seats === undefined ? {} : { seats });
  const { store, known, send } = site;
  const answer = async (...sent: Parameters<typeof send>) => {
    const answered = await send(...sent);
    if (answered === undefined) throw new Error('the gateway refused');
    return answered.reply;
  };
  let tries = 0;
  return {
    ...site,
    byJson: (body: unknown, { key = '', at = now }: { key?: string; at?: Instant } = {}) => {
      tries += 1;
      return answer({
        method: 'POST',
        url: '/v1/sessions/atelier-ia--s1/registrations',
        headers: { ...jsonType, 'idempotency-key': key === '' ? `try ${tries}` : key },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        now: at,
      });
    },
    byForm: (fields: Readonly<Record<string, string>>, at = now) =>
      answer({
        method: 'POST',
        url: '/evenements/atelier-ia/inscriptions',
        headers: formType,
        body: new URLSearchParams({
          session: 'atelier-ia--s1',
          lastName: 'Durand',
          email: person.email,
          partySize: '1',
          token: known.formToken,
          ...fields,
        }).toString(),
        now: at,
      }),
    registered: async (email: string): Promise<Registration | undefined> =>
      Object.entries(await dump(store))
        .filter(([key]) => key.startsWith('REGISTRATION#'))
        .map(([, item]) => fromItem(registrationItem, item))
        .filter(isRegistration)
        .find((one) => one.email === email),
  };
}

describe('an address', () => {
  it('of a domain that gives addresses away for ten minutes is as good as any', async () => {
    const { byJson, registered } = await setup();
    expect((await byJson({ ...person, email: 'x9@yopmail.com' })).statusCode).toBe(202);
    expect(await registered('x9@yopmail.com')).toBeDefined();
  });
});

describe('a name', () => {
  const names = [
    'O',
    'Ng',
    'O’Brien',
    "D'Arc--Dupont",
    '李',
    'عمر',
    'می\u200cخواهم',
    'Sting',
    'Ｚoé',
    '{{7*7}}',
    '%s',
  ];
  it.each(names)('%j is stored as it was written, from a form as from a program', async (lastName) => {
    const { byJson, byForm, registered } = await setup();
    expect((await byJson({ ...person, lastName })).statusCode).toBe(202);
    expect((await byForm({ lastName, email: 'other@example.fr' })).statusCode).toBe(303);
    expect((await registered(person.email))?.lastName).toBe(lastName);
    expect((await registered('other@example.fr'))?.lastName).toBe(lastName);
  });

  it.each([
    ['more than a hundred letters', 'x'.repeat(101)],
    ['few letters of many bytes', '👨‍👩‍👧‍👦'.repeat(17)],
    ['nine marks on one letter', `Z${'\u0336'.repeat(9)}`],
    ['lines turned around', 'a\u202eb'],
    ['a character that ends a string elsewhere', 'a\u0000b'],
  ])('of %s is refused, and the page keeps what was typed', async (_, lastName) => {
    const { byJson, byForm, registered } = await setup();
    expect((await byJson({ ...person, lastName })).statusCode).toBe(422);
    const page = await byForm({ lastName });
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain('id="lastName-error"');
    expect(page.body).toContain('value="lea.durand@example.fr"');
    expect(await registered(person.email)).toBeUndefined();
  });

  it('of ten thousand faces is refused for its size alone', async () => {
    const { byJson, byForm } = await setup();
    const lastName = '😀'.repeat(10_000);
    expect((await byJson({ ...person, lastName })).statusCode).toBe(413);
    expect((await byForm({ lastName })).statusCode).toBe(413);
  });
});

describe('a body', () => {
  it.each([
    ['nested a thousand deep', `{"lastName":${'['.repeat(1_000)}${']'.repeat(1_000)}}`, 422],
    ['of 1 500 unknown fields', `{${Array.from({ length: 1_500 }, (_, n) => `"f${n}":1`).join(',')}}`, 422],
    ['larger than 16 kB by one byte', `"${'a'.repeat(16 * 1_024 - 1)}"`, 413],
    ['of exactly 16 kB', `"${'a'.repeat(16 * 1_024 - 2)}"`, 422],
    ['that reaches for the prototype', '{"constructor":{"prototype":{"admin":true}}}', 400],
    ['with a number beyond all numbers', '{"partySize":1e999}', 422],
  ])('%s is refused', async (_, body, status) => {
    const { byJson } = await setup();
    expect((await byJson(body)).statusCode).toBe(status);
    expect(Object.prototype).not.toHaveProperty('admin');
  });

  it('of a form cannot set what is not asked', async () => {
    const extra = {
      ...{
        status: 'attended',
        capacity: '9',
        organiserId: 'x',
        checkedIn: 'true',
        pk: 'EDITION',
        held: '[]',
      },
      ...{ next: '99', linkVersion: '7', generation: '7', owed: '', createdAt: '2000-01-01', rev: '9' },
    };
    const [plain, spoilt] = await Promise.all([setup(), setup()]);
    await plain.byForm({});
    expect((await spoilt.byForm(extra)).statusCode).toBe(303);
    expect(await dump(spoilt.store)).toEqual(await dump(plain.store));
  });

  it('of a program that says more than is asked registers nobody', async () => {
    for (const extra of [
      'status',
      'capacity',
      'organiserId',
      'checkedIn',
      'pk',
      'held',
      'next',
      'linkVersion',
    ]) {
      const { byJson, registered } = await setup();
      expect((await byJson({ ...person, [extra]: 1 })).statusCode, extra).toBe(422);
      expect(await registered(person.email)).toBeUndefined();
    }
  });
});

describe('a repeat', () => {
  it('with the same key while the first still runs converges on the same answer and one seat', async () => {
    const { byJson, store, registered } = await setup();
    const replies = await Promise.all(Array.from({ length: 10 }, () => byJson(person, { key: 'one' })));
    expect(new Set(replies.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(replies[0]?.statusCode).toBe(202);
    expect((await registered(person.email))?.held).toHaveLength(1);
    expect(await seatsOf(store)).toBe(3 + 1);
  });

  it('of one form ten times at once is one registration and ten times the same page', async () => {
    const { byForm, store } = await setup();
    const replies = await Promise.all(Array.from({ length: 10 }, () => byForm({})));
    expect(new Set(replies.map(({ statusCode, headers }) => `${statusCode} ${headers?.location}`))).toEqual(
      new Set(['303 /evenements/atelier-ia/inscriptions/confirmee']),
    );
    expect(await seatsOf(store)).toBe(3 + 1);
  });

  it('of a form opened before closing and posted three days later hears that it is closed, nothing else', async () => {
    const { byForm, byJson } = await setup();
    const late = plus(anEvent().registration.closesAt, { hours: 72 });
    const page = await byForm({}, late);
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain('Les inscriptions sont closes depuis que vous avez ouvert cette page');
    expect(page.body).toContain('value="lea.durand@example.fr"');
    expect(page.body).not.toContain('envoyez-les encore une fois');
    const reply = await byJson(person, { at: late });
    expect([reply.statusCode, bodyOf(reply).code]).toEqual([409, 'closed']);
  });
});

describe('a party that does not fit', () => {
  it('takes nothing, hears what is left, and keeps nobody smaller out', async () => {
    const { byJson, byForm, registered } = await setup(3 + 1);
    const refused = await byJson({ ...person, partySize: 4 });
    expect([refused.statusCode, bodyOf(refused).code, bodyOf(refused).seatsLeft]).toEqual([
      409,
      'sold_out',
      1,
    ]);
    const page = await byForm({ partySize: '4' });
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain('name="take" value="1"');
    expect(await registered(person.email)).toBeUndefined();
    expect((await byJson({ ...person, email: 'seul@example.fr' })).statusCode).toBe(202);
  });

  it('of one, a hundred at once for the last seat: one is in, all others hear it is full', async () => {
    const { byJson } = await setup(3 + 1);
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, number) => byJson({ ...person, email: `p${number}@example.fr` })),
    );
    const answers = Map.groupBy(replies, (reply) => `${reply.statusCode} ${bodyOf(reply).code ?? ''}`);
    expect([...answers].map(([answer, all]) => [answer, all.length]).sort()).toEqual([
      ['202 ', 1],
      ['409 sold_out', 99],
    ]);
  });
});

describe('nobody can learn from an answer who is registered', () => {
  const known = 'personne.1@example.org';
  const unknown = 'personne.9@example.org';
  const without = (text: string | undefined, email: string) => text?.replaceAll(email, '…');

  it('while there is room', async () => {
    const { byJson, byForm } = await setup();
    const [one, other] = [
      await byJson({ ...person, email: known }),
      await byJson({ ...person, email: unknown }),
    ];
    expect(withoutReference(one)).toEqual(withoutReference(other));
    const [page, otherPage] = [await byForm({ email: known }), await byForm({ email: 'p8@example.org' })];
    expect(page).toEqual(otherPage);
  });

  it.each([
    ['when it is full', 3, now],
    ['when it is closed', undefined, plus(anEvent().registration.closesAt, { hours: 1 })],
    ['before it opens', undefined, plus(anEvent().registration.opensAt, { hours: -1 })],
  ] as const)('%s', async (_, seats, at) => {
    const { byJson, byForm } = await setup(seats);
    const answers = await Promise.all([known, unknown].map((email) => byJson({ ...person, email }, { at })));
    expect(answers[0]?.statusCode).toBe(409);
    expect(answers[0]).toEqual(answers[1]);
    const [page, otherPage] = await Promise.all([known, unknown].map((email) => byForm({ email }, at)));
    expect(page?.statusCode).toBe(422);
    expect(without(page?.body, known)).toBe(without(otherPage?.body, unknown));
  });
});

const withoutReference = (reply: { statusCode?: number | undefined; body?: string | undefined }) => {
  const { reference, ...rest } = bodyOf(reply);
  return { ...rest, statusCode: reply.statusCode, reference: String(reference).length };
};

const seatsOf = async (store: Parameters<typeof dump>[0]): Promise<number> =>
  Object.entries(await dump(store))
    .filter(([key]) => key.startsWith('BLOCK#atelier-ia--s1'))
    .reduce((sum, [, { claims }]) => sum + (claims?.BS?.length ?? 0), 0);
