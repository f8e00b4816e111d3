// Files of persons: 1,000 open and 5,000 closed on a slow phone. From the PIN to the list without a
// network, and typing and filtering against the same list over a plain array.
import type { Page } from 'playwright-core';
import { CASE_PROGRAMMES } from '#programmes/case-programmes.ts';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { LINE_FREE, openSlowLine } from '#tests/support/slow-line.ts';
import { hi } from '#tests/support/words.ts';
import { centreRecords, CENTRE, ME } from '#tests/client/screens/demo/centre.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { DemoPhone, expectApplied } from '#server/demo/demo-phone.ts';
import { createPerson, upsertPlaces } from '#server/people/people.ts';
import { dayOf } from '#server/services.ts';
import { builtApp, builtPages, pagePath } from './built.ts';
import { median, percentile, printFigure } from './line.ts';
import { slowDown, SLOW_PHONE, timed } from './slow-page.ts';
import { openWorld, type World } from './world.ts';

const OPEN = 1_000;
const CLOSED = 5_000;
const STARTS = 5;
const ROUNDS = 3;
/** As the names are written, so that both sides have the same rows to draw: the plain list finds no other spelling. */
const TYPED = ['सुनीता', 'गीता', '1045', 'पूनम'];

export async function benchCases(): Promise<void> {
  if (CASE_PROGRAMMES.length === 0) throw new Error('no programme keeps files');
  const world = await openWorld();
  try {
    await start(world);
    await typing(world);
  } finally {
    await world.close();
  }
}

/** A centre with all its files, and one who is responsible for them. */
async function fill({ services }: World): Promise<string> {
  await upsertPlaces(services, [{ code: CENTRE, hi: 'सखी वन स्टॉप सेंटर, लखीसराय', en: 'Sakhi One Stop Centre, Lakhisarai' }]);
  const { person, grant } = await createPerson(services, 'रेखा कुमारी', { role: 'case-worker', place: CENTRE, from: '2026-01-01' }, null);
  const phone = new DemoPhone(services, new Map(), { id: grant, person, role: 'case-worker', place: CENTRE, from: '2026-01-01', to: null });
  const now = services.clock();
  for (const { id, type, values } of centreRecords(dayOf(services, now), OPEN, CLOSED)) {
    phone.edit({ type, record: id, place: CENTRE, edits: Object.fromEntries(Object.entries(values).map(([path, value]) => [path, value === ME ? person : value])), at: now });
  }
  expectApplied(await phone.send());
  return (await issueCode(services, person, null)).code;
}

async function start(world: World): Promise<void> {
  const code = await fill(world);
  const phone = new BrowserPhone({ slowdown: SLOW_PHONE });
  const line = await openSlowLine(await world.serve(await builtApp()), LINE_FREE);
  try {
    await phone.turnOn('about:blank');
    const { page } = phone;
    page.setDefaultTimeout(180_000);
    await watchStart(page);
    await page.goto(`http://localhost:${line.port}/`);
    await phone.enrol(code);
    await phone.firstList();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    line.cut(true);
    const starts: number[] = [];
    for (let i = 0; i < STARTS; i += 1) {
      await page.goto(`http://localhost:${line.port}/cases`);
      await page.getByText(hi('app:pin.enter')).first().waitFor();
      await phone.type(PIN);
      await page.waitForFunction(() => window.moments.list > 0);
      const { key, list } = await page.evaluate(() => window.moments);
      starts.push(list - key);
    }
    printFigure({ name: `cases.pin-to-list-${OPEN}-${CLOSED}-slow-offline`, value: median(starts), unit: 'ms', target: '<= 1500', note: `after the PIN's own hashing; slowest ${Math.round(Math.max(...starts))} ms` });
  } finally {
    await line.close();
    await phone.throwAway();
  }
}

async function typing(world: World): Promise<void> {
  const phone = new BrowserPhone();
  try {
    const port = await world.serve(await builtPages());
    await phone.turnOn('about:blank');
    phone.page.setDefaultTimeout(60_000);
    const all: Record<'app' | 'plain', Times> = { app: { search: [], filter: [] }, plain: { search: [], filter: [] } };
    // By turns, so that what else this machine does falls on both sides alike.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const side of ['app', 'plain'] as const) {
        const { search, filter } = await measure(phone, `http://localhost:${port}${pagePath('cases')}#${side}/${OPEN}/${CLOSED}`);
        all[side].search.push(...search);
        all[side].filter.push(...filter);
      }
    }
    for (const what of ['search', 'filter'] as const) {
      for (const p of [50, 95]) {
        const floor = percentile(all.plain[what], p);
        printFigure({ name: `cases.${what}-${OPEN + CLOSED}-slow-p${p}`, value: percentile(all.app[what], p), unit: 'ms', target: `<= ${Math.round(floor * 1.2)} (1.2 × the plain list)`, beside: { name: 'plain array in the same list', value: floor, unit: 'ms' } });
      }
    }
  } finally {
    await phone.throwAway();
  }
}

type Times = Record<'search' | 'filter', number[]>;

async function measure({ page, cdp }: BrowserPhone, url: string): Promise<Times> {
  await slowDown(cdp, 1);
  await page.goto('about:blank');
  await page.goto(url);
  await page.getByRole('searchbox').waitFor();
  await page.locator('.file').first().waitFor();
  await slowDown(cdp, SLOW_PHONE);
  const search: number[] = [];
  const filter: number[] = [];
  // The first word builds what is built once; it is not counted on either side.
  await typeOut(page, 'an');
  for (const text of TYPED) search.push(...await typeOut(page, text));
  // The states alone: other rows of chips choose the kind of file.
  const chips = page.locator('main .filter-chip');
  const states = await chips.count();
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < states; i += 1) {
      const ms = await timed(page, () => chips.nth((i + 1) % states).click());
      if (round > 0) filter.push(ms);
    }
  }
  return { search, filter };
}

async function typeOut(page: Page, text: string): Promise<number[]> {
  const times: number[] = [];
  await page.getByRole('searchbox').focus();
  for (const letter of text) times.push(await timed(page, () => page.keyboard.insertText(letter)));
  await timed(page, () => page.keyboard.press('Control+A'));
  await timed(page, () => page.keyboard.press('Delete'));
  return times;
}

/** Marks the end of the PIN's hashing (its worker answers) and the frame with the first file. */
async function watchStart(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.moments = { key: 0, list: 0 };
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (String(url).includes('argon2')) this.addEventListener('message', () => { window.moments.key = performance.now(); });
      }
    };
    const look = new MutationObserver(() => {
      if (window.moments.key === 0 || document.querySelector('.file') === null) return;
      look.disconnect();
      requestAnimationFrame(() => { setTimeout(() => { window.moments.list = performance.now(); }); });
    });
    look.observe(document, { subtree: true, childList: true });
  });
}
