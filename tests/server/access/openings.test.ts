// Opening a file online: who may, by the policy written out by hand; the second person; that every look
// is one row of the audit log; and that who is opened nothing learns nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#shared/access/table.ts';
import { maskedResponseSchema, openFileResponseSchema, openingsResponseSchema, OPEN_FOR, WAITS_FOR, type Opening } from '#shared/desk/files.ts';
import type { Values } from '#shared/record/change.ts';
import type { Programme } from '#shared/programme.ts';
import { decodeRecords } from '#shared/sync/wire-records.ts';
import { verifyAudit } from '#server/audit/audit.ts';
import { eraseRecord } from '#server/erase/erase-record.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { FILE, FILE_WORK, FILES, OFFICE, OFFICE_PLACES, OTHER_OFFICE } from '#tests/support/files.ts';
import { policy } from '#tests/support/policy.ts';
import { FAMILY, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const CANARY = 'कोकिला-कोयल';
const MOST = 120_000;

const log: string[] = [];
const UNIT = '10.193.dcpu1';
/** Kept at both kinds of office. */
const SHARED_FILE = { ...FILE, name: 'sharedFile', shelf: 'sharedFiles' };
const SHARED: Programme = {
  ...FILES, id: 'trial-shared-files', recordTypes: [SHARED_FILE], practice: { cases: [{ ...FILE_WORK, recordType: 'sharedFile', offices: ['osc', 'dcpu'] }], registers: [] },
};
let server: TestServer;
let head: TestPhone;
let rina: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [TEST_PROGRAMME, FILES, SHARED], logger: { level: 'trace', stream: { write: (line: string) => { log.push(line); } } } });
  await upsertPlaces(server.services, OFFICE_PLACES);
  head = await server.worker('centre-administrator', OFFICE, 'प्रमुख देवी');
  rina = await server.worker('case-worker', OFFICE, 'रीना देवी');
});
afterAll(() => server.close());

let numbers = 0;
async function newFile(values: Values, place = OFFICE): Promise<string> {
  numbers += 1;
  const change = head.change({ number: `T/${numbers}`, name: `${CANARY} ${numbers}`, ...values }, { type: FILE, place });
  expect((await head.sync([change])).head?.results).toEqual([['a', expect.any(Number)]]);
  return change.record;
}

const ask = (by: TestPhone, id: string, more: object = {}): ReturnType<TestPhone['send']> => by.send(`/api/files/${id}/open`, { place: OFFICE, reason: 'she_came', ...more });
const openings = async (by: TestPhone): Promise<readonly Opening[]> => openingsResponseSchema.parse((await by.get(`/api/files/openings?place=${OFFICE}`)).body).openings;
async function trail(subject: string): Promise<readonly string[]> {
  const { rows } = await server.db.pool.query<{ act: string; actor: string; detail: string }>('SELECT act, actor, detail FROM audit WHERE subject = $1 ORDER BY n', [subject]);
  return rows.map((r) => `${r.act} ${r.detail}`);
}

describe('who may open what', () => {
  test.each(ROLES)('%s', async (role) => {
    const posts = [OFFICE, '10.193', OTHER_OFFICE];
    for (const place of posts) {
      const she = await server.worker(role, place);
      const person = she.profile.person.id;
      const plain = place === OFFICE ? 'here' : place === OTHER_OFFICE ? 'outside' : 'beneath';
      for (const child of [false, true]) {
        const files: readonly (readonly [string, Values])[] = [
          [plain === 'outside' ? plain : 'assigned', { child, worker: person }],
          [plain === 'outside' ? plain : 'team', { child, worker: 'another', 'team.k1.person': person }],
          [plain, { child, worker: 'another' }],
          [plain, { child, worker: 'another', neverKept: true }],
          [plain === 'outside' ? plain : 'barred', { child, worker: person, 'barred.b1.person': person }],
        ];
        for (const [relation, values] of files) {
          const id = await newFile(values);
          const [read, open] = [policy(role, child ? 'child' : 'case', relation, 'read'), policy(role, child ? 'child' : 'case', relation, 'open')];
          const { status, body } = await ask(she, id);
          const expected = read === 'yes' || read === 'reason' ? '200' : open === 'second' ? '403 {"code":"opening-waits"}' : '404 {"code":"not-found"}';
          expect(`${place} ${relation} ${child}: ${status}${status === 200 ? '' : ` ${JSON.stringify(body)}`}`).toBe(`${place} ${relation} ${child}: ${expected}`);
          expect(await trail(id)).toEqual(expected === '200' ? ['file-opened she_came'] : expected.startsWith('403') ? ['opening-asked she_came'] : []);
        }
      }
    }
  }, MOST);

  test('a file that is not there is answered as one that is not hers', async () => {
    expect(await ask(rina, 'no-such-file')).toEqual({ status: 404, body: { code: 'not-found' } });
  });

  test('what is no file of a person is not opened so', async () => {
    const mitra = await server.worker('mitra', VILLAGE);
    const family = mitra.change({ headName: 'गीता' }, { type: FAMILY });
    await mitra.sync([family]);
    expect((await ask(mitra, family.record)).status).toBe(404);
    expect(await trail(family.record)).toEqual([]);
  });
});

