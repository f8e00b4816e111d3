// Records change hands between places: out of one bucket and into another in one transaction, followed
// by the work that was done before anybody knew.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordType } from '#shared/record/record-type.ts';
import type { RecordId } from '#shared/record/change.ts';
import { verifyAudit } from '#server/audit/audit.ts';
import { moveRecords, type Move, type Moved } from '#server/places/move-records.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { FAMILY, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, OTHER_DISTRICT, OTHER_VILLAGE, START, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const EAST = `${VILLAGE}.t1`;
const WEST = `${VILLAGE}.t2`;
/** Knows its tola by code and by name, as a household does. */
const HOUSE: RecordType = {
  ...FAMILY, name: 'house', shelf: 'houses', home: { place: 'place', name: 'tolaName' },
  fields: { ...FAMILY.fields, tolaName: { kind: 'text' }, ward: { kind: 'text' } },
  groups: { ...FAMILY.groups, home: { fields: ['place', 'tolaName', 'ward'], merge: 'latest' } },
};
const PROGRAMME = { ...TEST_PROGRAMME, recordTypes: [...TEST_PROGRAMME.recordTypes, HOUSE] };

let server: TestServer;
let manager: { person: string; grant: string };
beforeAll(async () => {
  server = await createTestServer({ programmes: [PROGRAMME] });
  manager = await server.person('प्रबंधक', 'block-manager', '10.193.1710');
});
afterAll(() => server.close());

const moveId = (): string => randomBytes(12).toString('base64url');
const move = (records: readonly RecordId[], to: Move['to'], over: Partial<Move> = {}): Promise<Moved> =>
  moveRecords(server.services, { id: moveId(), from: EAST, to, records, by: manager, ...over });
const bucket = async (id: string): Promise<{ seq: number; records: number }> =>
  (await server.db.pool.query<{ seq: number; records: number }>('SELECT seq, records FROM bucket WHERE id = $1', [id])).rows[0] ?? { seq: 0, records: 0 };
const sumAt = async (place: string, indicator: string): Promise<number> =>
  (await server.db.pool.query<{ amount: number }>('SELECT coalesce(sum(amount), 0) AS amount FROM indicator_sum WHERE place = $1 AND indicator = $2', [place, indicator])).rows[0]?.amount ?? 0;

async function family(phone: TestPhone, name: string, place = EAST): Promise<RecordId> {
  const made = phone.change({ headName: name, needs: ['housing'] }, { place });
  expect((await phone.sync([made])).head?.results?.[0]?.[0]).toBe('a');
  return made.record;
}

