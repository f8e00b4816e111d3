// What is handed in for a file: judged by how its author stands to it as it is, by the policy written out
// by hand. What is not hers to do is held with every word of it, and seen by nobody who may not see the file.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#shared/access/table.ts';
import { heldResponseSchema } from '#shared/desk/held.ts';
import type { Change, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { startExports, type Exports } from '#server/exports/start.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { recordFromRow, type RecordRow } from '#server/sync/stored.ts';
import { FILE, FILES, OFFICE, OFFICE_PLACES, OTHER_OFFICE } from '#tests/support/files.ts';
import { policy } from '#tests/support/policy.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';

const CANARY = 'कोकिला';

let server: TestServer;
let exports: Exports | undefined;
/** Named on every file, so that she may write in it. */
let writer: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [FILES], extend: (api, services) => {
    exports = startExports(services, [FILES], (error) => { throw error; });
    exports.routes(api);
  } });
  await upsertPlaces(server.services, OFFICE_PLACES);
  writer = await server.worker('centre-administrator', OFFICE);
});
afterAll(async () => {
  await exports?.stop();
  await server.close();
});

let numbers = 0;
/** As many files as there are sets of values, in one go. */
async function newFiles(...values: readonly Values[]): Promise<DehriRecord[]> {
  const changes = values.map((more) => {
    numbers += 1;
    return writer.change({ number: `T/${numbers}`, name: CANARY, 'team.k9.person': writer.profile.person.id, ...more }, { type: FILE, place: OFFICE });
  });
  expect(new Set(await handInAll(writer, changes))).toEqual(new Set(['a']));
  return Promise.all(changes.map((change) => stored(change.record)));
}

async function newFile(values: Values): Promise<DehriRecord> {
  const [file] = await newFiles(values);
  if (file === undefined) throw new Error('no file');
  return file;
}

/** With two answers to her name. */
async function contested(file: DehriRecord): Promise<DehriRecord> {
  const answers = [`${CANARY} एक`, `${CANARY} दो`].map((name) => writer.change({ name }, { type: FILE, record: file }));
  expect(await handInAll(writer, answers)).toEqual(['a', 'a']);
  const record = await stored(file.id);
  expect(Object.keys(record.rivals)).toEqual(['name']);
  return record;
}

async function stored(id: string): Promise<DehriRecord> {
  const { rows: [row] } = await server.db.pool.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE district = 193 AND id = $1', [id]);
  if (row === undefined) throw new Error('no such record');
  return recordFromRow(row);
}

async function handInAll(by: TestPhone, changes: readonly Change[]): Promise<readonly string[]> {
  const results = (await by.sync(changes, { limit: 0 })).head?.results ?? [];
  return results.map((result) => (result[0] === 'h' ? `held: ${result[1]}` : result[0]));
}

async function handIn(by: TestPhone, change: Change): Promise<string> {
  return (await handInAll(by, [change]))[0] ?? '';
}

async function isKept({ id }: Change): Promise<boolean> {
  const { rows: [row] } = await server.db.pool.query<{ body: Buffer }>('SELECT body FROM held_change WHERE id = $1', [id]);
  const body: { values?: Values } = JSON.parse(row?.body.toString('utf8') ?? '{}');
  return Object.keys(body.values ?? {}).length > 0;
}