test('a file that no phone keeps comes whole, with the names of the colleagues in it, each time anew', async () => {
  const id = await newFile({ worker: rina.profile.person.id, 'team.k1.person': head.profile.person.id, neverKept: true, note: 'x' });
  await rina.sync();
  expect(rina.records.has(id)).toBe(false);
  for (const reason of ['my_work', 'emergency']) {
    const { status, body } = await ask(rina, id, { reason });
    expect(status).toBe(200);
    const { bucket, rows, names } = openFileResponseSchema.parse(body);
    const [record] = decodeRecords(bucket, rows);
    expect(record?.values).toMatchObject({ neverKept: true, note: 'x' });
    expect(record?.id).toBe(id);
    expect(names).toEqual({ [rina.profile.person.id]: 'रीना देवी', [head.profile.person.id]: 'प्रमुख देवी' });
  }
  expect(await trail(id)).toEqual(['file-opened my_work', 'file-opened emergency']);
  expect((await ask(rina, id, { reason: 'because' })).status).toBe(400);
});

describe('a second person', () => {
  test('opens a child\'s file to a colleague for four hours, and nobody learns of it who should not', async () => {
    const id = await newFile({ child: true, worker: 'another' });
    expect((await ask(rina, id, { note: 'बहन आई है' })).body).toEqual({ code: 'opening-waits' });
    expect((await ask(rina, id)).body).toEqual({ code: 'opening-waits' });
    const outsider = await server.worker('centre-administrator', OTHER_OFFICE);
    const colleague = await server.worker('case-worker', OFFICE);
    for (const other of [outsider, colleague]) expect((await openings(other)).filter((o) => o.record === id)).toEqual([]);
    const [own] = (await openings(rina)).filter((o) => o.record === id);
    expect(own).toMatchObject({ mine: true, answers: false, standing: 'waiting' });
    const [waiting] = (await openings(head)).filter((o) => o.record === id);
    expect(waiting).toMatchObject({ mine: false, answers: true, standing: 'waiting', place: OFFICE, personName: 'रीना देवी', reason: 'she_came', note: 'बहन आई है', title: `T/${numbers}`, state: { key: 'open' } });
    expect(JSON.stringify(await openings(head))).not.toContain(CANARY);
    const path = `/api/files/openings/${waiting?.id}/allow`;
    for (const other of [rina, outsider, colleague]) expect((await other.send(path)).status).toBe(404);
    expect((await head.send(path)).body).toEqual({ until: server.services.clock() + OPEN_FOR });
    expect((await head.send(path)).status).toBe(409);
    expect((await ask(rina, id)).status).toBe(200);
    expect((await ask(colleague, id)).status).toBe(403);
    // Only for looking: no phone gets it, and she writes no more than before.
    await rina.sync();
    expect(rina.records.has(id)).toBe(false);
    server.moveClock(OPEN_FOR - 1);
    expect((await ask(rina, id)).status).toBe(200);
    server.moveClock(1);
    expect((await ask(rina, id)).body).toEqual({ code: 'opening-waits' });
    expect(await trail(id)).toEqual([
      'opening-asked she_came', `opening-allowed ${rina.profile.person.id}`, 'file-opened she_came', 'opening-asked she_came', 'file-opened she_came', 'opening-asked she_came',
    ]);
    expect((await openings(rina)).filter((o) => o.record === id).map((o) => o.standing)).toEqual(['waiting', 'over']);
  });

  test('may refuse; then it stays closed until it is asked anew', async () => {
    const id = await newFile({ child: true, worker: 'another' });
    await ask(rina, id);
    const [waiting] = (await openings(head)).filter((o) => o.record === id);
    expect((await head.send(`/api/files/openings/${waiting?.id}/refuse`)).body).toEqual({ until: null });
    expect((await openings(rina)).filter((o) => o.record === id).map((o) => o.standing)).toEqual(['refused']);
    expect((await ask(rina, id)).status).toBe(403);
    expect(await trail(id)).toEqual(['opening-asked she_came', `opening-refused ${rina.profile.person.id}`, 'opening-asked she_came']);
  });

  test('of the district answers too; a request that nobody answered for a day is over', async () => {
    const officer = await server.worker('district-officer', '10.193');
    const id = await newFile({ child: true, worker: 'another' });
    await ask(rina, id);
    const [waiting] = (await openings(officer)).filter((o) => o.record === id);
    await server.db.pool.query('UPDATE file_opening SET at = at - $2 WHERE record = $1', [id, WAITS_FOR]);
    expect((await officer.send(`/api/files/openings/${waiting?.id}/allow`)).status).toBe(409);
    await ask(rina, id);
    const [again] = (await openings(officer)).filter((o) => o.record === id);
    expect(again?.id).not.toBe(waiting?.id);
    expect((await officer.send(`/api/files/openings/${again?.id}/allow`)).status).toBe(200);
    expect((await ask(officer, id)).status).toBe(404);
    expect((await ask(rina, id)).status).toBe(200);
  });

  test('is never she herself, whatever else she is', async () => {
    const { person } = await server.person('मीना', 'case-worker', OFFICE);
    await server.db.pool.query(`INSERT INTO role_grant (id, person, role, place, from_day, to_day, made_at) VALUES ('both', $1, 'district-officer', '10.193', '2026-01-01', NULL, 0)`, [person]);
    const both = await server.phone(person);
    const id = await newFile({ child: true, worker: 'another' });
    await ask(both, id);
    const [own] = (await openings(both)).filter((o) => o.record === id);
    expect(own).toMatchObject({ mine: true, answers: false });
    for (const word of ['allow', 'refuse']) expect((await both.send(`/api/files/openings/${own?.id}/${word}`)).status).toBe(404);
    expect(await trail(id)).toEqual(['opening-asked she_came']);
  });

  test('asked twice at once it is one request; allowed by two at once it is allowed once', async () => {
    const id = await newFile({ child: true, worker: 'another' });
    await Promise.all([1, 2, 3, 4].map(() => ask(rina, id)));
    expect(await trail(id)).toEqual(['opening-asked she_came']);
    const [waiting] = (await openings(head)).filter((o) => o.record === id);
    const officer = await server.worker('district-officer', '10.193');
    const answers = await Promise.all([head, officer, head].map((by) => by.send(`/api/files/openings/${waiting?.id}/allow`)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409]);
    expect((await trail(id)).length).toBe(2);
  });

  test('does not help who is barred', async () => {
    const id = await newFile({ child: true, worker: 'another' });
    await ask(rina, id);
    const [waiting] = (await openings(head)).filter((o) => o.record === id);
    await head.send(`/api/files/openings/${waiting?.id}/allow`);
    await head.sync();
    await head.sync([head.change({ 'barred.b1.person': rina.profile.person.id }, { type: FILE, record: head.records.get(id) })]);
    expect((await ask(rina, id)).status).toBe(404);
  });
});