describe('a move', () => {
  test('takes the record from the phones of the old place to those of the new, with its counts', async () => {
    const [east, west, both] = [await server.worker('mitra', EAST), await server.worker('mitra', WEST), await server.worker('coordinator', '10.193.1710')];
    const [kept, going] = [await family(east, 'रहने वाली'), await family(east, 'जाने वाली')];
    for (const phone of [east, west, both]) await phone.sync();
    const before = [await sumAt(EAST, 'trial.needs'), await sumAt(WEST, 'trial.needs'), await sumAt(VILLAGE, 'trial.needs')];

    expect(await move([going], WEST)).toMatchObject({ ok: true, place: { code: WEST, hi: 'पछिम टोला' }, records: 1 });

    for (const phone of [east, west, both]) await phone.sync();
    expect([east.records.has(kept), east.records.has(going)]).toEqual([true, false]);
    expect(west.records.get(going)).toMatchObject({ bucket: `${WEST}/doorstep`, values: { headName: 'जाने वाली' } });
    expect([...both.records.values()].filter((r) => r.id === going).map((r) => r.bucket)).toEqual([`${WEST}/doorstep`]);
    expect([await sumAt(EAST, 'trial.needs'), await sumAt(WEST, 'trial.needs'), await sumAt(VILLAGE, 'trial.needs')])
      .toEqual([(before[0] ?? 0) - 1, (before[1] ?? 0) + 1, before[2]]);
    await expectWhole(server.services);
  });

  test('asked twice under one id moves once and answers the same', async () => {
    const east = await server.worker('mitra', EAST);
    const [one, other] = [await family(east, 'एक'), await family(east, 'और')];
    const id = moveId();
    const first = await move([one], WEST, { id });
    const seqs = [await bucket(`${EAST}/doorstep`), await bucket(`${WEST}/doorstep`)];
    expect(await move([one], WEST, { id })).toEqual(first);
    expect([await bucket(`${EAST}/doorstep`), await bucket(`${WEST}/doorstep`)]).toEqual(seqs);
    expect(await move([other], WEST, { id, by: { ...manager, person: 'another' } })).toEqual({ ok: false, reason: 'id-taken' });
  });

  test('is refused whole: across districts, to nowhere, to where it is, or when one of them is not there', async () => {
    const east = await server.worker('mitra', EAST);
    const [here, elsewhere] = [await family(east, 'यहाँ'), await family(await server.worker('mitra', OTHER_VILLAGE), 'वहाँ', OTHER_VILLAGE)];
    const before = [await bucket(`${EAST}/doorstep`), await bucket(`${WEST}/doorstep`)];
    const village = { village: VILLAGE, hi: 'अनबना टोला', en: 'Anbana' };
    expect(await move([here], OTHER_DISTRICT)).toEqual({ ok: false, reason: 'other-district' });
    expect(await move([here], `${VILLAGE}.t9`)).toEqual({ ok: false, reason: 'no-place' });
    expect(await move([here], EAST)).toEqual({ ok: false, reason: 'same-place' });
    expect(await move([here, elsewhere], WEST)).toEqual({ ok: false, reason: 'not-there' });
    expect(await move([here, 'nobody'], village)).toEqual({ ok: false, reason: 'not-there' });
    expect(await move([here], { ...village, hi: 'पूरब  टोला', en: 'X' })).toEqual({ ok: false, reason: 'name-taken' });
    expect(await move([here], { ...village, village: EAST })).toEqual({ ok: false, reason: 'no-place' });
    expect([await bucket(`${EAST}/doorstep`), await bucket(`${WEST}/doorstep`)]).toEqual(before);
    expect((await server.db.pool.query('SELECT 1 FROM place WHERE hi = $1', [village.hi])).rows).toEqual([]);
  });

  test('makes a new tola of the village when asked, which her profile then knows; two at once get two codes', async () => {
    const east = await server.worker('mitra', VILLAGE);
    const [a, b] = [await family(east, 'क'), await family(east, 'ख')];
    const made = await Promise.all([
      move([a], { village: VILLAGE, hi: 'नई टोला', en: 'Nai Tola' }), move([b], { village: VILLAGE, hi: 'बाँध टोला', en: 'Bandh Tola' }),
    ]);
    const codes = made.map((m) => (m.ok ? m.place.code : m.reason)).sort();
    expect(codes).toEqual([`${VILLAGE}.t3`, `${VILLAGE}.t4`]);
    const { head } = await east.sync();
    expect(head?.profile).not.toBe(east.profile.digest);
    const profile = (await east.get('/api/profile')).body as TestPhone['profile'];
    expect(profile.places.filter(([code]) => codes.includes(code)).map(([, hi]) => hi).sort()).toEqual(['नई टोला', 'बाँध टोला']);
    expect([a, b].map((id) => east.records.get(id)?.bucket).sort()).toEqual(codes.map((c) => `${c}/doorstep`));
  });

  test('writes the new place into the words of a record that says its own, and counts it there', async () => {
    const coordinator = await server.worker('coordinator', '10.193.1710');
    const made = coordinator.change({ headName: 'घर', place: EAST, tolaName: 'पूरब टोला', ward: '7' }, { place: EAST, type: HOUSE });
    await coordinator.sync([made]);
    await move([made.record], WEST);
    await coordinator.sync();
    const house = coordinator.records.get(made.record);
    expect(house).toMatchObject({ bucket: `${WEST}/houses`, values: { place: WEST, tolaName: 'पछिम टोला', ward: '7', headName: 'घर' }, rivals: {} });
    const history = (await coordinator.get(`/api/history/${made.record}?place=10.193.1710`)).body as { items: { author: string; values: object }[] };
    expect(history.items.map((i) => [i.author, i.values])).toEqual([
      [coordinator.profile.person.id, made.values], [manager.person, { place: WEST, tolaName: 'पछिम टोला', ward: '7' }],
    ]);
  });

  test('stands in the audit log, one row per record, and the chain holds', async () => {
    const east = await server.worker('mitra', EAST);
    const ids = [await family(east, 'अ'), await family(east, 'आ'), await family(east, 'इ')];
    const id = moveId();
    await move(ids, WEST, { id });
    const { rows } = await server.db.pool.query('SELECT act, actor, place, subject, detail FROM audit WHERE subject = ANY($1) ORDER BY n', [ids]);
    expect(rows).toEqual(ids.map((subject) => ({ act: 'record-moved', actor: manager.person, place: EAST, subject, detail: `${id} ${WEST}` })));
    expect(await verifyAudit(server.db.pool, 193)).toBeUndefined();
  });

  test('and back again: it is no longer gone, and the phones have it once', async () => {
    const [east, both] = [await server.worker('mitra', EAST), await server.worker('coordinator', '10.193.1710')];
    const id = await family(east, 'लौटने वाली');
    await both.sync();
    await move([id], WEST);
    await both.sync();
    await move([id], EAST, { from: WEST });
    for (const phone of [east, both]) await phone.sync();
    expect([east, both].map((p) => p.records.get(id)?.bucket)).toEqual([`${EAST}/doorstep`, `${EAST}/doorstep`]);
    const { rows } = await server.db.pool.query('SELECT bucket FROM departed WHERE record = $1', [id]);
    expect(rows).toEqual([{ bucket: `${WEST}/doorstep` }]);
  });
});

