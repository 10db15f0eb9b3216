import { describe, expect, it } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { dump } from '../support/dump.ts';
import { useEngine } from '../support/engine.ts';
import { fitting, populatedSite } from '../support/populated-site.ts';
import { formType, jsonType } from '../support/site.ts';

const freshStore = useEngine();

/** What a row in the table is made of, and people may never write themselves. */
const internals = {
  ...{ pk: 'EDITION', sk: 'EDITION', status: 'attended', capacity: 9_000, organiserId: 'x', checkedIn: true },
  ...{ held: [], next: 99, linkVersion: 7, generation: 7, owed: {}, givenUp: [], createdAt: '2000-01-01' },
  ...{ rev: 9, scope: 'e1', event: 'autre', dueAt: '2000-01-01', toldAgain: {}, 'session.capacity': 1 },
};

/** The routes that change something with this body and a registration that is confirmed. */
const writes =
  /(evenements.*inscriptions|registrations|modifier|liberer|release|v1.registrations.\{token\})$/;

const asText = (fields: object): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

describe('a body sets nothing that is not asked for', () => {
  it.each(routes.map(({ key }) => key).filter((key) => /^(POST|PATCH|PUT|DELETE) /.test(key)))(
    'at %s',
    async (route) => {
      const isJson = route.includes(' /v1/');
      const asked = route.endsWith('/registrations') || route.endsWith('/inscriptions');
      const whatRemains = async (extra: object) => {
        const { store, known, send } = await populatedSite(await freshStore());
        const before = await dump(store);
        const body = {
          lastName: 'Autre',
          partySize: 2,
          ...(asked && { email: 'lea.durand@example.fr' }),
          ...(!isJson && { session: 'atelier-ia--s1', token: known.formToken }),
          ...extra,
        };
        const answered = await send({
          ...fitting(route, known),
          headers: { ...(isJson ? jsonType : formType), 'idempotency-key': 'one' },
          body: isJson ? JSON.stringify(body) : new URLSearchParams(asText(body)).toString(),
        });
        return { status: answered?.reply.statusCode ?? 0, before, items: await dump(store) };
      };

      const plain = await whatRemains({});
      const spoilt = await whatRemains(internals);
      if (writes.test(route)) expect(plain.items).not.toEqual(plain.before);
      expect(spoilt.items).toEqual(spoilt.status < 400 ? plain.items : spoilt.before);
    },
  );
});
