// Pieces over real sockets, which break or fall silent in the middle.
import { request, type ClientRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { MAX_PIECE_BYTES, photoAnswerSchema, type PhotoState } from '#shared/photo/protocol.ts';
import { jpeg, nameOf } from '#tests/support/pictures.ts';
import { FAMILY, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const WITH_PHOTO: RecordType = { ...FAMILY, fields: { ...FAMILY.fields, photo: { kind: 'photo', merge: 'ask' } } };
const PROGRAMME: Programme = { ...TEST_PROGRAMME, recordTypes: TEST_PROGRAMME.recordTypes.map((t) => (t.name === 'family' ? WITH_PHOTO : t)) };

let server: TestServer;
let reena: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [PROGRAMME] });
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  reena = await server.worker('mitra', VILLAGE);
});
afterAll(() => server.close());

let seed = 500;
/** A photo of some three thousand bytes that a family names and that was asked about. */
async function asked(): Promise<Buffer> {
  const photo = jpeg({ scan: 3_000, seed: (seed += 1) });
  await reena.sync([reena.change({ headName: 'सुनीता', photo: nameOf(photo) }, { type: WITH_PHOTO })]);
  expect(await ask(photo)).toEqual({ state: 'partly', at: 0 });
  return photo;
}

async function ask(photo: Buffer): Promise<PhotoState | undefined> {
  const { body } = await reena.send('/api/photos/ask', { photos: [{ name: nameOf(photo), size: photo.length, record: 'r1', bucket: `${VILLAGE}/doorstep` }] });
  return photoAnswerSchema.parse(body).photos[0];
}

/** Begins a piece of the length told. */
function begin(photo: Buffer, at: number, length: number): ClientRequest {
  const { port } = server.app.server.address() as AddressInfo;
  return request({ port, method: 'PUT', path: `/api/photos/193/${nameOf(photo)}/${at}`, headers: { cookie: reena.cookie, 'content-type': 'application/octet-stream', 'content-length': length } }).on('error', () => undefined);
}

function answer(sending: ClientRequest): Promise<{ readonly status: number; readonly body: unknown }> {
  return new Promise((done) => sending.on('response', (response) => {
    let text = '';
    response.on('data', (part: Buffer) => { text += part.toString(); }).on('end', () => done({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
  }));
}

describe('of a piece on the way', () => {
  test('what has come is kept when the line breaks, and the rest goes on from there', async () => {
    const photo = await asked();
    const sending = begin(photo, 0, photo.length);
    sending.write(photo.subarray(0, 1_234), () => sending.destroy());
    await expect.poll(() => ask(photo)).toEqual({ state: 'partly', at: 1_234 });
    const rest = begin(photo, 1_234, photo.length - 1_234);
    rest.end(photo.subarray(1_234));
    expect(await answer(rest)).toEqual({ status: 200, body: { state: 'there', sha256: nameOf(photo) } });
  });

  test('what has come is told while the dead line is not noticed; what comes of it later changes nothing', async () => {
    const photo = await asked();
    const dead = begin(photo, 0, photo.length);
    dead.write(photo.subarray(0, 1_000));
    await expect.poll(() => ask(photo)).toEqual({ state: 'partly', at: 1_000 });
    const rest = begin(photo, 1_000, 1_500);
    rest.end(photo.subarray(1_000, 2_500));
    expect((await answer(rest)).body).toEqual({ state: 'partly', at: 2_500 });
    dead.end(photo.subarray(1_000));
    expect((await answer(dead)).body).toEqual({ state: 'partly', at: 2_500 });
    const last = begin(photo, 2_500, photo.length - 2_500);
    last.end(photo.subarray(2_500));
    expect((await answer(last)).body).toEqual({ state: 'there', sha256: nameOf(photo) });
  });

  test('what has come is kept every few seconds, before anybody asks', async () => {
    const photo = await asked();
    const kept = async (): Promise<number | undefined> => (await server.db.pool.query<{ received: number }>('SELECT received FROM photo WHERE name = $1', [nameOf(photo)])).rows[0]?.received;
    const sending = begin(photo, 0, photo.length);
    sending.write(photo.subarray(0, 500));
    expect(await kept()).toBe(0);
    for (let at = 500; await kept() === 0; at += 10) {
      server.moveClock(1_000);
      await new Promise<void>((written) => sending.write(photo.subarray(at, at + 10), () => written()));
    }
    expect(await kept()).toBeGreaterThanOrEqual(500);
    sending.destroy();
  });

  test('what is more than was told of the photo is thrown away with it', async () => {
    const photo = await asked();
    const sending = begin(photo, 0, photo.length + 10);
    sending.write(photo);
    await expect.poll(() => ask(photo)).toEqual({ state: 'there', sha256: nameOf(photo) });
    sending.end(Buffer.alloc(10));
    expect((await answer(sending)).body).toEqual({ state: 'there', sha256: nameOf(photo) });
  });
});

test('a piece of more bytes than one may have is refused, whether it says so or not', async () => {
  const photo = await asked();
  const told = begin(photo, 0, MAX_PIECE_BYTES + 1);
  told.flushHeaders();
  expect((await answer(told)).status).toBe(413);
  told.destroy();
  const { port } = server.app.server.address() as AddressInfo;
  const untold = request({ port, method: 'PUT', path: `/api/photos/193/${nameOf(photo)}/0`, headers: { cookie: reena.cookie, 'content-type': 'application/octet-stream', 'transfer-encoding': 'chunked' } }).on('error', () => undefined);
  untold.end(Buffer.alloc(MAX_PIECE_BYTES + 1));
  expect((await answer(untold)).status).toBe(413);
  expect((await ask(photo))?.state).toBe('partly');
});