describe('work captured before the move was known', () => {
  test('is applied to the record where it is now, and the phone hears again that it is gone', async () => {
    const [east, west] = [await server.worker('mitra', EAST), await server.worker('mitra', WEST)];
    const id = await family(east, 'पुरानी');
    await east.sync();
    const late = east.change({ notes: 'पहले लिखा' }, { record: east.records.get(id) });
    await move([id], WEST);
    // She has heard of the move before she hands in.
    await east.sync();
    expect(east.records.has(id)).toBe(false);
    const answer = await east.sync([late]);
    expect(answer.head?.results?.[0]?.[0]).toBe('a');
    expect(answer.pages.map((p) => [p.b, p.gone])).toEqual([[`${EAST}/doorstep`, [id]]]);
    await west.sync();
    expect(west.records.get(id)?.values['notes']).toBe('पहले लिखा');
    expect((await east.sync([late])).head?.results?.[0]?.[0]).toBe('d');
  });

  test('follows it over several moves, and after her grant has ended', async () => {
    const { person, grant } = await server.person('बदली वाली', 'mitra', EAST);
    const east = await server.phone(person);
    const id = await family(east, 'दूर गई');
    await east.sync();
    const late = east.change({ memberCount: 4 }, { record: east.records.get(id), over: { deviceTime: START - 86_400_000 } });
    await move([id], WEST);
    await move([id], VILLAGE, { from: WEST });
    await server.services.db.pool.query(`UPDATE role_grant SET to_day = '2026-05-09' WHERE id = $1`, [grant]);
    const answer = await east.sync([late]);
    expect(answer.head?.results?.[0]?.[0]).toBe('a');
    expect(answer.head?.drop).toContain(`${EAST}/doorstep`);
    const { rows } = await server.db.pool.query<{ state: { values: object }; bucket: string }>('SELECT state, bucket FROM record WHERE id = $1', [id]);
    expect(rows[0]).toMatchObject({ bucket: `${VILLAGE}/doorstep`, state: { values: { memberCount: 4 } } });
  });

  test('is held when the record never was where she says, or her grant never reached there', async () => {
    const [east, west] = [await server.worker('mitra', EAST), await server.worker('mitra', WEST)];
    const id = await family(east, 'सच में यहाँ');
    const stranger = west.change({ headName: 'झूठ' }, { id, place: WEST });
    expect((await west.sync([stranger])).head?.results?.[0]).toEqual(['h', 'access', []]);
    await move([id], VILLAGE);
    expect((await west.sync([west.change({ headName: 'झूठ' }, { id, place: WEST })])).head?.results?.[0]).toEqual(['h', 'access', []]);
    expect((await west.sync([west.change({ headName: 'झूठ' }, { id, place: EAST })])).head?.results?.[0]).toEqual(['h', 'access', []]);
  });

  test('meets what was written at the new place as any other change: contested, nothing lost', async () => {
    const [east, west] = [await server.worker('mitra', EAST), await server.worker('mitra', WEST)];
    const id = await family(east, 'दो जगह');
    await east.sync();
    const late = east.change({ outcome: 'linked', outcomeDay: '2026-05-09' }, { record: east.records.get(id) });
    await move([id], WEST);
    await west.sync();
    await west.sync([west.change({ outcome: 'refused', outcomeDay: '2026-05-10' }, { record: west.records.get(id) })]);
    await east.sync([late]);
    await west.sync();
    expect(west.records.get(id)?.rivals['@visit']?.map((r) => r.values['outcome']).sort()).toEqual(['linked', 'refused']);
  });
});

