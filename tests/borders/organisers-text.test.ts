import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { toItem } from '../../shared/store/item.ts';
import { type Key, keys } from '../../shared/store/table.ts';
import { anEvent, edition, organiser, venue } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { fitting, populatedSite } from '../support/populated-site.ts';
import { formType } from '../support/site.ts';

const freshStore = useEngine();

/** A site where everything an organiser may write is this text. */
async function setup(text: string) {
  const site = await populatedSite(await freshStore());
  const { db, tableName } = site.store;
  const put = (key: Key, value: object) =>
    db.send(new PutItemCommand({ TableName: tableName, Item: toItem({ ...value, ...key }) }));
  const said = { fr: text, en: text };
  const event = anEvent({
    title: said,
    description: said,
    longDescription: said,
    conditions: said,
    keywords: { fr: [text] },
    tags: [text],
    registration: { questions: [{ id: 'metier', label: said, required: true }] },
  });
  const terms = { themes: [{ id: 'ia', label: said }], formats: [{ id: 'atelier', label: said }] };
  const audiences = [{ id: 'independants', label: said }];
  await put(keys.edition(), { ...edition, title: said, ...terms, audiences });
  await put(keys.event(event.slug), event);
  await put(keys.organisation(organiser.slug), { ...organiser, name: text });
  await put(keys.venue(venue.slug), { ...venue, name: text, address: text, commune: text, access: said });

  async function get(route: string) {
    const target = fitting(route, site.known);
    const answered = await site.send({ ...target, headers: formType });
    const { statusCode = 0, headers = {}, body = '' } = answered?.reply ?? {};
    return { route, statusCode, type: String(headers['content-type']), body };
  }
  const everything = await Promise.all(
    routes.filter(({ key }) => /^GET|^POST \/(en\/)?evenements/.test(key)).map(({ key }) => get(key)),
  );
  const ofType = (type: string) => everything.filter((answer) => answer.type.startsWith(type));
  for (const { route, statusCode } of everything) expect(statusCode, route).toBeOneOf([200, 303, 422]);
  return { ofType };
}

const unescaped = (page: string): string =>
  page
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const read = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar
    .getAllSubcomponents('vevent')
    .map((entry) => new ICAL.Event(entry, { strictExceptions: true }));
};

describe('what an organiser wrote', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    '</title></script><script>alert(1)</script>',
    `"><b onclick='x'>`,
    ']]><x/>&lt;&#60;',
    '{{constructor.constructor("x")()}}',
    '$' + '{7*7} %s %n',
    '=HYPERLINK("https://evil.example")',
  ])('is text on every page, in every feed, and nothing more: %s', async (text) => {
    const { ofType } = await setup(text);
    const pages = ofType('text/html');
    expect(pages.length).toBeGreaterThan(10);
    for (const { route, body } of pages) {
      for (const [, data = ''] of body.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs))
        expect(JSON.stringify(JSON.parse(data))).toContain(JSON.stringify(text));
      const elements = body.replaceAll('<script type="application/ld+json">', '');
      expect(elements, route).not.toMatch(/<script|<img src=x|<b onclick|<x\/>/);
      expect(unescaped(elements), route).toContain(text);
    }
    const [sitemap] = ofType('application/xml');
    expect(sitemap?.body).not.toMatch(/<script|<img|<x\/>/);
    for (const { route, body } of ofType('application/json')) {
      const parsed: unknown = JSON.parse(body);
      if (/events|programme/.test(route))
        expect(JSON.stringify(parsed)).toContain(JSON.stringify(text).slice(1, -1));
    }
    for (const { body } of ofType('text/calendar'))
      expect(read(body).map(({ summary }) => summary)).toContain(text);
  });

  it.each([
    ['punctuation', 'a,b;c\\d', 'a,b;c\\d'],
    ['an entry of its own', 'Titre\r\nEND:VEVENT\r\nBEGIN:VEVENT', 'Titre END:VEVENT BEGIN:VEVENT'],
    ['300 bytes of accents', 'é'.repeat(150), 'é'.repeat(150)],
    ['quotation marks', 'Ann "B" O:C; D, E', 'Ann "B" O:C; D, E'],
  ])('keeps every calendar whole, even with %s', async (_, text, summary) => {
    const { ofType } = await setup(text);
    const calendars = ofType('text/calendar');
    expect(calendars).toHaveLength(4);
    for (const { route, body } of calendars) {
      const entries = read(body);
      expect(entries, route).toHaveLength(route === 'GET /programme.ics' ? 2 : 1);
      expect(entries.map((entry) => entry.summary)).toContain(summary);
      for (const line of body.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n]/);
        expect(line.isWellFormed()).toBe(true);
      }
      for (const entry of entries) {
        const cn = entry.component.getFirstProperty('organizer')?.getFirstParameter('cn');
        expect(cn ?? '').not.toMatch(/["\r\n]/);
      }
    }
  });
});