describe.each(ROLES)('%s', (role) => {
  test.each([['at the office', OFFICE, 'here'], ['in the district', '10.193', 'beneath'], ['at another office', OTHER_OFFICE, 'outside']] as const)('%s', async (_, place, plain) => {
    const she = await server.worker(role, place);
    const person = she.profile.person.id;
    for (const child of [false, true]) {
      const accessClass = child ? 'child' : 'case';
      const standings: readonly (readonly [string, Values])[] = [
        [plain === 'outside' ? plain : 'assigned', { child, worker: person }],
        [plain === 'outside' ? plain : 'team', { child, worker: 'another', 'team.k1.person': person }],
        [plain, { child, worker: 'another' }],
        [plain === 'outside' ? plain : 'barred', { child, worker: person, 'barred.b1.person': person }],
      ];
      for (const [relation, values] of standings) {
        const may = (verb: string): boolean => policy(role, accessClass, relation, verb) === 'yes';
        const files = await newFiles(...Array.from({ length: 8 }, () => values));
        const edit = (at: number, edits: Values): Change => she.change(edits, { type: FILE, record: files[at] });
        numbers += 1;
        const tries: readonly (readonly [string, Change, boolean])[] = [
          ['create', she.change({ number: `T/${numbers}`, name: CANARY, ...values }, { type: FILE, place: OFFICE }), may('create')],
          ['write', edit(0, { note: 'x' }), may('write')],
          ['name somebody', edit(1, { 'team.k5.person': 'somebody', 'team.k5.task': 'x' }), may('assign')],
          ['say who is responsible', edit(2, { worker: 'somebody' }), may('assign')],
          ['bar', edit(3, { 'barred.b5.person': 'somebody' }), may('assign')],
          ['say that no phone keeps it', edit(4, { neverKept: true }), may('assign')],
          ['write and name', edit(5, { note: 'y', 'team.k5.person': 'somebody' }), may('write') && may('assign')],
          ['approve', edit(6, { outcome: 'referred' }), may('approve')],
          ['settle', she.change({ name: CANARY }, { type: FILE, record: await contested(files[7] ?? await newFile(values)) }), may('settle') || may('write')],
        ];
        const results = await handInAll(she, tries.map(([, change]) => change));
        for (const [at, [what, change, allowed]] of tries.entries()) {
          const title = `${accessClass}, ${relation}, ${what}`;
          expect(`${title}: ${results[at]}`).toBe(`${title}: ${allowed ? 'a' : 'held: access'}`);
          expect(await isKept(change)).toBe(!allowed);
        }
      }
    }
  }, 60_000);
});

describe('who was named and is no longer', () => {
  test('loses no work: it waits with every word, and the head of the office lets it in', async () => {
    const rina = await server.worker('case-worker', OFFICE);
    const head = await server.worker('centre-administrator', OFFICE);
    const file = await newFile({ child: true, worker: rina.profile.person.id });
    const captured = rina.change({ note: 'मिलने गई' }, { type: FILE, record: file });
    expect(await handIn(writer, writer.change({ worker: 'another' }, { type: FILE, record: file }))).toBe('a');
    expect(await handIn(rina, captured)).toBe('held: access');
    const [item] = await held(head, captured);
    expect(item?.values).toEqual({ note: 'मिलने गई' });
    expect((await head.send('/api/held/settle', { district: 193, id: captured.id, action: 'apply' })).body).toEqual({ status: 'applied' });
    expect((await stored(file.id)).values).toMatchObject({ note: 'मिलने गई', worker: 'another' });
  });

  test('takes herself in by no change of her own', async () => {
    const rina = await server.worker('case-worker', OFFICE);
    const me = rina.profile.person.id;
    const barred = await newFile({ worker: me, 'barred.b1.person': me });
    const unnamed = await newFile({ child: true, worker: 'another', 'team.k1.person': me });
    expect(await handIn(writer, writer.change({ 'team.k1._gone': true }, { type: FILE, record: unnamed }))).toBe('a');
    for (const [record, edits] of [[barred, { 'barred.b1._gone': true }], [await stored(unnamed.id), { 'team.k1._gone': false }], [unnamed, { worker: me }], [unnamed, { child: false }]] as const) {
      expect(await handIn(rina, rina.change(edits, { type: FILE, record }))).toBe('held: access');
    }
  });

  test('a new file over one that is there already is judged as an edit of it', async () => {
    const rina = await server.worker('case-worker', OFFICE);
    const file = await newFile({ child: true, worker: 'another' });
    expect(await handIn(rina, rina.change({ worker: rina.profile.person.id, name: 'x' }, { type: FILE, place: OFFICE, id: file.id }))).toBe('held: access');
  });
});

async function held(by: TestPhone, { id }: Change, place = OFFICE): Promise<readonly { readonly values: unknown }[]> {
  return heldResponseSchema.parse((await by.get(`/api/held?place=${place}`)).body).items.filter((i) => i.id === id);
}

