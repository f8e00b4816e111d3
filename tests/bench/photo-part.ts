// A photo of 60 kB on a slow line, as a phone hands it in: asked about, sent in pieces, confirmed by its
// SHA-256. Beside it the same bytes in one PUT.
import type { AddressInfo } from 'node:net';
import { openMemoryStore } from '#client/store/memory-store.ts';
import { sendPhotos, type PhotoDeps } from '#client/sync/photos.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { profileSchema } from '#shared/sync/profile.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { createApp } from '#server/http/app.ts';
import { createPerson, upsertPlaces } from '#server/people/people.ts';
import { jpeg, nameOf } from '#tests/support/pictures.ts';
import { cookieFrom, newKeys, PLACES, publicJwk, VILLAGE } from '#tests/support/server.ts';
import { LINE_2G, LINE_FREE, openSlowLine, type LineShape } from '#tests/support/slow-line.ts';
import { median, printFigure } from './line.ts';
import { scratchServer } from './server-database.ts';

const BYTES = 60_000;
const RUNS = 5;
/** What a crowded cell gives. */
const LINE_40K: LineShape = { bitsPerSecond: 40_000, roundTripMs: 600 };

export async function benchPhotos(): Promise<void> {
  const { services, close } = await scratchServer();
  await upsertPlaces(services, PLACES);
  const app = await createApp({ services, limits: { requestsPerMinute: 1_000_000 } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address: AddressInfo | string | null = app.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server listens on a port');
  const line = await openSlowLine(address.port, LINE_FREE);
  try {
    const { person } = await createPerson(services, 'रीना देवी', { role: 'mitra', place: VILLAGE, from: '2026-01-01', to: null }, null);
    const { code } = await issueCode(services, person, null);
    const reply = await app.inject({ method: 'POST', url: '/api/enrol', payload: { code, publicKey: await publicJwk(await newKeys()), app: 'bench' } });
    const cookie = cookieFrom(reply.headers['set-cookie']);
    const { profile }: { profile: unknown } = reply.json();
    const store = await openMemoryStore({ types: PROGRAMMES.flatMap((p) => p.recordTypes), now: Date.now, profile: profileSchema.parse(profile) });
    const fetchHere = (url: string, init: RequestInit): Promise<Response> => fetch(`http://127.0.0.1:${line.port}${url}`, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), cookie } });
    const deps: PhotoDeps = { store, fetch: fetchHere, isOnline: () => true, renewSession: async () => 'refused', now: () => performance.now() };
    let seed = 1;
    const newPhoto = (): Buffer => jpeg({ scan: BYTES - 240, seed: (seed += 1) });

    for (const [name, shape] of [['2g', LINE_2G], ['40k', LINE_40K]] as const) {
      const sent: number[] = [];
      const floor: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const photo = await store.putPhoto(newPhoto());
        const saved = await store.save({ type: 'shg', bucket: `${VILLAGE}/groups`, edits: { name: 'उजाला', photo } });
        if (!saved.ok) throw new Error(saved.reason);
        await store.settle(store.outbox(9), [['a', run + 1]]);
        line.shape(shape);
        sent.push(await seconds(() => sendPhotos(deps, { send: true, askAll: false, signal: new AbortController().signal, alive: () => undefined, onProgress: () => undefined })));
        if (store.photosKept().some((p) => p.stage === 'waiting')) throw new Error('it was handed in');

        const plain = newPhoto();
        line.shape(LINE_FREE);
        await fetchHere('/api/photos/ask', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ photos: [{ name: nameOf(plain), size: plain.length, record: 'r', bucket: `${VILLAGE}/groups` }] }) });
        line.shape(shape);
        floor.push(await seconds(async () => (await fetchHere(`/api/photos/193/${nameOf(plain)}/0`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(plain) })).text()));
      }
      printFigure({ name: `photos.60kb-${name}`, value: median(sent), unit: 's', target: '<= 1.6 x', beside: { name: 'the same bytes in one PUT', value: median(floor), unit: 's' }, note: `${shape.bitsPerSecond / 1000} kbit/s, ${shape.roundTripMs} ms` });
    }
  } finally {
    await line.close();
    await app.close();
    await close();
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
