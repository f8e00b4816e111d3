// Sync on a 2G line: the first list, a week's edits, and nothing new.
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { LINE_2G, LINE_FREE, openSlowLine, type SlowLine } from '#tests/support/slow-line.ts';
import { builtPages, pagePath } from './built.ts';
import { FLOOR_POST, FLOOR_ROWS, floorRoutes } from './floor-routes.ts';
import { median, printFigure } from './line.ts';
import type { Synced } from './pages/phone.ts';
import { openWorld } from './world.ts';

const FAMILIES = 10_000;
const FEW = 600;
const EDITS = 500;
const RUNS = 3;

interface Run {
  readonly seconds: number;
  readonly up: number;
  readonly down: number;
  readonly requests: number;
  /** Seconds from the last request to the first byte of its answer. */
  readonly waited: number;
}

export async function benchSync(): Promise<void> {
  const world = await openWorld(FAMILIES, FEW);
  const phones: BrowserPhone[] = [];
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const [many = '', few = ''] = world.places;
    const rows = (await world.records(many)).map(({ id, values }) => ({ id, ...values }));
    const port = await world.serve(await builtPages(), (app) => floorRoutes(app, rows));
    const line = await openSlowLine(port, LINE_FREE);
    closers.push(() => line.close());

    const pulls: Run[] = [];
    const pullFloors: Run[] = [];
    let phone: BrowserPhone | undefined;
    for (let i = 0; i < RUNS; i += 1) {
      line.shape(LINE_FREE);
      phone = await enrolled(line, await world.mitra(many));
      phones.push(phone);
      pulls.push(await run(line, synced(phone, (s) => s.families === FAMILIES)));
      const { page } = phone;
      pullFloors.push(await run(line, () => page.evaluate((url) => window.phoneBench.fetchAll(url), FLOOR_ROWS)));
    }
    const [pull, pullFloor] = [pulls.map((r) => r.seconds), pullFloors.map((r) => r.seconds)];
    printFigure({ name: `sync.first-pull-${FAMILIES}-2g`, value: median(pull), unit: 's', target: '<= 25', beside: { name: 'the same rows as gzip JSON', value: median(pullFloor), unit: 's' } });
    printFigure({ name: 'sync.first-pull-bytes-a-family', value: median(pulls.map((r) => r.down / FAMILIES)), unit: 'B, headers too', target: '<= 60', beside: { name: 'the same rows as gzip JSON', value: median(pullFloors.map((r) => r.down / FAMILIES)), unit: 'B' } });
    printFigure({ name: 'sync.first-pull-requests', value: median(pulls.map((r) => r.requests)), unit: '', target: '<= 12' });

    if (phone === undefined) return;
    const pushes: Run[] = [];
    const pushFloors: Run[] = [];
    for (let i = 0; i < RUNS; i += 1) {
      line.cut(true);
      const patches = await phone.page.evaluate((count) => window.phoneBench.refuse(count), EDITS);
      line.cut(false);
      pushes.push(await run(line, synced(phone, (s) => s.sent === EDITS && s.unsent === 0)));
      const { page } = phone;
      pushFloors.push(await run(line, () => page.evaluate(([url, body]) => window.phoneBench.postGzip(url, body), [FLOOR_POST, patches] as const)));
    }
    printFigure({ name: `sync.push-${EDITS}-2g`, value: median(pushes.map((r) => r.seconds)), unit: 's', target: '<= 1.5', beside: { name: 'gzip field patches in one POST', value: median(pushFloors.map((r) => r.seconds)), unit: 's' }, note: `${median(pushes.map((r) => r.waited)).toFixed(2)} s of it until the first byte of the answer` });
    printFigure({ name: 'sync.push-bytes-up', value: median(pushes.map((r) => r.up)), unit: 'B, headers too', target: `<= ${25 * EDITS + 1_000}`, beside: { name: 'gzip field patches in one POST', value: median(pushFloors.map((r) => r.up)), unit: 'B' }, note: `${Math.round(median(pushes.map((r) => r.down)))} B come back with it, ${median(pushes.map((r) => r.requests))} requests` });

    const quiet = [await quietSync(line, phone)];
    const other = await enrolled(line, await world.mitra(few));
    phones.push(other);
    await other.page.evaluate(() => window.phoneBench.sync());
    quiet.push(await quietSync(line, other));
    for (const [i, families] of [FAMILIES, FEW].entries()) {
      const { up = 0, down = 0, requests = 0 } = quiet[i] ?? {};
      printFigure({ name: `sync.nothing-new-bytes-${families}-families`, value: up + down, unit: 'B both ways, headers too', target: '<= 1000', note: `${up} up, ${down} down` });
      printFigure({ name: `sync.nothing-new-requests-${families}-families`, value: requests, unit: '', target: '<= 1' });
    }
  } finally {
    for (const phone of phones) await phone.throwAway();
    for (const close of closers) await close();
    await world.close();
  }
}

async function enrolled(line: SlowLine, code: string): Promise<BrowserPhone> {
  const phone = new BrowserPhone();
  await phone.turnOn(`http://localhost:${line.port}${pagePath('phone')}`);
  phone.page.setDefaultTimeout(120_000);
  await phone.page.evaluate(([c, pin]) => window.phoneBench.enrol(c, pin), [code, PIN] as const);
  return phone;
}

function synced({ page }: BrowserPhone, isWhole: (synced: Synced) => boolean): () => Promise<Pick<Synced, 'ms' | 'waited'>> {
  return async () => {
    const result = await page.evaluate(() => window.phoneBench.sync());
    if (!isWhole(result) || result.problem !== undefined) throw new Error(`the sync was not whole: ${JSON.stringify(result)}`);
    return result;
  };
}

async function quietSync(line: SlowLine, phone: BrowserPhone): Promise<Run> {
  const sync = synced(phone, (s) => s.received === 0);
  await run(line, sync);
  return run(line, sync);
}

/** @param work gives the milliseconds the page measured. */
async function run(line: SlowLine, work: () => Promise<number | Pick<Synced, 'ms' | 'waited'>>): Promise<Run> {
  line.shape(LINE_2G);
  line.reset();
  const measured = await work();
  const { ms, waited } = typeof measured === 'number' ? { ms: measured, waited: 0 } : measured;
  return { seconds: ms / 1000, waited: waited / 1000, ...line.bytes(), requests: line.requests() };
}
