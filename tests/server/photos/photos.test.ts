import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { MAX_PDF_BYTES, MAX_PHOTO_BYTES, photoAnswerSchema, photoStateSchema, type PhotoState } from '#shared/photo/protocol.ts';
import { markPhotosBackedUp } from '#server/photos/safe-photos.ts';
import { PARTLY_KEPT_DAYS, sweepPhotos, UNNAMED_KEPT_DAYS } from '#server/photos/sweep-photos.ts';
import { pdf } from '#tests/support/pdfs.ts';
import { comment, exif, jpeg, nameOf, webp } from '#tests/support/pictures.ts';
import { FAMILY, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, OTHER_VILLAGE, START, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const DAY = 86_400_000;
const WITH_PHOTO: RecordType = { ...FAMILY, fields: { ...FAMILY.fields, photo: { kind: 'photo', merge: 'ask' } } };
const PROGRAMME: Programme = { ...TEST_PROGRAMME, recordTypes: TEST_PROGRAMME.recordTypes.map((t) => (t.name === 'family' ? WITH_PHOTO : t)) };

let server: TestServer;
let reena: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [PROGRAMME] });
  reena = await server.worker('mitra', VILLAGE);
});
afterAll(() => server.close());

const BUCKET = `${VILLAGE}/doorstep`;
let seed = 1;
const newPhoto = (scan = 3_000): Buffer => jpeg({ scan, seed: (seed += 1) });

async function family(photo: string, phone = reena): Promise<string> {
  const change = phone.change({ headName: 'सुनीता', photo }, { type: WITH_PHOTO });
  expect((await phone.sync([change])).head?.results?.[0]?.[0]).toBe('a');
  return change.record;
}

async function ask(photo: Buffer, record: string, phone = reena, bucket = BUCKET): Promise<PhotoState | undefined> {
  const { body } = await phone.send('/api/photos/ask', { photos: [{ name: nameOf(photo), size: photo.length, record, bucket }] });
  return photoAnswerSchema.parse(body).photos[0];
}

async function put(name: string, at: number, bytes: Buffer, phone = reena): Promise<PhotoState | number> {
  const reply = await server.app.inject({ method: 'PUT', url: `/api/photos/193/${name}/${at}`, headers: { cookie: phone.cookie, 'content-type': 'application/octet-stream' }, payload: bytes });
  return reply.statusCode === 200 ? photoStateSchema.parse(reply.json()) : reply.statusCode;
}

/** In pieces of `size` bytes. */
async function upload(photo: Buffer, size = 1_000, phone = reena): Promise<PhotoState | number> {
  let state: PhotoState | number = 0;
  for (let at = 0; at < photo.length; at += size) state = await put(nameOf(photo), at, photo.subarray(at, at + size), phone);
  return state;
}

/** Time passes, and she signs in again. */
async function later(days: number): Promise<void> {
  server.moveClock(days * DAY);
  reena = await server.worker('mitra', VILLAGE);
}

const look = (name: string, record: string, phone: TestPhone) =>
  server.app.inject({ method: 'GET', url: `/api/photos/193/${name}?record=${encodeURIComponent(record)}`, headers: { cookie: phone.cookie } });

