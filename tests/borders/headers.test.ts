import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../functions/routes.ts';
import type { Reply } from '../../shared/web/reply.ts';
import { expectWellFormedRefusal, securityHeaders } from '../support/answers.ts';
import { useEngine } from '../support/engine.ts';
import { fitting, populatedSite } from '../support/populated-site.ts';
import { formType, jsonType, type Sent } from '../support/site.ts';

const freshStore = useEngine();
let site: Awaited<ReturnType<typeof populatedSite>>;

beforeAll(async () => {
  site = await populatedSite(await freshStore());
});

async function answer(sent: Sent): Promise<Reply> {
  const answered = await site.send(sent);
  if (answered === undefined) throw new Error('the gateway refused');
  const { headers = {}, cookies } = answered.reply;
  expect(headers).toMatchObject(securityHeaders);
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(cookies).toBeUndefined();
  expect(
    Object.keys(headers).filter((name) => /^(set-cookie|access-control|x-powered-by)/.test(name)),
  ).toEqual([]);
  return answered.reply;
}

async function refusal(status: number, sent: Sent): Promise<void> {
  const reply = await answer(sent);
  expect(reply.statusCode).toBe(status);
  expectWellFormedRefusal(reply);
}

const all = routes.map(({ key }) => key);
const isJson = (route: string): boolean => route.includes(' /v1/');

describe('every answer is protected, and a refusal says what it is:', () => {
  it.each(all)('what %s answers', async (route) => {
    const { statusCode } = await answer({
      ...fitting(route, site.known),
      headers: isJson(route) ? jsonType : formType,
    });
    expect(statusCode).toBeLessThan(500);
  });

  it.each(all)('a method that is not that of %s', async (route) => {
    const target = fitting(route, site.known);
    await refusal(route === '$default' ? 404 : 405, { ...target, method: 'TRACE' });
  });

  it.each(all.filter((route) => route.includes('{')))('what %s does not know', async (route) => {
    const target = fitting(route, { ...site.known, holes: {} });
    const form = !isJson(route);
    const headers = { ...(form ? formType : jsonType), 'idempotency-key': 'one' };
    await refusal(404, { ...target, headers, body: form ? 'a=b' : '{}' });
  });

  it.each(all.filter((route) => /^(POST|PATCH|PUT|DELETE) /.test(route)))(
    'what is too large for %s, broken, of another type or from another site',
    async (route) => {
      const target = fitting(route, site.known);
      const [own, other] = isJson(route) ? [jsonType, formType] : [formType, jsonType];
      await refusal(413, { ...target, headers: own, body: 'a'.repeat(16 * 1_024 + 1) });
      await refusal(415, { ...target, headers: other, body: 'a=b' });
      await refusal(415, { ...target, headers: { 'content-type': 'text/plain' }, body: '{}' });
      // RFC 8058: mail programs end reminders in this encoding.
      if (!route.endsWith('/sans-rappels'))
        await refusal(415, { ...target, headers: { 'content-type': 'multipart/form-data' }, body: '--x' });
      await refusal(415, { ...target, body: '{}' });
      if (isJson(route)) await refusal(400, { ...target, headers: own, body: '{' });
      else
        await refusal(403, { ...target, headers: { ...own, 'sec-fetch-site': 'cross-site' }, body: 'a=b' });
    },
  );
});
