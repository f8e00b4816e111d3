// What reaches a phone, told a second way: by the policy as it is written out by hand, for every role and
// every way of standing to a record; and what becomes of it when the names in the record, her grants or
// the record itself change.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DehriRecord } from '#shared/record/record.ts';
import { ROLES, type Role } from '#shared/access/table.ts';
import { bucketChecksum } from '#shared/sync/digest.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { look as LOOK } from '#shared/access/look.ts';
import { CALL, FILE, FILES, OFFICE, OFFICE_PLACES, OTHER_OFFICE } from '#tests/support/files.ts';
import { policy } from '#tests/support/policy.ts';
import { GROUP, NOTICE, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const DISTRICT = '10.193';
const BUCKET = `${OFFICE}/files`;

let server: TestServer;
let head: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [TEST_PROGRAMME, FILES] });
  await upsertPlaces(server.services, OFFICE_PLACES);
  head = await server.worker('centre-administrator', OFFICE, 'प्रमुख');
});
afterAll(() => server.close());

let numbers = 0;
async function newFile(values: Record<string, string | boolean>, office = OFFICE, by = head): Promise<string> {
  numbers += 1;
  const change = by.change({ number: `T/${numbers}`, name: `नाम ${numbers}`, ...values }, { type: FILE, place: office });
  const { head: answer } = await by.sync([change]);
  expect(answer?.results).toEqual([['a', expect.any(Number)]]);
  return change.record;
}

/** The record as the server has it, whoever may see it. */
async function stored(id: string): Promise<DehriRecord> {
  const { rows: [row] } = await server.db.pool.query<{ bucket: string; type: string; seq: number; state: { schema: number; values: DehriRecord['values']; base: string; heads?: Record<string, string[]> } }>('SELECT bucket, type, seq, state FROM record WHERE district = 193 AND id = $1', [id]);
  if (row === undefined) throw new Error('no such record');
  const heads = Object.fromEntries(Object.entries(row.state.heads ?? {}).flatMap(([change, registers]) => registers.map((r) => [r, change])));
  return { id, type: row.type, bucket: row.bucket, seq: row.seq, schema: row.state.schema, values: row.state.values, base: row.state.base, heads, rivals: {} };
}

async function edit(by: TestPhone, id: string, edits: Record<string, string | boolean | null>): Promise<string> {
  const { head: answer } = await by.sync([by.change(edits, { type: FILE, record: await stored(id) })]);
  const [result] = answer?.results ?? [];
  return result?.[0] === 'h' ? `held: ${result[1]}` : String(result?.[0]);
}

/** Her phone agrees with what it was told to hold. */
async function syncWhole(phone: TestPhone): Promise<void> {
  const { end } = await phone.sync();
  const held = (bucket: string): number => bucketChecksum([...phone.records.values()].filter((r) => r.bucket === bucket));
  const sums = end?.sums ?? {};
  expect(Object.fromEntries(Object.keys(sums).map((bucket) => [bucket, held(bucket)]))).toEqual(sums);
}

