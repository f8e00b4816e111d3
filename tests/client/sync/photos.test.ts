import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { wholePhoto } from '#server/photos/keep-photos.ts';
import { markPhotosBackedUp } from '#server/photos/safe-photos.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { FAMILY, GROUP, NOTICE, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, START, VILLAGE, type TestServer } from '#tests/support/server.ts';
import { photoPhone, sha256, type PhotoPhone } from './photo-phone.ts';

const WITH_PHOTO: RecordType = { ...FAMILY, fields: { ...FAMILY.fields, photo: { kind: 'photo' } } };
const TYPES = [WITH_PHOTO, GROUP, NOTICE];
const PROGRAMME: Programme = { ...TEST_PROGRAMME, recordTypes: TYPES };

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ programmes: [PROGRAMME] });
});
afterAll(() => server.close());

const phoneOf = async (): Promise<PhotoPhone> => photoPhone(server, await server.worker('mitra', VILLAGE), TYPES);
let seed = 100;
const newPhoto = (scan = 60_000): Uint8Array => new Uint8Array(jpeg({ scan, seed: (seed += 1) }));

async function onServer(name: string): Promise<Uint8Array | undefined> {
  const { rows: [photo] } = await server.db.pool.query('SELECT FROM photo WHERE name = $1 AND whole_at IS NOT NULL', [name]);
  if (photo === undefined) return undefined;
  return new Uint8Array(await wholePhoto(server.db.pool, server.services.keys, 193, name));
}

const stages = (phone: PhotoPhone): string[] => phone.store.photosKept().map((p) => p.stage);

