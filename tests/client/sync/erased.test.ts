// A record is erased at the office while phones hold it, edit it and are away: nothing of it comes back, and
// nothing of it stays.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { eraseRecord } from '#server/erase/erase-record.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { FAMILY, GROUP, NOTICE, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, VILLAGE, type TestServer } from '#tests/support/server.ts';
import { photoPhone, type PhotoPhone } from './photo-phone.ts';

const WITH_PHOTO: RecordType = { ...FAMILY, fields: { ...FAMILY.fields, photo: { kind: 'photo' } } };
const TYPES = [WITH_PHOTO, GROUP, NOTICE];
const PROGRAMME: Programme = { ...TEST_PROGRAMME, recordTypes: TYPES };
const BUCKET = `${VILLAGE}/doorstep`;
const CANARY = 'कनारीदेवी';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ programmes: [PROGRAMME] });
});
afterAll(() => server.close());

const phoneOf = async (): Promise<PhotoPhone> => photoPhone(server, await server.worker('mitra', VILLAGE), TYPES);

/** The memory disk is in clear: does a word stand anywhere on it? */
function says({ disk }: PhotoPhone, word: string): boolean {
  const files = [...disk.rows.values()].map((row) => row.bytes).concat(disk.journal ?? [], [...disk.photos.values()]);
  return files.some((bytes) => Buffer.from(bytes).includes(word));
}

test('edits made offline, drafts and photos of it are gone after the next contact, other work goes on, and no number is missed', async () => {
  const [reena, meena] = [await phoneOf(), await phoneOf()];
  const { record, name } = await reena.takes(new Uint8Array(jpeg({ scan: 5_000, seed: 77 })));
  await reena.store.save({ type: 'family', record, edits: { headName: CANARY } });
  await reena.sync.syncNow();
  await meena.sync.syncNow();
  for (const phone of [reena, meena]) {
    await phone.store.save({ type: 'family', record, edits: { notes: `${CANARY} से फिर मिलना है` } });
    await phone.store.putDraft({ id: 'd', form: 'trial.form@1', record, bucket: BUCKET, answers: { headName: CANARY }, page: 0, savedAt: 1 });
    await phone.store.save({ type: 'family', bucket: BUCKET, edits: { headName: 'दूसरी' } });
  }
  await eraseRecord(server.services, { district: 193, record }, 'admin', 'asked');

  for (const phone of [reena, meena]) {
    expect(says(phone, CANARY)).toBe(true);
    await phone.sync.syncNow();
    expect([phone.sync.status().problem, phone.store.unsent().changes, phone.store.held(), phone.store.get(record), phone.store.drafts(), phone.store.photosKept()]).toEqual([undefined, 0, [], undefined, [], []]);
    expect(phone.store.incidents().map((i) => i.kind)).toContain('record-erased');
    expect([says(phone, CANARY), phone.disk.photos.has(`photos/${name}`)]).toEqual([false, false]);
    const again = await phone.again();
    expect([says(again, CANARY), again.store.get(record), again.store.unsent().changes]).toEqual([false, undefined, 0]);
    expect(await again.store.getPhoto(name)).toBeUndefined();
    await again.sync.syncNow();
    expect(again.sync.status().problem).toBeUndefined();
  }
  expect((await server.db.pool.query('SELECT FROM record WHERE id = $1', [record])).rowCount).toBe(0);
  expect((await server.db.pool.query(`SELECT FROM change WHERE body::text LIKE '%' || $1 || '%'`, [CANARY])).rowCount).toBe(0);
  const { rows } = await server.db.pool.query<{ counters: number[] }>(
    'SELECT array_agg(counter ORDER BY counter) AS counters FROM (SELECT device, counter FROM change UNION SELECT device, counter FROM held_change) c GROUP BY device',
  );
  for (const { counters } of rows) expect(counters).toEqual(counters.map((_, i) => i + 1));
});

test('a phone whose new record was erased before it ever heard that it arrived forgets it too', async () => {
  const phone = await phoneOf();
  const saved = await phone.store.save({ type: 'family', bucket: BUCKET, edits: { headName: CANARY } });
  if (!saved.ok) throw new Error(saved.reason);
  phone.line = async (pass) => {
    await pass();
    throw new TypeError('network');
  };
  await phone.sync.syncNow();
  await eraseRecord(server.services, { district: 193, record: saved.record }, 'admin', 'mistake');
  phone.line = (pass) => pass();
  await phone.sync.syncNow();
  expect([phone.store.get(saved.record), phone.store.unsent().changes, phone.store.held(), says(phone, CANARY)]).toEqual([undefined, 0, [], false]);
});