describe('what arrives is what the policy says', () => {
  /** Where she works, so that she stands so to what lies at the office, in the village, above. */
  const POSTS = [['at the office', OFFICE], ['in the district', DISTRICT], ['at another office', OTHER_OFFICE], ['in the village', VILLAGE]] as const;

  test.each(ROLES.flatMap((role) => POSTS.map(([post, place]) => [role, post, place] as const)))('%s %s', async (role: Role, _post, place) => {
    const she = await server.worker(role, place);
    const person = she.profile.person.id;
    const expected = new Map<string, { readonly accessClass: string; readonly relation: string; readonly comes: boolean }>();
    const arrives = (id: string, accessClass: string, relation: string): void => {
      expected.set(id, { accessClass, relation, comes: ['yes', 'reason'].includes(policy(role, accessClass, relation, 'read')) });
    };
    const reach = place === DISTRICT ? 'beneath' : place === OFFICE ? 'here' : 'outside';
    for (const child of [false, true]) {
      const accessClass = child ? 'child' : 'case';
      const named = (relation: string): string => (reach === 'outside' ? 'outside' : relation);
      arrives(await newFile({ child, worker: person }), accessClass, named('assigned'));
      arrives(await newFile({ child, worker: 'another', 'team.k1.person': person }), accessClass, named('team'));
      arrives(await newFile({ child, worker: 'another', 'team.k1.person': 'third' }), accessClass, reach);
      arrives(await newFile({ child, worker: person, 'team.k1.person': person, 'barred.b1.person': person }), accessClass, named('barred'));
      expected.set(await newFile({ child, worker: person, neverKept: true }), { accessClass, relation: 'never kept', comes: false });
    }
    const call = head.change({ note: 'x' }, { type: CALL, place: OFFICE });
    await head.sync([call]);
    arrives(call.record, 'office', reach);
    const above = place === DISTRICT ? 'here' : 'shared';
    const village = place === DISTRICT ? 'beneath' : place === VILLAGE ? 'here' : 'outside';
    const field = await server.worker('coordinator', '10.193.1710');
    const officer = await server.worker('district-officer', DISTRICT);
    const [family, group] = [field.change({ headName: 'गीता' }), field.change({ name: 'समूह', status: 'draft' }, { type: GROUP })];
    const notice = officer.change({ title: 'शिविर' }, { type: NOTICE, place: DISTRICT });
    await field.sync([family, group]);
    await officer.sync([notice]);
    arrives(family.record, 'family', village);
    arrives(group.record, 'group', village);
    arrives(notice.record, 'notice', above);

    await syncWhole(she);
    for (const [id, { accessClass, relation, comes }] of expected) expect(`${accessClass}, ${relation}: ${she.records.has(id)}`).toBe(`${accessClass}, ${relation}: ${comes}`);
  });

  test('no look comes back to any phone', async () => {
    const look = head.change({ record: 'r', kind: 'opened', reason: 'my_work' }, { type: LOOK, place: OFFICE });
    expect((await head.sync([look])).head?.results).toEqual([['a', 1]]);
    for (const phone of [head, await server.worker('case-worker', OFFICE)]) {
      await syncWhole(phone);
      expect([...phone.records.values()].filter((r) => r.type === 'look')).toEqual([]);
      expect(Object.keys(phone.cursors).filter((b) => b.endsWith('/looks'))).toEqual([]);
    }
  });
});

test('that files went to a phone is one row of the log, with how many; nothing new leaves none', async () => {
  const rina = await server.worker('case-worker', OFFICE);
  await newFile({ worker: 'another' });
  const rows = async (): Promise<readonly string[]> => (await server.db.pool.query<{ said: string }>(
    `SELECT concat_ws(' ', act, actor, place, detail) AS said FROM audit WHERE act = 'files-sent' AND subject = $1 ORDER BY n`, [rina.profile.device])).rows.map((r) => r.said);
  await rina.sync();
  const first = `files-sent ${rina.profile.person.id} ${OFFICE} ${[...rina.records.values()].filter((r) => r.type === 'file').length}`;
  expect(await rows()).toEqual([first]);
  await rina.sync();
  await newFile({ child: true, worker: 'another' });
  await rina.sync();
  expect(await rows()).toEqual([first]);
  await newFile({ worker: rina.profile.person.id });
  await rina.sync();
  expect(await rows()).toEqual([first, `files-sent ${rina.profile.person.id} ${OFFICE} 1`]);
});

