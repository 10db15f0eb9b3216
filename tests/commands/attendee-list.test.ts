import { describe, expect, it } from 'vitest';
import { attendeeList } from '../../infra/commands/attendee-list.ts';
import { register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import { listRegistrations } from '../../shared/store/lists.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication, openSession } from '../support/registrations.ts';

const freshStore = useEngine();

async function listOf(...people: readonly Parameters<typeof anApplication>[1][]): Promise<string[]> {
  const store = await freshStore();
  const session = await openSession(store);
  for (const [number, person] of people.entries())
    await register(store, session, anApplication(number, person), now);
  return attendeeList(await listRegistrations(store, session.id)).split('\r\n');
}

describe('the list of attendees', () => {
  it('begins with a byte order mark and names its columns', async () => {
    const [titles] = await listOf();
    expect(titles).toMatch(/^\uFEFFNom;Prénom;Adresse électronique;Adresse jetable;Personnes;/);
  });

  it('has one line per person who comes, by name as in a French dictionary', async () => {
    const [, ...lines] = await listOf(
      { lastName: 'Zola' },
      { lastName: 'Étienne', firstName: 'Léa' },
      { lastName: 'durand' },
    );
    expect(lines.map((line) => line.split(';')[0])).toEqual(['durand', 'Étienne', 'Zola', '']);
  });

  it.each([
    ['a@yopmail.com', 'oui'],
    ['a@Sub.MAILINATOR.com', 'oui'],
    ['a@notyopmail.com', ''],
    ['yopmail.com@orange.fr', ''],
  ])('tells whether %s may be gone next week', async (email, told) => {
    const [, line = ''] = await listOf({ email });
    expect(line.split(';')[3]).toBe(told);
  });

  it('leaves out who has released', async () => {
    const store = await freshStore();
    const session = await openSession(store);
    await register(store, session, anApplication(1), now);
    const [registration] = await listRegistrations(store, session.id);
    if (registration === undefined) throw new Error('not listed');
    await release(store, registration, now);
    expect(attendeeList(await listRegistrations(store, session.id)).split('\r\n')).toHaveLength(2);
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+33 6', "'+33 6"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2', "'-2"],
    ['Dupont; Martin', '"Dupont; Martin"'],
    ['O’Brien', 'O’Brien'],
  ])('keeps %j text', async (lastName, cell) => {
    const [, line = ''] = await listOf({ lastName });
    expect(line.startsWith(`${cell};`)).toBe(true);
  });
});