describe('a photo that comes in', () => {
  test('piece by piece is seen only when it is whole, by who may read its record, and each look is in the audit log', async () => {
    const photo = newPhoto();
    const name = nameOf(photo);
    const record = await family(name);
    const neighbour = await server.worker('mitra', OTHER_VILLAGE);
    expect(await ask(photo, record)).toEqual({ state: 'partly', at: 0 });
    expect(await put(name, 0, photo.subarray(0, 1_500))).toEqual({ state: 'partly', at: 1_500 });
    expect((await look(name, record, reena)).statusCode).toBe(404);
    expect(await put(name, 1_500, photo.subarray(1_500))).toEqual({ state: 'there', sha256: name });
    const seen = await look(name, record, await server.worker('coordinator', VILLAGE));
    expect([seen.statusCode, seen.rawPayload.equals(photo)]).toEqual([200, true]);
    expect(seen.headers).toMatchObject({
      'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="photo"',
    });
    const refused = await Promise.all([look(name, record, neighbour), look(name, 'no-such-record', reena), look('0'.repeat(64), record, reena), look(name, await family('0'.repeat(64)), reena)]);
    expect(refused.map((r) => [r.statusCode, r.body])).toEqual(refused.map(() => [404, '{"code":"not-found"}']));
    const { rows } = await server.db.pool.query(`SELECT subject, place FROM audit WHERE act = 'photo-read'`);
    expect(rows).toEqual([{ subject: record, place: VILLAGE }]);
  });

  test('goes on after a break where the server stands; a piece sent twice, or from elsewhere in it, changes nothing', async () => {
    const photo = newPhoto();
    const name = nameOf(photo);
    const record = await family(name);
    await ask(photo, record);
    await put(name, 0, photo.subarray(0, 700));
    expect(await put(name, 0, photo.subarray(0, 700))).toEqual({ state: 'partly', at: 700 });
    expect(await put(name, 900, photo.subarray(900, 1_000))).toEqual({ state: 'partly', at: 700 });
    expect(await put(name, 700, Buffer.alloc(0))).toEqual({ state: 'partly', at: 700 });
    expect(await ask(photo, record)).toEqual({ state: 'partly', at: 700 });
    const [one, two] = await Promise.all([put(name, 700, photo.subarray(700)), put(name, 700, photo.subarray(700))]);
    expect([one, two]).toEqual([{ state: 'there', sha256: name }, { state: 'there', sha256: name }]);
    expect(await ask(photo, record)).toEqual({ state: 'there', sha256: name });
    expect((await look(name, record, reena)).rawPayload.equals(photo)).toBe(true);
  });

  test('with another SHA-256 than its name is thrown away, and comes whole the next time', async () => {
    const photo = newPhoto();
    const name = nameOf(photo);
    const record = await family(name);
    await ask(photo, record);
    const bent = Buffer.from(photo);
    bent[300] = (bent[300] ?? 0) ^ 1;
    expect(await put(name, 0, bent)).toEqual({ state: 'damaged' });
    expect((await look(name, record, reena)).statusCode).toBe(404);
    expect(await put(name, 0, Buffer.concat([photo, photo]))).toEqual({ state: 'damaged' });
    expect(await upload(photo)).toEqual({ state: 'there', sha256: name });
  });

  test.each([
    ['a web page', Buffer.from('<html><body onload="alert(1)">'.padEnd(900, ' '))],
    ['a photo with a script behind it', Buffer.concat([jpeg(), Buffer.from('<script>alert(1)</script>')])],
    ['a photo with a script in a comment', jpeg({ notes: [comment] })],
    ['a photo that says where it was taken', jpeg({ notes: [exif] })],
    ['a hundred million pixels', webp(16_000, 16_000)],
    ['a PDF with a script', Buffer.from(pdf('<< /S /JavaScript /JS (app.alert(1)) >>'))],
  ])('that is %s is refused and not kept', async (_, bytes) => {
    const name = nameOf(bytes);
    const record = await family(name);
    await ask(bytes, record);
    expect(await put(name, 0, bytes)).toEqual({ state: 'refused' });
    expect((await look(name, record, reena)).statusCode).toBe(404);
    for (const table of ['photo', 'photo_piece', 'photo_record']) {
      expect((await server.db.pool.query(`SELECT FROM ${table} WHERE name = $1`, [name])).rowCount).toBe(0);
    }
  });

  test('is taken before its record, from a worker who has been moved, and from a phone that was shut out; not from a stranger', async () => {
    const [early, moved, lost] = [newPhoto(), newPhoto(), newPhoto()];
    expect(await ask(early, 'a-record-on-its-way')).toEqual({ state: 'partly', at: 0 });
    expect(await upload(early)).toMatchObject({ state: 'there' });

    const { person } = await server.person('मीना देवी', 'mitra', VILLAGE, '2025-01-01', '2026-02-01');
    const before = await server.phone(person);
    expect(await ask(moved, 'r-1', before)).toEqual({ state: 'partly', at: 0 });
    expect(await upload(moved, 5_000, before)).toMatchObject({ state: 'there' });

    const phone = await server.worker('mitra', VILLAGE);
    await server.db.pool.query('UPDATE device SET revoked_at = 1 WHERE id = $1', [phone.profile.device]);
    await ask(lost, 'r-2', phone);
    expect(await upload(lost, 5_000, phone)).toMatchObject({ state: 'there' });
    expect((await look(nameOf(lost), 'r-2', phone)).statusCode).toBe(403);

    expect(await ask(newPhoto(), 'r-3', await server.worker('mitra', '10.200.1800.p01.v1'))).toEqual({ state: 'refused' });
    expect(await put(nameOf(early), 0, early, await server.worker('mitra', '10.200.1800.p01.v1'))).toBe(404);
    expect(await put('1'.repeat(64), 0, early)).toBe(404);
  });

  test('may be a PDF that does nothing, larger than a photo may be, and comes out as one to be stored', async () => {
    const file = Buffer.from(pdf('<< /Type /Catalog >>', { pad: MAX_PHOTO_BYTES }));
    const record = await family(nameOf(file));
    await ask(file, record);
    expect(await upload(file, 100_000)).toEqual({ state: 'there', sha256: nameOf(file) });
    const { headers, rawPayload } = await look(nameOf(file), record, reena);
    expect([headers['content-type'], headers['content-disposition'], rawPayload.equals(file)]).toEqual(['application/pdf', 'attachment; filename="paper.pdf"', true]);
    const large = newPhoto(MAX_PHOTO_BYTES);
    await ask(large, await family(nameOf(large)));
    expect(await upload(large, 100_000)).toEqual({ state: 'refused' });
  });

  test('in a piece too large, or of more bytes than any file, is refused', async () => {
    expect(await put('2'.repeat(64), 0, Buffer.alloc(200_000))).toBe(413);
    expect((await reena.send('/api/photos/ask', { photos: [{ name: '2'.repeat(64), size: MAX_PDF_BYTES + 1, record: 'r', bucket: BUCKET }] })).status).toBe(400);
    expect((await reena.send('/api/photos/ask', { photos: [{ name: '../../etc', size: 6, record: 'r', bucket: BUCKET }] })).status).toBe(400);
  });

  test('is safe once it is in a verified backup, and not before', async () => {
    const photo = newPhoto();
    const record = await family(nameOf(photo));
    await ask(photo, record);
    await upload(photo);
    await markPhotosBackedUp(server.db.pool, START - 1);
    expect(await ask(photo, record)).toEqual({ state: 'there', sha256: nameOf(photo) });
    await markPhotosBackedUp(server.db.pool, START);
    expect(await ask(photo, record)).toEqual({ state: 'safe', sha256: nameOf(photo) });
  });
});