test('moves among pushes never lose, double or miscount a record', async () => {
  const places = [EAST, WEST, VILLAGE];
  const phones = await Promise.all(places.map((place) => server.worker('mitra', place)));
  const reader = await server.worker('coordinator', '10.193.1710');
  const made = new Set<RecordId>();
  let working = true;
  const write = async (phone: TestPhone, place: string): Promise<void> => {
    for (let n = 0; working; n += 1) {
      const known = [...phone.records.values()].filter((r) => r.type === 'family').slice(-3);
      const changes = [phone.change({ headName: `म ${n}` }, { place }), ...known.map((record) => phone.change({ notes: `${place} ${phone.counter}` }, { record }))];
      made.add(changes[0]?.record ?? '');
      const answer = await phone.sync(changes);
      expect(answer.head?.results?.map(([kind]) => kind)).toEqual(changes.map(() => 'a'));
    }
  };
  const shift = async (): Promise<void> => {
    for (let n = 0; working; n += 1) {
      const from = places[n % 3] ?? EAST;
      const { rows } = await server.db.pool.query<{ id: string }>(`SELECT id FROM record WHERE bucket = $1 ORDER BY seq DESC LIMIT 4`, [`${from}/doorstep`]);
      if (rows.length > 0) await move(rows.map((r) => r.id), places[(n + 1 + (n % 2)) % 3] ?? WEST, { from });
    }
  };
  const all = [...phones.map((phone, i) => write(phone, places[i] ?? EAST)), shift(), shift()];
  await new Promise((done) => setTimeout(done, 2_000));
  working = false;
  await Promise.all(all);
  expect(made.size).toBeGreaterThan(10);
  for (const phone of [...phones, reader]) await phone.sync();
  const { rows } = await server.db.pool.query<{ id: string; bucket: string; seq: number }>('SELECT id, bucket, seq FROM record');
  expect([...made].filter((id) => !rows.some((r) => r.id === id))).toEqual([]);
  expect(rows.filter((r) => reader.records.get(r.id)?.seq !== r.seq && r.bucket.startsWith('10.193.1710')).map((r) => r.id)).toEqual([]);
  await expectWhole(server.services);
});

test('after all of it the running sums and the buckets are those of the records', async () => {
  expect((await checkSums(server.services)).differences).toEqual([]);
  expect((await checkFold(server.services)).faults).toEqual([]);
});
