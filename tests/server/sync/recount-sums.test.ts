// A version that counts otherwise never shows the sums of the one before.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import type { Programme } from '#shared/programme.ts';
import type { Contribution } from '#shared/report/indicator.ts';
import { createRegistry } from '#server/registry.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { recountSums, type RecountTold } from '#server/sync/recount-sums.ts';
import { programmeFolders, readSource, sumsFingerprints } from '#server/sync/sums-fingerprint.ts';
import { TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, OTHER_DISTRICT, OTHER_VILLAGE, VILLAGE, type TestServer } from '#tests/support/server.ts';

/** The next version: `linked` counts twice, on another day; `needs` is no more; `doors` is new. */
const NEXT: Programme = {
  ...TEST_PROGRAMME,
  indicators: [
    {
      recordType: 'family', counts: ['listed', 'linked', 'doors'],
      contributions: ({ values, bucket }): readonly Contribution[] => {
        const place = bucket.slice(0, bucket.indexOf('/'));
        return [{ count: 'listed', place, day: '', amount: 1 }, { count: 'doors', place, day: '2026-04-01', amount: 1 }, ...(values['outcome'] === 'linked' ? [{ count: 'linked', place, day: '2026-04-02', amount: 2 }] : [])];
      },
    },
    ...TEST_PROGRAMME.indicators.filter(({ recordType }) => recordType !== 'family'),
  ],
};
const OLD_RULES = new Map([['trial', 'old']]);
const NEW_RULES = new Map([['trial', 'new']]);

function listener(): RecountTold & { readonly said: string[] } {
  const said: string[] = [];
  return { said, begun: (districts) => { said.push(`begun ${districts}`); }, district: (done, districts) => { said.push(`${done}/${districts}`); } };
}

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
  await recountSums(server.services, OLD_RULES, listener());
  for (const place of [VILLAGE, OTHER_VILLAGE, OTHER_DISTRICT]) {
    const phone = await server.worker('mitra', place);
    await phone.sync(Array.from({ length: 20 }, (_, n) => phone.change({ headName: `H${n}`, needs: ['housing'], outcome: n % 2 === 0 ? 'linked' : 'refused', outcomeDay: `2026-05-0${1 + (n % 9)}` }, { place })));
  }
});
afterAll(async () => {
  await server.close();
});

const counting = (programme: Programme) => ({ db: server.db, registry: createRegistry([programme]) });
const differences = async (programme: Programme): Promise<number> => (await checkSums(counting(programme))).differences.length;
const total = async (indicator: string): Promise<number> => (await server.db.pool.query<{ n: number }>('SELECT coalesce(sum(amount), 0) AS n FROM indicator_sum WHERE depth = 3 AND indicator = $1', [indicator])).rows[0]?.n ?? 0;

