// Months of a district are closed while others write them, and lose nothing: on a real database, with many
// connections at once.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addDays } from '#shared/report/period.ts';
import { inTransaction } from '#server/db/database.ts';
import { closedSums, closeMonths, lastClosed } from '#server/sync/closed-months.ts';
import type { SumRow } from '#server/sync/sums.ts';
import { addSums } from '#server/sync/write-sums.ts';
import { createTestServer, type TestServer } from '#tests/support/server.ts';

const DISTRICT = 193;

let server: TestServer;
beforeAll(async () => { server = await createTestServer(); });
afterAll(() => server.close());
afterEach(async () => { await server.db.pool.query('TRUNCATE indicator_sum, indicator_month, indicator_closed, closed_month'); });

const row = (day: string, amount: number, place = '10.193.1710', indicator = 'trial.linked'): SumRow => ({ depth: 3, place, indicator, day, amount });
const write = (...rows: readonly SumRow[]): Promise<void> => inTransaction(server.db, (client) => addSums(client, DISTRICT, rows));
const close = async (today: string): Promise<string | undefined> => (await closeMonths(server.db, [DISTRICT], today))[0]?.until;
const kept = async (): Promise<string[]> => (await server.db.pool.query<{ indicator: string; month: string; amount: number }>('SELECT indicator, month, amount FROM indicator_closed ORDER BY indicator, month')).rows
  .map(({ indicator, month, amount }) => `${indicator} ${month} ${amount}`);

/** Closed sums that are not what the blocks of the month add up to, either way. */
async function wrong(): Promise<unknown[]> {
  return (await server.db.pool.query(`
    WITH right_sums AS (SELECT m.district, m.indicator, m.month, sum(m.amount) AS amount FROM indicator_month m JOIN closed_month c ON c.district = m.district AND m.month > '' AND m.month <= c.until GROUP BY 1, 2, 3)
    SELECT * FROM right_sums r FULL JOIN indicator_closed k USING (district, indicator, month) WHERE abs(coalesce(r.amount, 0) - coalesce(k.amount, 0)) > 1e-6`)).rows;
}

test('a month is closed ten days after its end, and not the one that runs', () => {
  expect(['2026-05-10', '2026-05-11', '2026-05-31', '2026-06-10', '2026-06-11', '2026-01-05'].map(lastClosed)).toEqual(['2026-03', '2026-04', '2026-04', '2026-04', '2026-05', '2025-11']);
});

test('what is written before and after a month was closed is in it; standing counts and later months are not', async () => {
  await write(row('2026-03-31', 2), row('2026-03-01', 1, '10.193.1711'), row('2026-04-01', 4), row('', 9));
  expect(await close('2026-05-10')).toBe('2026-03');
  expect(await kept()).toEqual(['trial.linked 2026-03 3']);
  await write(row('2026-03-15', 5), row('2026-02-01', 7, '10.193.1710', 'trial.listed'), row('2026-04-02', 1), row('', 1));
  expect(await kept()).toEqual(['trial.linked 2026-03 8', 'trial.listed 2026-02 7']);
  expect(await close('2026-05-11')).toBe('2026-04');
  expect(await kept()).toEqual(['trial.linked 2026-03 8', 'trial.linked 2026-04 5', 'trial.listed 2026-02 7']);
  // A clock that went back opens nothing again.
  expect(await close('2026-03-15')).toBe('2026-04');
  await write(row('2026-03-31', -2), row('2026-03-15', -5), row('2026-03-01', -1, '10.193.1711'), row('2026-04-02', -1));
  expect(await kept()).toEqual(['trial.linked 2026-04 4', 'trial.listed 2026-02 7']);
});

test('nothing is closed while somebody writes, and what she wrote is in it after', async () => {
  await write(row('2026-03-31', 2));
  await inTransaction(server.db, async (client) => {
    await addSums(client, DISTRICT, [row('2026-03-31', 3)]);
    expect(await close('2026-05-10')).toBe('');
    expect(await closeMonths(server.db, [200, 0], '2026-05-10')).toEqual([{ until: '2026-03', districts: [200] }, { until: '', districts: [0] }]);
  });
  expect(await close('2026-05-10')).toBe('2026-03');
  expect(await kept()).toEqual(['trial.linked 2026-03 5']);
});

test('a transaction that began before the month was closed, and writes it after, adds to it', async () => {
  await write(row('2026-03-31', 2));
  await inTransaction(server.db, async (client) => {
    await client.query('SELECT count(*) FROM closed_month');
    expect(await close('2026-05-10')).toBe('2026-03');
    await addSums(client, DISTRICT, [row('2026-03-31', 3)]);
  });
  expect(await kept()).toEqual(['trial.linked 2026-03 5']);
});

test('many write at once, into months that are being closed by several, and every sum is right at each moment', async () => {
  const [writers, turns] = [6, 40];
  const places = ['10.193.1710', '10.193.1711', '10.193.1712', '10.193'];
  let begun = 0;
  const writing = Array.from({ length: writers }, async (_, writer) => {
    for (let turn = 0; turn < turns; turn += 1) {
      begun += 1;
      const rows = [0, 1, 2].map((n): SumRow => {
        const place = places[(writer + turn + n) % places.length] ?? '';
        return { depth: place.split('.').length, place, indicator: `trial.${(turn + n) % 3}`, day: addDays('2026-01-15', ((writer * 7 + turn * 11 + n * 31) % 9) * 30), amount: 1 + n };
      });
      // In one order for all, as `SumDelta` gives them.
      const ordered = rows.sort((a, b) => b.depth - a.depth || (a.place < b.place ? -1 : a.place > b.place ? 1 : a.indicator < b.indicator ? -1 : a.indicator > b.indicator ? 1 : a.day < b.day ? -1 : 1));
      await write(...ordered);
      if (turn % 2 === 1) await write(...ordered.map((r) => ({ ...r, amount: -r.amount })));
    }
  });
  const closed = new Set<string | undefined>();
  const closing = [0, 1].map(async (closer) => {
    while (begun < writers * turns) {
      closed.add(await close(addDays('2026-01-20', Math.floor((begun * 300) / (writers * turns)) + closer)));
      expect(await wrong()).toEqual([]);
    }
  });
  await Promise.all([...writing, ...closing]);
  expect(await close('2026-12-31')).toBe('2026-11');
  expect(await wrong()).toEqual([]);
  expect((await kept()).length).toBeGreaterThan(5);
  // Not only at the end: months were closed while others wrote.
  expect(closed.size).toBeGreaterThan(2);
});

test('what cancels out within the district is not written', () => {
  expect(closedSums([{ place: 'a', indicator: 'x', month: '2026-04', amount: 2 }, { place: 'b', indicator: 'x', month: '2026-04', amount: -2 }, { place: 'a', indicator: 'x', month: '2026-05', amount: 1 }, { place: 'a', indicator: 'y', month: '', amount: 1 }]))
    .toEqual([{ indicator: 'x', month: '2026-05', amount: 1 }]);
});
