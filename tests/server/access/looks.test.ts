// Who looked at a file: one row of the audit log for each look, in the transaction that takes it in.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { look } from '#shared/access/look.ts';
import type { Change, Values } from '#shared/record/change.ts';
import { verifyAudit } from '#server/audit/audit.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { FILES, OFFICE, OFFICE_PLACES } from '#tests/support/files.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let rina: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [FILES] });
  await upsertPlaces(server.services, OFFICE_PLACES);
  rina = await server.worker('case-worker', OFFICE);
});
afterAll(() => server.close());

const looked = (by: TestPhone, values: Values, place = OFFICE): Change => by.change(values, { type: look, place });

async function trail(subject: string): Promise<readonly (readonly string[])[]> {
  const { rows } = await server.db.pool.query<{ act: string; actor: string; place: string; detail: string }>('SELECT act, actor, place, detail FROM audit WHERE subject = $1 ORDER BY n', [subject]);
  return rows.map((r) => [r.act, r.actor, r.place, r.detail]);
}

test('each kind of look is one row, with its reason and nothing she typed', async () => {
  const me = rina.profile.person.id;
  const { head } = await rina.sync([
    looked(rina, { record: 'f1', kind: 'opened', reason: 'my_work', note: 'गीता देवी के भाई आए' }),
    looked(rina, { record: 'f1', kind: 'named', reason: 'she_came' }),
    looked(rina, { record: 'f1', kind: 'printed', reason: 'supervision' }),
    looked(rina, { kind: 'searched', reason: 'emergency', note: 'f1-searched' }),
  ]);
  expect(head?.results?.map(([kind]) => kind)).toEqual(['a', 'a', 'a', 'a']);
  expect(await trail('f1')).toEqual([['file-opened', me, OFFICE, 'my_work'], ['file-named', me, OFFICE, 'she_came'], ['file-printed', me, OFFICE, 'supervision']]);
  expect(await trail('')).toEqual([['file-searched', me, OFFICE, 'emergency']]);
  expect(await verifyAudit(server.db.pool, 193)).toBeUndefined();
});

test('handed in twice, in one push, in two, and twice at once, it is one row', async () => {
  const change = looked(rina, { record: 'f2', kind: 'opened', reason: 'my_work' });
  await rina.sync([change, change]);
  await rina.sync([change]);
  const again = looked(rina, { record: 'f3', kind: 'opened', reason: 'my_work' });
  await Promise.all([1, 2, 3, 4].map(() => rina.sync([again])));
  expect(await trail('f2')).toHaveLength(1);
  expect(await trail('f3')).toHaveLength(1);
});

test('what is not taken in leaves no row, and is kept', async () => {
  const mitra = await server.worker('mitra', VILLAGE);
  const cases = [
    [rina, looked(rina, { record: 'f4', kind: 'borrowed', reason: 'my_work' }), 'validation'],
    [rina, looked(rina, { record: 'f4', reason: 'my_work' }), 'validation'],
    [rina, looked(rina, { kind: 'opened', reason: 'my_work' }), 'validation'],
    [mitra, looked(mitra, { record: 'f4', kind: 'opened', reason: 'my_work' }, VILLAGE), 'access'],
    [mitra, looked(mitra, { record: 'f4', kind: 'opened', reason: 'my_work' }), 'access'],
  ] as const;
  for (const [by, change, code] of cases) {
    expect((await by.sync([change])).head?.results?.[0]?.slice(0, 2)).toEqual(['h', code]);
    const { rowCount } = await server.db.pool.query('SELECT 1 FROM held_change WHERE id = $1 AND length(body) > 0', [change.id]);
    expect(rowCount).toBe(1);
  }
  expect(await trail('f4')).toEqual([]);
});

test('a look is never altered afterwards', async () => {
  const first = looked(rina, { record: 'f5', kind: 'opened', reason: 'my_work' });
  await rina.sync([first]);
  const second: Change = { ...looked(rina, { record: 'f6', kind: 'opened', reason: 'emergency' }), record: first.record };
  expect((await rina.sync([second])).head?.results?.[0]?.slice(0, 2)).toEqual(['h', 'access']);
  expect(await trail('f6')).toEqual([]);
});

test('whoever may not read any more may still hand in that she looked, of the days when she might', async () => {
  const { person } = await server.person('मीना', 'specialist', OFFICE, '2026-01-01', '2026-05-01');
  const meena = await server.phone(person);
  const late: Change = { ...looked(meena, { record: 'f7', kind: 'opened', reason: 'my_work' }), deviceTime: Date.UTC(2026, 3, 20) };
  expect((await meena.sync([late])).head?.results?.[0]?.[0]).toBe('a');
  expect(await trail('f7')).toEqual([['file-opened', person, OFFICE, 'my_work']]);
});