describe('when what she may see changes', () => {
  test('named on a child\'s file, she gets it; un-named, it goes', async () => {
    const rina = await server.worker('case-worker', OFFICE);
    const id = await newFile({ child: true, worker: 'another' });
    await syncWhole(rina);
    expect(rina.records.has(id)).toBe(false);
    expect(await edit(head, id, { 'team.k1.person': rina.profile.person.id })).toBe('a');
    await syncWhole(rina);
    expect(rina.records.get(id)?.values['name']).toMatch(/^नाम/);
    expect(await edit(head, id, { 'team.k1._gone': true })).toBe('a');
    await syncWhole(rina);
    expect(rina.records.has(id)).toBe(false);
  });

  test('barred by name, found to be a child\'s, or to be kept on no phone: it goes', async () => {
    const rina = await server.worker('case-worker', OFFICE);
    const files = await Promise.all([1, 2, 3].map(() => newFile({ worker: 'another' })));
    await syncWhole(rina);
    expect(files.map((id) => rina.records.has(id))).toEqual([true, true, true]);
    await edit(head, files[0] ?? '', { 'barred.b1.person': rina.profile.person.id });
    await edit(head, files[1] ?? '', { child: true });
    await edit(head, files[2] ?? '', { neverKept: true });
    await syncWhole(rina);
    expect(files.map((id) => rina.records.has(id))).toEqual([false, false, false]);
  });

  test('a role that sees more begins anew, without any change of a record; one that sees less forgets', async () => {
    const { person } = await server.person('मीना', 'specialist', OFFICE);
    const meena = await server.phone(person);
    const id = await newFile({ worker: 'another' });
    await syncWhole(meena);
    expect(meena.records.has(id)).toBe(false);
    const before = meena.cursors[BUCKET];
    const { rows: [grant] } = await server.db.pool.query<{ id: string }>(`INSERT INTO role_grant (id, person, role, place, from_day, to_day, made_at) VALUES ('more', $1, 'case-worker', $2, '2026-01-01', NULL, 0) RETURNING id`, [person, OFFICE]);
    await syncWhole(meena);
    expect(meena.records.has(id)).toBe(true);
    expect(meena.cursors[BUCKET]?.[0]).not.toBe(before?.[0]);
    await server.db.pool.query(`UPDATE role_grant SET to_day = '2026-05-01' WHERE id = $1`, [grant?.id]);
    await syncWhole(meena);
    expect(meena.records.has(id)).toBe(false);
    expect(meena.cursors[BUCKET]).toEqual(before);
    await server.db.pool.query(`UPDATE role_grant SET to_day = '2026-05-01' WHERE person = $1`, [person]);
    await syncWhole(meena);
    expect(meena.cursors[BUCKET]).toBeUndefined();
  });

  test('while hands differ on whether it is a child\'s file, it is one', async () => {
    const [rina, sita] = [await server.worker('case-worker', OFFICE), await server.worker('case-worker', OFFICE)];
    const id = await newFile({ worker: sita.profile.person.id });
    await syncWhole(rina);
    expect(rina.records.has(id)).toBe(true);
    const seen = await stored(id);
    await head.sync([head.change({ child: false, closed: false }, { type: FILE, record: seen })]);
    await sita.sync([sita.change({ child: true }, { type: FILE, record: seen })]);
    await syncWhole(rina);
    expect(rina.records.has(id)).toBe(false);
    await syncWhole(sita);
    expect(Object.keys(sita.records.get(id)?.rivals ?? {})).toEqual(['child']);
  });

  test('a phone that wants few records at a time gets the same in the end', async () => {
    const rina = await server.worker('case-worker', OFFICE);
    for (let rounds = 0; ; rounds += 1) {
      const { end, pages } = await rina.sync([], { limit: 3 });
      expect(rounds).toBeLessThan(400);
      if (end?.more !== true) break;
      expect(pages.length).toBeGreaterThan(0);
    }
    const other = await server.phone(rina.profile.person.id);
    await syncWhole(other);
    expect([...rina.records.keys()].sort()).toEqual([...other.records.keys()].sort());
    expect(rina.cursors[BUCKET]).toEqual(other.cursors[BUCKET]);
  });

  test('what a full sync would cost counts only what is hers', async () => {
    const specialist = await server.worker('specialist', OFFICE);
    const { body } = await specialist.send('/api/sync/cost', { v: 1, epoch: server.services.meta.epoch, cursors: {} });
    await syncWhole(specialist);
    expect(body).toMatchObject({ records: specialist.records.size });
  });
});
