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
import { median, printFigure } from './line.ts';
import { inTurn, printAgainstPlain } from './list-typing.ts';
import { SLOW_PHONE } from './slow-page.ts';
import { openWorld, type World } from './world.ts';

const OPEN = 1_000;
const CLOSED = 5_000;
const STARTS = 5;
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
    printAgainstPlain(await inTurn(phone, {
      urlOf: (side) => `http://localhost:${port}${pagePath('cases')}#${side}/${OPEN}/${CLOSED}`,
      // The states alone: other rows of chips choose the kind of file.
      row: '.file', chips: 'main .filter-chip', typed: TYPED, slowdown: SLOW_PHONE,
    }), `cases.$what-${OPEN + CLOSED}-slow`);
  } finally {
    await phone.throwAway();
  }
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
