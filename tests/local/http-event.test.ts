import { describe, expect, it } from 'vitest';
import { decodedPath, type HttpRequest, httpEvent } from '../../infra/local/http-event.ts';

const eventOf = (request: Partial<HttpRequest>) =>
  httpEvent(
    {
      method: 'GET',
      url: '/',
      httpVersion: '1.1',
      rawHeaders: ['Host', 'localhost:3000'],
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      ...request,
    },
    { routeKey: 'GET /', pathParameters: undefined, requestId: 'id', epochMs: Date.UTC(2027, 9, 18, 7) },
  );
const posted = (contentType: string, body: string | Buffer) =>
  eventOf({ method: 'POST', rawHeaders: ['Content-Type', contentType], body: Buffer.from(body) });

describe('the event of a request', () => {
  it('has lower-cased headers, repeats joined by commas', () => {
    const { headers } = eventOf({ rawHeaders: ['X-Mark', 'a', 'x-mark', 'b', 'Accept-Language', 'fr'] });
    expect(headers).toMatchObject({ 'x-mark': 'a,b', 'accept-language': 'fr' });
  });

  it('has cookies apart from the headers, one by one', () => {
    const event = eventOf({ rawHeaders: ['Cookie', 'a=1; b=2', 'Cookie', 'c=3'] });
    expect(event.cookies).toEqual(['a=1', 'b=2', 'c=3']);
    expect(event.headers).not.toHaveProperty('cookie');
    expect(eventOf({})).not.toHaveProperty('cookies');
  });

  it('has the query as sent and decoded, repeats joined by commas', () => {
    const event = eventOf({ url: '/?q=caf%C3%A9+noir&day=1&day=2&empty=' });
    expect(event.rawQueryString).toBe('q=caf%C3%A9+noir&day=1&day=2&empty=');
    expect(event.queryStringParameters).toEqual({ q: 'café noir', day: '1,2', empty: '' });
    expect(eventOf({ url: '/' })).toMatchObject({ rawQueryString: '' });
    expect(eventOf({ url: '/' })).not.toHaveProperty('queryStringParameters');
  });

  it('has the path decoded, as HTTP APIs have it', () => {
    const event = eventOf({ url: '/evenements/f%C3%AAte?x=%2F' });
    expect([event.rawPath, event.requestContext.http.path]).toEqual(['/evenements/fête', '/evenements/fête']);
    expect(decodedPath('/a%zz')).toBeUndefined();
  });

  it('tells the time of the stage, three times in the forms of the gateway', () => {
    const { requestContext } = eventOf({});
    expect(requestContext).toMatchObject({
      timeEpoch: Date.UTC(2027, 9, 18, 7),
      time: '18/Oct/2027:07:00:00 +0000',
    });
  });

  it.each([
    ['application/json', '{"é":1}'],
    ['application/problem+json; charset=utf-8', '{}'],
    ['text/plain;charset=UTF-8', 'é'],
  ])('has a body of type %s as text', (contentType, body) => {
    expect(posted(contentType, body)).toMatchObject({ body, isBase64Encoded: false });
  });

  it.each([
    ['application/x-www-form-urlencoded', Buffer.from('lastName=Zo%C3%A9')],
    ['application/octet-stream', Buffer.from([0, 255, 128])],
    ['application/jsonish', Buffer.from('{}')],
  ])('has a body of type %s in base64', (contentType, body) => {
    expect(posted(contentType, body)).toMatchObject({ body: body.toString('base64'), isBase64Encoded: true });
  });

  it('has no body where none was sent', () => {
    expect(eventOf({})).not.toHaveProperty('body');
    expect(eventOf({}).isBase64Encoded).toBe(false);
  });
});
