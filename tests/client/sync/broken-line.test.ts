// The real photos' loop before the real server, over a line that is cut again and again: ten times as fast as a crowded
// cell, and cut after as many bytes as go there in ten seconds.
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import { wholePhoto } from '#server/photos/keep-photos.ts';
import { handInThroughBreaks } from '#tests/support/broken-line.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { FAMILY, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, START, VILLAGE, type TestServer } from '#tests/support/server.ts';
import { openSlowLine } from '#tests/support/slow-line.ts';

const WITH_PHOTO: RecordType = { ...FAMILY, fields: { ...FAMILY.fields, photo: { kind: 'photo', merge: 'ask' } } };
const PROGRAMME: Programme = { ...TEST_PROGRAMME, recordTypes: TEST_PROGRAMME.recordTypes.map((t) => (t.name === 'family' ? WITH_PHOTO : t)) };

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ programmes: [PROGRAMME] });
  await server.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.close());

test('of a photo on a line that breaks every fifty kilobytes not one byte in twenty goes twice', { timeout: 60_000 }, async () => {
  const line = await openSlowLine((server.app.server.address() as AddressInfo).port, { bitsPerSecond: 400_000, roundTripMs: 40 });
  try {
    const reena = await server.worker('mitra', VILLAGE);
    const store = await openMemoryStore({ types: PROGRAMME.recordTypes, now: () => START, profile: reena.profile });
    const bytes = jpeg({ scan: 150_000 });
    const photo = await store.putPhoto(bytes);
    await store.save({ type: 'family', bucket: `${VILLAGE}/doorstep`, edits: { headName: 'सुनीता', photo } });
    await store.settle(store.outbox(9), [['a', 1]]);
    const { breaks, resent } = await handInThroughBreaks({ line, every: { bytes: 50_000 }, lasts: 30 }, {
      store, isOnline: () => true, renewSession: async () => 'refused', now: () => performance.now() * 10,
      fetch: (url, init) => fetch(`http://127.0.0.1:${line.port}${url}`, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), cookie: reena.cookie } }),
    });
    expect(breaks).toBeGreaterThanOrEqual(2);
    expect(resent / bytes.length).toBeLessThanOrEqual(0.05);
    expect(store.photosKept().map((p) => p.stage)).toEqual(['sent']);
    expect((await wholePhoto(server.db.pool, server.services.keys, 193, photo)).equals(bytes)).toBe(true);
  } finally {
    await line.close();
  }
});