describe('photos of a phone', () => {
  test('go after the answers, stay until they are in a verified backup, and can be seen afterwards', async () => {
    const phone = await phoneOf();
    const photo = newPhoto();
    const { name } = await phone.takes(photo);
    await phone.sync.syncNow();
    expect(phone.requests.map((r) => r.split(' ')[1])).toEqual(['/api/sync', '/api/photos/ask', '/api/photos/193/…', '/api/photos/193/…']);
    expect([phone.store.unsent().changes, stages(phone), phone.sync.status().problem]).toEqual([0, ['sent'], undefined]);
    expect(await onServer(name)).toEqual(photo);

    const later = await phone.again();
    await later.sync.syncNow();
    expect(stages(later)).toEqual(['sent']);
    expect(later.disk.photos.has(`photos/${name}`)).toBe(true);
    await markPhotosBackedUp(server.db.pool, START);
    const atLast = await later.again();
    await atLast.sync.syncNow();
    expect([stages(atLast), atLast.disk.photos.has(`photos/${name}`)]).toEqual([[], false]);
    expect(await atLast.store.getPhoto(name)).toEqual(photo);
    expect(atLast.uploaded).toBe(0);
  });

  test('wait for her word on a line that is slow', async () => {
    const phone = await phoneOf();
    phone.good = false;
    await phone.takes(newPhoto());
    await phone.sync.syncNow();
    expect([phone.store.unsent().changes, stages(phone), phone.uploaded]).toEqual([0, ['waiting'], 0]);
    expect((await phone.sync.cost())?.photoSeconds).toBeGreaterThan(5);
    await phone.sync.sendPhotos();
    expect(stages(phone)).toEqual(['sent']);
    await phone.takes(newPhoto());
    await phone.sync.syncNow();
    expect(stages(phone)).toEqual(['sent', 'waiting']);
  });

  test('stand back when an answer is saved while they go', async () => {
    const phone = await phoneOf();
    await phone.takes(newPhoto(150_000));
    let saved = false;
    phone.line = async (pass, url) => {
      if (url.startsWith('/api/photos/193') && !saved) {
        saved = true;
        await phone.store.save({ type: 'family', bucket: `${VILLAGE}/doorstep`, edits: { headName: 'मीना' } });
      }
      return pass();
    };
    await phone.sync.syncNow();
    const piece = '/api/photos/193/…';
    expect(phone.requests.map((r) => r.split(' ')[1])).toEqual(['/api/sync', '/api/photos/ask', piece, '/api/sync', '/api/photos/ask', piece, piece, piece]);
    expect([phone.store.unsent().changes, stages(phone)]).toEqual([0, ['sent']]);
  });

  test('whatever is lost, cut or doubled on the way, arrive whole and once; what had arrived is not sent again', async () => {
    const fault = fc.constantFrom('request lost', 'answer lost', 'answer cut', 'doubled', 'busy', 'login page', 'none');
    await fc.assert(fc.asyncProperty(fc.array(fault, { maxLength: 12 }), fc.integer({ min: 1, max: 100_000 }), async (planned, scan) => {
      const faults = [...planned];
      let phone = await phoneOf();
      const photo = newPhoto(scan);
      const { name } = await phone.takes(photo);
      let sent = 0;
      for (let tries = 0; tries <= planned.length && stages(phone)[0] === 'waiting'; tries += 1) {
        phone.line = async (pass) => {
          const what = faults.shift() ?? 'none';
          if (what === 'request lost') throw new TypeError('network');
          if (what === 'busy') return Response.json({ code: 'busy' }, { status: 503 });
          if (what === 'login page') return new Response('<html>', { headers: { 'content-type': 'text/html' } });
          if (what === 'doubled') await pass();
          const answer = await pass();
          if (what === 'answer lost') throw new TypeError('network');
          if (what === 'answer cut') return new Response((await answer.text()).slice(0, 12), { headers: answer.headers });
          return answer;
        };
        await phone.sync.syncNow();
        sent += phone.uploaded;
        phone = await phone.again();
      }
      phone.line = (pass) => pass();
      await phone.sync.sendPhotos();
      expect(stages(phone)).toEqual(['sent']);
      expect(await onServer(name)).toEqual(photo);
      expect(sent + phone.uploaded).toBeLessThanOrEqual(photo.length + 15 * 128_000);
      phone.sync.stop();
    }), { numRuns: 12 });
  }, 120_000);

  test('nothing but the same SHA-256 makes a phone believe that they arrived', async () => {
    const phone = await phoneOf();
    const { name } = await phone.takes(newPhoto());
    for (const lie of [{ state: 'safe' }, { state: 'there' }, { state: 'safe', sha256: 'f'.repeat(64) }, { state: 'of-the-future', sha256: name.toUpperCase() }]) {
      phone.line = async (pass, url) => (url === '/api/photos/ask' ? Response.json({ photos: [lie] }) : url.startsWith('/api/photos') ? Response.json(lie) : pass());
      await phone.sync.syncNow();
      expect([stages(phone), phone.disk.photos.has(`photos/${name}`)]).toEqual([['waiting'], true]);
    }
    phone.line = (pass) => pass();
    await phone.sync.syncNow();
    expect(stages(phone)).toEqual(['sent']);
  });

  test('that a restored server has lost are handed in again', async () => {
    const phone = await phoneOf();
    const photo = newPhoto();
    const { name } = await phone.takes(photo);
    await phone.sync.syncNow();
    for (const table of ['photo', 'photo_piece', 'photo_record']) await server.db.pool.query(`DELETE FROM ${table} WHERE name = $1`, [name]);
    const restored = await phone.again();
    await restored.sync.syncNow();
    expect(stages(restored)).toEqual(['sent']);
    expect(await onServer(name)).toEqual(photo);
  });

  test('that are no photo, or are damaged on the phone, are told and hold up no other', async () => {
    const phone = await phoneOf();
    const { name: broken } = await phone.takes(newPhoto());
    phone.disk.photos.set(`photos/${broken}`, new Uint8Array([1, 2, 3]));
    await phone.takes(new TextEncoder().encode('<svg onload="alert(1)"/>'));
    const { name } = await phone.takes(newPhoto());
    await phone.sync.syncNow();
    expect(stages(phone)).toEqual(['refused', 'refused', 'sent']);
    expect(await onServer(name)).toBeDefined();
    const { requests } = phone;
    requests.length = 0;
    await phone.sync.syncNow();
    expect(requests).toEqual(['POST /api/sync']);
  });

  test('of a phone that was shut out are handed in before it forgets everything', async () => {
    const worker = await server.worker('mitra', VILLAGE);
    const phone = await photoPhone(server, worker, TYPES);
    phone.good = false;
    const photo = newPhoto();
    const { name } = await phone.takes(photo);
    await server.db.pool.query('UPDATE device SET revoked_at = $2 WHERE id = $1', [worker.profile.device, START]);
    await phone.sync.syncNow();
    expect(phone.sync.status().problem).toEqual({ code: 'device-revoked' });
    expect(await onServer(name)).toEqual(photo);
  });

  test('of a colleague are fetched when they are looked at, checked, and kept', async () => {
    const [mine, hers] = [await phoneOf(), await phoneOf()];
    const photo = newPhoto();
    const { record, name } = await mine.takes(photo);
    mine.good = false;
    await mine.sync.syncNow();
    await hers.sync.syncNow();
    expect(await hers.sync.fetchPhoto(record, name)).toBe('not-there');
    await mine.sync.sendPhotos();
    hers.line = async () => { throw new TypeError('network'); };
    expect(await hers.sync.fetchPhoto(record, name)).toBe('no-network');
    hers.line = async () => new Response(new Uint8Array(jpeg()), { headers: { 'content-type': 'image/jpeg' } });
    expect(await hers.sync.fetchPhoto(record, name)).toBe('no-network');
    hers.line = (pass) => pass();
    expect(await hers.sync.fetchPhoto(record, name)).toBe('here');
    expect(await hers.store.getPhoto(name)).toEqual(photo);
    expect(sha256(photo)).toBe(name);
    const { rows } = await server.db.pool.query(`SELECT count(*) AS n FROM audit WHERE act = 'photo-read' AND subject = $1`, [record]);
    expect(rows).toEqual([{ n: 1 }]);
  });
});