describe('files she may know of', () => {
  test('come by number and state, with how they can be opened; never who it is', async () => {
    const other = await server.worker('case-worker', OFFICE);
    const [childs, kept, hers, closed] = [
      await newFile({ child: true, worker: 'another' }), await newFile({ worker: 'another', neverKept: true }),
      await newFile({ child: true, worker: other.profile.person.id }), await newFile({ child: true, worker: 'another', closed: true }),
    ];
    const barred = await newFile({ worker: 'another', 'barred.b1.person': other.profile.person.id });
    const { status, body } = await other.get(`/api/files/masked?place=${OFFICE}`);
    expect(status).toBe(200);
    const files = new Map(maskedResponseSchema.parse(body).files.map((f) => [f.record, f]));
    expect(files.get(childs)).toMatchObject({ type: 'file', title: `T/${numbers - 4}`, leave: 'second', state: { key: 'open' } });
    expect(files.get(kept)).toMatchObject({ leave: 'reason' });
    expect(files.get(closed)).toMatchObject({ state: { key: 'closed' } });
    expect([files.has(hers), files.has(barred)]).toEqual([false, false]);
    expect(JSON.stringify(body)).not.toContain(CANARY);
    await other.sync();
    for (const id of files.keys()) expect(other.records.has(id)).toBe(false);
    const specialist = await server.worker('specialist', OFFICE);
    expect(maskedResponseSchema.parse((await specialist.get(`/api/files/masked?place=${OFFICE}`)).body).files.filter((f) => f.record === childs)).toEqual([]);
    const officer = await server.worker('district-officer', '10.193');
    expect((await officer.get(`/api/files/masked?place=${OFFICE}`)).body).toEqual({ files: [] });
  });
});

