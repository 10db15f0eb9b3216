import { describe, expect, it } from 'vitest';
import { importEdition } from '../../infra/commands/edition/import-edition.ts';
import type { SessionId } from '../../shared/domain/ids.ts';
import { createBlocks, readBlocks } from '../../shared/seats/blocks.ts';
import { addClaims } from '../../shared/seats/claims.ts';
import type { Store } from '../../shared/store/client.ts';
import { loadProgramme, loadStored } from '../../shared/store/programme.ts';
import { useEngine } from '../support/engine.ts';
import { sampleText } from '../support/sample-edition.ts';
import { everything, imported, importedSample, sessionIn, tally } from './imported.ts';

const freshStore = useEngine();
const breakfast = 'petit-dejeuner-cyber-dix-gestes';

describe('an import that was interrupted', () => {
  it('is completed by the next, wherever it was killed', async () => {
    const whole = await freshStore();
    await imported(whole, sampleText);
    const expected = await everything(whole);
    for (const writes of [1, 5, 40, 200]) {
      const store = await freshStore();
      await expect(importEdition({ store: killedAfter(store, writes), text: sampleText })).rejects.toThrow(
        'killed',
      );
      expect((await everything(store)).length).toBeLessThan(expected.length);
      await imported(store, sampleText);
      expect(byKey(await everything(store))).toEqual(byKey(expected));
    }
  });

  it('shows no edition before all of it is there', async () => {
    const store = await freshStore();
    await expect(importEdition({ store: killedAfter(store, 200), text: sampleText })).rejects.toThrow(
      'killed',
    );
    expect((await loadStored(store)).events.length).toBeGreaterThan(0);
    expect(await loadProgramme(store)).toBeUndefined();
  });

  it('does not let blocks it left behind decide about seats', async () => {
    const store = await freshStore();
    await createBlocks(store, `${breakfast}--s1` as SessionId, 60);
    await imported(store, sampleText);
    const session = await sessionIn(store, `${breakfast}--s1`);
    expect((await readBlocks(store, session, true)).map(({ lim }) => lim)).toEqual([40]);
  });

  it('and its twin running at the same time make one programme', async () => {
    const store = await freshStore();
    await Promise.all([imported(store, sampleText), imported(store, sampleText)]);
    expect(tally(await imported(store, sampleText)).slice(0, 2)).toEqual([0, 0]);
  });

  it('never gives fresh limits to a block in which somebody sits', async () => {
    const { store } = await importedSample(freshStore);
    const session = await sessionIn(store, `${breakfast}--s1`);
    const claim = Uint8Array.from({ length: 10 }, () => 1);
    expect(await addClaims(store, { session: session.id, block: 0, lim: 40 }, [claim])).toBe('added');
    await imported(store, sampleText);
    expect((await readBlocks(store, session, true)).map(({ claims, lim }) => [claims.size, lim])).toEqual([
      [1, 40],
    ]);
  });
});

/** The same store until so many calls have been made; then the process is as good as dead. */
function killedAfter({ db, ...store }: Store, calls: number): Store {
  let made = 0;
  const dying = Object.create(db) as Store['db'];
  Object.defineProperty(dying, 'send', {
    value: (...args: Parameters<Store['db']['send']>) => {
      made += 1;
      return made > calls ? Promise.reject(new Error('killed')) : db.send(...args);
    },
  });
  return { ...store, db: dying };
}

const byKey = (items: Awaited<ReturnType<typeof everything>>) =>
  Object.fromEntries(items.map((item) => [`${item.pk?.S} ${item.sk?.S}`, item]));
