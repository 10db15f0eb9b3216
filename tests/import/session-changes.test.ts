import { describe, expect, it } from 'vitest';
import { summaryLines } from '../../infra/commands/edition/summary.ts';
import type { RegistrationId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import { register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { noteTold } from '../../shared/store/told.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication } from '../support/registrations.ts';
import { eventIn } from '../support/sample-edition.ts';
import { everything, imported, importedSample, sessionIn, tally } from './imported.ts';

const freshStore = useEngine();
const breakfast = 'petit-dejeuner-cyber-dix-gestes';
const noon = instant('2027-10-18T12:00:00+02:00');
const setup = () => importedSample(freshStore);

describe('an import that changes sessions', () => {
  it('says how many people are told, and how many cannot be; of those who know or have left, none', async () => {
    const { store, file } = await setup();
    const session = await sessionIn(store, `${breakfast}--s1`);
    const everybody = [anApplication(1), anApplication(2), anApplication(3, { email: '' }), anApplication(4)];
    for (const one of everybody) await register(store, session, one, noon);
    const gone = await findRegistration(store, everybody[3] as RegistrationId);
    if (gone !== undefined) await release(store, gone, noon);
    eventIn(file, breakfast).venue = 'campus-deux-rives';
    const known = anApplication(5);
    await register(store, { ...session, rev: 1 }, known, noon);

    const before = await everything(store);
    const dry = await imported(store, file, true);
    expect(await everything(store)).toEqual(before);
    expect(dry.told).toEqual([{ id: session.id, cancelled: false, byMail: 2, withoutAddress: 1 }]);
    expect(summaryLines(dry, true)).toContain(
      `Changed: ${session.id}. 2 registrations would be told by mail; 1 registration without an address: call them.`,
    );
    expect((await imported(store, file)).told).toEqual(dry.told);
    expect((await imported(store, file)).told).toEqual([]);
  });

  it.each([
    ['puts an event off', 4],
    ['cancels it', 6],
  ] as const)('%s: the revision grows, once, and again when it takes place', async (_, status) => {
    const { store, file } = await setup();
    const rev = async () => (await sessionIn(store, `${breakfast}--s1`)).rev;
    eventIn(file, breakfast).status = status;
    await imported(store, file);
    await imported(store, file);
    expect(await rev()).toBe(1);
    eventIn(file, breakfast).status = 1;
    await imported(store, file);
    expect(await rev()).toBe(2);
  });

  it('tells those of a session that the file has dropped as well', async () => {
    const { store, file } = await setup();
    const event = eventIn(file, breakfast);
    const [first] = event.timings;
    if (first === undefined) throw new Error('no timing');
    const session = await sessionIn(store, `${breakfast}--s1`);
    await register(store, session, anApplication(1), noon);
    event.timings = [{ ...first, id: `${breakfast}--s9` }];
    event.status = 6;
    const { told } = await imported(store, file);
    expect(told).toEqual([{ id: session.id, cancelled: true, byMail: 1, withoutAddress: 0 }]);
    expect(await sessionIn(store, session.id)).toMatchObject({ rev: 1 });
  });

  it('leaves alone what others keep on a session', async () => {
    const { store, file } = await setup();
    const session = await sessionIn(store, `${breakfast}--s1`);
    await noteTold(store, session, noon);
    expect(tally(await imported(store, file), 'sessions')).toEqual([0, 0, 71]);
    expect(await sessionIn(store, session.id)).toMatchObject({ told: { rev: 0, at: noon } });
  });
});