describe('handed over to another office', () => {
  test('a file leaves the phones of the one and is seen by the head of the other', async () => {
    const id = await newFile({ worker: rina.profile.person.id });
    const there = await server.worker('centre-administrator', OTHER_OFFICE);
    await rina.sync();
    expect(rina.records.has(id)).toBe(true);
    const move = { id: 'handover-0000000001', place: OFFICE, office: OTHER_OFFICE };
    const colleague = await server.worker('specialist', OFFICE);
    for (const other of [colleague, there]) expect((await other.send(`/api/files/${id}/move`, move)).status).toBe(404);
    expect((await head.send(`/api/files/${id}/move`, { ...move, office: UNIT })).status).toBe(404);
    expect((await head.send(`/api/files/${id}/move`, { ...move, office: VILLAGE })).status).toBe(404);
    expect((await head.send(`/api/files/${id}/move`, move)).body).toMatchObject({ place: { code: OTHER_OFFICE } });
    expect((await head.send(`/api/files/${id}/move`, move)).status).toBe(404);
    await Promise.all([rina.sync(), there.sync()]);
    expect([rina.records.has(id), there.records.has(id)]).toEqual([false, true]);
    expect((await ask(rina, id)).status).toBe(404);
    expect(await trail(id)).toEqual([`record-moved ${move.id} ${OTHER_OFFICE}`]);
    const list = await head.send('/api/moves', { id: 'handover-0000000002', from: OFFICE, to: { place: OTHER_OFFICE }, records: [await newFile({ worker: 'another' })] });
    expect(list.status).toBe(404);
  });

  test('a file goes to an office of another kind where that one keeps such files too', async () => {
    const unit = await server.worker('centre-administrator', UNIT);
    const change = head.change({ number: 'T/shared', name: `${CANARY} shared`, worker: head.profile.person.id }, { type: SHARED_FILE, place: OFFICE });
    await head.sync([change]);
    const moved = await head.send(`/api/files/${change.record}/move`, { id: 'handover-0000000003', place: OFFICE, office: UNIT });
    expect(moved.body).toMatchObject({ place: { code: UNIT } });
    await Promise.all([head.sync(), unit.sync()]);
    expect([head.records.has(change.record), unit.records.get(change.record)?.values['number']]).toEqual([false, 'T/shared']);
  });
});

test('a file that is erased takes the requests to see it along', async () => {
  const id = await newFile({ child: true, worker: 'another' });
  await ask(rina, id, { note: 'बहन आई है' });
  await eraseRecord(server.services, { district: 193, record: id }, head.profile.person.id, 'asked');
  const { rows } = await server.db.pool.query('SELECT 1 FROM file_opening WHERE record = $1', [id]);
  expect(rows).toEqual([]);
  expect((await ask(rina, id)).status).toBe(404);
});

test('the server\'s log names routes, never a name, a note or what was asked', () => {
  const said = log.join('');
  expect(said).toContain('/api/files/:record/open');
  expect(said).not.toMatch(/कोकिला|बहन|she_came|रीना/u);
});

test('the chain of the audit log is whole, and no name stands in it', async () => {
  expect(await verifyAudit(server.db.pool, 193)).toBeUndefined();
  const { rows } = await server.db.pool.query('SELECT act, actor, place, subject, detail FROM audit');
  expect(rows.length).toBeGreaterThan(70);
  expect(JSON.stringify(rows)).not.toMatch(/कोकिला|बहन/u);
});