describe('sums', () => {
  test('of an empty server are by its rules without a word', async () => {
    const other = await createTestServer();
    const told = listener();
    expect(await recountSums(other.services, OLD_RULES, told)).toEqual({ districts: 0, records: 0 });
    expect(await recountSums(other.services, OLD_RULES, told)).toBeUndefined();
    expect(told.said).toEqual([]);
    await other.close();
  });

  test('stay as they are while the rules do, whatever was pushed since', async () => {
    const told = listener();
    expect(await recountSums(server.services, OLD_RULES, told)).toBeUndefined();
    expect([told.said, await differences(TEST_PROGRAMME)]).toEqual([[], 0]);
  });

  test('by new rules are added up once by servers that start at once, and told at the console', async () => {
    expect(await differences(NEXT)).toBeGreaterThan(10);
    const all = [listener(), listener(), listener()];
    const done = await Promise.all(all.map((told) => recountSums(counting(NEXT), NEW_RULES, told)));
    expect(done.filter((one) => one !== undefined)).toEqual([{ districts: 2, records: 60 }]);
    expect(all.map(({ said }) => said).sort()).toEqual([[], [], ['begun 2', '1/2', '2/2']]);
    expect(await differences(NEXT)).toBe(0);
    expect([await total('trial.doors'), await total('trial.linked'), await total('trial.needs')]).toEqual([60, 60, 0]);
  });

  test('are gone on with where it was broken off, and a district that is done is not added up again', async () => {
    const broken = { ...listener(), district: () => { throw new Error('the power went'); } };
    await expect(recountSums(counting(TEST_PROGRAMME), OLD_RULES, broken)).rejects.toThrow('the power went');
    const told = listener();
    expect(await recountSums(counting(TEST_PROGRAMME), OLD_RULES, told)).toEqual({ districts: 1, records: 20 });
    expect([told.said, await differences(TEST_PROGRAMME)]).toEqual([['begun 1', '1/1'], 0]);
    expect((await server.db.pool.query(`SELECT key FROM server_meta WHERE key LIKE 'sums%'`)).rows).toEqual([{ key: 'sums' }]);
  });

  test('that go back and forth between rules are right each time, even where a district was left at the others', async () => {
    const broken = { ...listener(), district: () => { throw new Error('the power went'); } };
    await expect(recountSums(counting(NEXT), NEW_RULES, broken)).rejects.toThrow('the power went');
    // The older version is put back, as its own fingerprint is still written down.
    await recountSums(counting(TEST_PROGRAMME), OLD_RULES, listener());
    expect(await differences(TEST_PROGRAMME)).toBe(0);
    await recountSums(counting(NEXT), NEW_RULES, listener());
    expect(await differences(NEXT)).toBe(0);
    await recountSums(counting(TEST_PROGRAMME), OLD_RULES, listener());
  });

  test('of a programme that did not change are left alone, and of one that is no more taken away', async () => {
    await server.db.pool.query(`INSERT INTO indicator_sum (district, depth, place, indicator, day, amount) VALUES (193, 3, '10.193.1710', 'other.met', '', 7)`);
    const both = new Map([...OLD_RULES, ['other', 'old']]);
    await server.db.pool.query(`UPDATE server_meta SET value = $1 WHERE key = 'sums'`, [JSON.stringify(Object.fromEntries([...both].sort()))]);
    await recountSums(counting(NEXT), new Map([...NEW_RULES, ['other', 'old']]), listener());
    expect([await total('other.met'), await total('trial.doors')]).toEqual([7, 60]);
    await recountSums(counting(NEXT), NEW_RULES, listener());
    expect([await total('other.met'), await total('trial.doors')]).toEqual([0, 60]);
    await recountSums(counting(TEST_PROGRAMME), OLD_RULES, listener());
  });

  test('are whole when phones hand in while they are added up', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const pushing = (async () => {
      for (let i = 0; i < 12; i += 1) await phone.sync([phone.change({ headName: `N${i}`, outcome: 'linked', outcomeDay: '2026-05-03' }, { place: VILLAGE })]);
    })();
    for (const rules of ['a', 'b', 'c', 'd']) await recountSums(server.services, new Map([['trial', rules]]), listener());
    await pushing;
    expect(await differences(TEST_PROGRAMME)).toBe(0);
    expect(await total('trial.listed')).toBe(72);
  });
});

describe('the fingerprint', () => {
  const changed = (path: string): readonly string[] => {
    const was = sumsFingerprints(PROGRAMMES);
    const now = sumsFingerprints(PROGRAMMES, (asked) => (asked === path ? `${readSource(asked)}// one line more\n` : readSource(asked)));
    return PROGRAMMES.map(({ id }) => id).filter((id) => was.get(id) !== now.get(id));
  };

  test('of a programme changes with all that its counts go by, and with nothing else', () => {
    expect(changed('programmes/jeevika/linkage.ts')).toEqual(['jeevika']);
    expect(changed('programmes/one-stop-centre/running-clocks.ts')).toEqual(['one-stop-centre']);
    expect(changed('programmes/care-leavers/paper-clocks.ts')).toEqual(['care-leavers']);
    expect(changed('programmes/jeevika/forms/camp.ts')).toEqual([]);
    expect(changed('programmes/jeevika/review.ts')).toEqual([]);
    expect(changed('shared/report/roll-up.ts')).toEqual(PROGRAMMES.map(({ id }) => id));
  });

  test('knows where each programme keeps its counts', () => {
    expect(PROGRAMMES.map(({ id }) => id).filter((id) => !programmeFolders().includes(id))).toEqual([]);
    const counting_ = PROGRAMMES.filter(({ indicators }) => indicators.length > 0);
    for (const { id } of counting_) expect(changed(`programmes/${id}/indicators.ts`)).toEqual([id]);
  });
});
