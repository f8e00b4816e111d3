// A photo of 60 kB on a slow line, as a phone hands it in: asked about, sent in pieces, confirmed by its
// SHA-256; beside it the same bytes in one PUT. Photos of papers over a line that breaks every ten seconds. And
// a photograph of twelve megapixels of a page of text, made small on a slow phone.
import type { AddressInfo } from 'node:net';
import { openMemoryStore } from '#client/store/memory-store.ts';
import { sendPhotos, type PhotoDeps } from '#client/sync/photos.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { profileSchema } from '#shared/sync/profile.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { createApp } from '#server/http/app.ts';
import { createPerson, upsertPlaces } from '#server/people/people.ts';
import { handInThroughBreaks } from '#tests/support/broken-line.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { jpeg, nameOf } from '#tests/support/pictures.ts';
import { cookieFrom, newKeys, PLACES, publicJwk, VILLAGE } from '#tests/support/server.ts';
import { LINE_2G, LINE_FREE, openSlowLine, type LineShape } from '#tests/support/slow-line.ts';
import { builtPages, pagePath } from './built.ts';
import { median, printFigure } from './line.ts';
import { scratchServer } from './server-database.ts';
import { slowDown, SLOW_PHONE } from './slow-page.ts';
import { openWorld } from './world.ts';

const BYTES = 60_000;
const RUNS = 5;
/** What a crowded cell gives. */
const LINE_40K: LineShape = { bitsPerSecond: 40_000, roundTripMs: 600 };
const PAPER_BYTES = 150_000;
const PAPERS = 3;
const BREAK = { every: { milliseconds: 10_000 }, lasts: 500 };

export async function benchPhotos(): Promise<void> {
  await benchHandingIn();
  await benchPapers();
}

async function benchHandingIn(): Promise<void> {
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
    const newPhoto = (bytes = BYTES): Buffer => jpeg({ scan: bytes - 240, seed: (seed += 1) });
    const keepPhoto = async (bytes: Buffer): Promise<void> => {
      const photo = await store.putPhoto(bytes);
      const saved = await store.save({ type: 'shg', bucket: `${VILLAGE}/groups`, edits: { name: 'उजाला', photo } });
      if (!saved.ok) throw new Error(saved.reason);
      await store.settle(store.outbox(9), [['a', seed]]);
    };

    for (const [name, shape] of [['2g', LINE_2G], ['40k', LINE_40K]] as const) {
      const sent: number[] = [];
      const floor: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        await keepPhoto(newPhoto());
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

    for (let i = 0; i < PAPERS; i += 1) await keepPhoto(newPhoto(PAPER_BYTES));
    line.shape(LINE_40K);
    const { breaks, resent, rounds } = await handInThroughBreaks({ line, ...BREAK }, deps);
    printFigure({
      name: 'photo-resent-share', value: (100 * resent) / (PAPERS * PAPER_BYTES), unit: '% of the bytes sent twice', target: '<= 5',
      note: `${PAPERS} photos of ${PAPER_BYTES / 1000} kB at ${LINE_40K.bitsPerSecond / 1000} kbit/s, ${LINE_40K.roundTripMs} ms, ${breaks} breaks, one every ${BREAK.every.milliseconds / 1000} s; taken up again ${rounds} times`,
    });
  } finally {
    await line.close();
    await app.close();
    await close();
  }
}

async function benchPapers(): Promise<void> {
  const world = await openWorld();
  const phone = new BrowserPhone();
  try {
    const port = await world.serve(await builtPages());
    await phone.turnOn(`http://localhost:${port}${pagePath('paper')}`);
    const { page, cdp } = phone;
    for (const [name, dense] of [['document-photo', false], ['document-photo-dense', true]] as const) {
      await slowDown(cdp, 1);
      const taken = await page.evaluate((full) => window.takePaper(full), dense);
      await slowDown(cdp, SLOW_PHONE);
      const runs = [];
      for (let run = 0; run < RUNS; run += 1) runs.push(await page.evaluate(() => window.shrinkPaper()));
      const [{ bytes, width, height } = { bytes: 0, width: 0, height: 0 }] = runs;
      const note = `a page of text, 12 MP, ${Math.round(taken / 1000)} kB, to ${width}×${height}`;
      printFigure({ name: `${name}-seconds`, value: median(runs.map((run) => run.took)) / 1000, unit: `s at ${SLOW_PHONE}× slowdown`, target: '<= 2', note });
      printFigure({ name: `${name}-kb`, value: bytes / 1000, unit: 'kB', target: '<= 150', note });
    }
  } finally {
    await phone.throwAway();
    await world.close();
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
