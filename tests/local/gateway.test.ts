import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { httpApi } from '../../infra/local/gateway.ts';

type Answer = {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
};

/** The gateway in front of one function that always answers this. */
async function setup(payload: object) {
  const listener = httpApi({
    routes: [{ key: '$default', functionName: 'one' }],
    invoke: async () => ({ ok: true, payload: JSON.stringify(payload) }),
    now: () => Date.UTC(2027, 9, 18, 7),
  });
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return (method: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', method, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.on('error', reject).end();
    });
}

const packed = gzipSync('Open du numérique');
const compressed = {
  statusCode: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip', etag: 'W/"one"' },
  body: packed.toString('base64'),
  isBase64Encoded: true,
};

it('a body in base64 arrives as the bytes it stands for', async () => {
  const { headers, body } = await (await setup(compressed))('GET');
  expect(body).toEqual(packed);
  expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': String(packed.length) });
});

it('HEAD is answered with the headers of GET and no body', async () => {
  const ask = await setup(compressed);
  const [head, get] = [await ask('HEAD'), await ask('GET')];
  expect(head.body).toHaveLength(0);
  expect({ ...head.headers, 'apigw-requestid': '' }).toEqual({ ...get.headers, 'apigw-requestid': '' });
});

it.each([204, 304])('%i has neither a body nor a type, but keeps its tag', async (statusCode) => {
  const { status, headers, body } = await (await setup({ statusCode, headers: { etag: 'W/"one"' } }))('GET');
  expect([status, body.length]).toEqual([statusCode, 0]);
  expect(headers).toHaveProperty('etag', 'W/"one"');
  expect(headers).not.toHaveProperty('content-type');
  expect(headers).not.toHaveProperty('content-length');
});