describe('held work of a file', () => {
  test('shows its words to nobody who may not see the file, neither as it stands nor as it would become', async () => {
    const rina = await server.worker('case-worker', OFFICE);
    const head = await server.worker('centre-administrator', OFFICE);
    const state = await server.worker('administrator', '10.193');
    const file = await newFile({ worker: 'another', 'barred.b1.person': head.profile.person.id });
    const plain = await newFile({ worker: 'another' });
    const onBarred = rina.change({ name: CANARY, note: CANARY }, { type: FILE, record: file });
    const bars = rina.change({ note: CANARY, 'barred.b1.person': head.profile.person.id }, { type: FILE, record: plain });
    const other = rina.change({ note: CANARY }, { type: FILE, record: plain });
    for (const change of [onBarred, bars, other]) expect(await handIn(rina, change)).toBe('held: access');
    for (const [change, shown] of [[onBarred, false], [bars, false], [other, true]] as const) {
      expect((await held(head, change)).map((i) => i.values !== null)).toEqual([shown]);
      expect((await held(state, change, '10.193')).map((i) => i.values)).toEqual([null]);
    }
    for (const change of [onBarred, bars]) expect((await head.send('/api/held/settle', { district: 193, id: change.id, action: 'apply' })).status).toBe(409);
    expect((await state.send('/api/held/settle', { district: 193, id: other.id, action: 'apply' })).status).toBe(409);
    expect((await state.get('/api/held?place=10.193')).body).not.toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ values: expect.anything() })]) });
  });
});

describe('every other way out', () => {
  test('history and photos are for who may see the file today, each with its row of the log', async () => {
    const rina = await server.worker('case-worker', OFFICE);
    const colleague = await server.worker('case-worker', OFFICE);
    const state = await server.worker('administrator', '10.193');
    const photo = 'a'.repeat(64);
    await server.db.pool.query(`INSERT INTO photo (district, name, size, received, media, device, begun_at, piece_at, whole_at) VALUES (193, $1, 3, 3, 'image/jpeg', 'd', 0, 0, 0)`, [photo]);
    await server.db.pool.query(`INSERT INTO photo_piece (district, name, at, bytes) VALUES (193, $1, 0, '\\x010203')`, [photo]);
    const { id } = await newFile({ child: true, worker: rina.profile.person.id, photo });
    const look = async (by: TestPhone): Promise<readonly number[]> => {
      const [history, picture] = [`/api/history/${id}?place=${OFFICE}`, `/api/photos/193/${photo}?record=${id}`];
      return Promise.all([history, picture].map(async (url) => (await server.app.inject({ method: 'GET', url, headers: { cookie: by.cookie } })).statusCode));
    };
    expect(await look(rina)).toEqual([200, 200]);
    for (const other of [colleague, state]) expect(await look(other)).toEqual([404, 404]);
    const { rows } = await server.db.pool.query<{ act: string; actor: string }>('SELECT act, actor FROM audit WHERE subject = $1 ORDER BY act', [id]);
    expect(rows).toEqual(['history-read', 'photo-read'].map((act) => ({ act, actor: rina.profile.person.id })));
    await writer.sync([writer.change({ worker: 'another' }, { type: FILE, record: await stored(id) })]);
    expect(await look(rina)).toEqual([404, 404]);
  });

  test('files never go out as a list, whoever asks', async () => {
    for (const role of ['administrator', 'centre-administrator', 'block-manager', 'coordinator'] as const) {
      for (const place of [OFFICE, '10.193']) {
        const she = await server.worker(role, place);
        expect(JSON.stringify((await she.get(`/api/exports/types?place=${place}`)).body)).not.toMatch(/"(?:file|look)"/u);
        for (const type of ['file', 'look']) expect((await she.send('/api/exports', { place, type, format: 'csv', language: 'hi', reason: 'because I want it' })).status).toBe(404);
      }
    }
  });

  test('no answer, and no row of the log, says who it is to those who may not know', async () => {
    const { rows } = await server.db.pool.query('SELECT * FROM audit');
    expect(JSON.stringify(rows)).not.toContain(CANARY);
  });
});