describe('sweeping', () => {
  test('a beginning that nobody finishes goes after a week; one that goes on stays', async () => {
    const [left, going] = [newPhoto(), newPhoto()];
    for (const photo of [left, going]) {
      await ask(photo, 'r-9');
      await put(nameOf(photo), 0, photo.subarray(0, 500));
    }
    await later(PARTLY_KEPT_DAYS - 1);
    await put(nameOf(going), 500, going.subarray(500, 600));
    await later(2);
    expect((await sweepPhotos(server.services)).partly).toBe(1);
    expect(await ask(left, 'r-9')).toEqual({ state: 'partly', at: 0 });
    expect(await ask(going, 'r-9')).toEqual({ state: 'partly', at: 600 });
  });

  test('a photo goes only when no record and no held change has named it for a month, and it is safe', async () => {
    const [shown, replaced, contested, waits, unsafe] = [newPhoto(), newPhoto(), newPhoto(), newPhoto(), newPhoto()];
    const records = await Promise.all([nameOf(shown), nameOf(replaced), '4'.repeat(64)].map((name) => family(name)));
    const changed = async (at: number, photo: string): Promise<void> => {
      await reena.sync([reena.change({ photo }, { type: WITH_PHOTO, record: reena.records.get(records[at] ?? '') })]);
    };
    await reena.sync();
    const before = reena.records.get(records[2] ?? '');
    await changed(1, '3'.repeat(64));
    await changed(2, nameOf(contested));
    await reena.sync([reena.change({ photo: '5'.repeat(64) }, { type: WITH_PHOTO, record: before })]);
    const held = reena.change({ headName: 'गीता', cardNumber: '1', photo: nameOf(waits) }, { type: WITH_PHOTO });
    expect((await reena.sync([held])).head?.results?.[0]).toEqual(['h', 'validation', ['cardNumber']]);
    const pairs = [[shown, records[0]], [replaced, records[1]], [contested, records[2]], [waits, held.record], [unsafe, 'r-gone']] as const;
    for (const [photo, record = ''] of pairs) {
      await ask(photo, record);
      await upload(photo);
    }
    await markPhotosBackedUp(server.db.pool, START + 365 * DAY);
    await server.db.pool.query('UPDATE photo SET safe = false WHERE name = $1', [nameOf(unsafe)]);
    await sweepPhotos(server.services);
    await later(UNNAMED_KEPT_DAYS + 1);
    await sweepPhotos(server.services);
    const left = async (photo: Buffer): Promise<boolean> => (await server.db.pool.query('SELECT FROM photo WHERE name = $1', [nameOf(photo)])).rowCount === 1;
    expect(await Promise.all([shown, replaced, contested, waits, unsafe].map(left))).toEqual([true, false, true, true, true]);
    expect((await look(nameOf(shown), records[0] ?? '', reena)).statusCode).toBe(200);
    expect((await server.db.pool.query('SELECT FROM photo_piece u WHERE NOT EXISTS (SELECT FROM photo p WHERE p.name = u.name)')).rowCount).toBe(0);
  });

  test('a photo named again in time stays', async () => {
    const photo = newPhoto();
    const record = await family('6'.repeat(64));
    await ask(photo, record);
    await upload(photo);
    await markPhotosBackedUp(server.db.pool, START + 365 * DAY);
    await sweepPhotos(server.services);
    await later(UNNAMED_KEPT_DAYS - 1);
    await reena.sync();
    await reena.sync([reena.change({ photo: nameOf(photo) }, { type: WITH_PHOTO, record: reena.records.get(record) })]);
    await sweepPhotos(server.services);
    await later(5);
    await sweepPhotos(server.services);
    expect((await look(nameOf(photo), record, reena)).statusCode).toBe(200);
  });
});
