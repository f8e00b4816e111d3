// Work gets to the server without its owner's PIN: by the locked phone itself, by a file in another
// person's hand, at an office, from a phone that was shut out; and never twice. Real server, real browser.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBetween, type Between } from '#tests/support/between.ts';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { sendAll, surveyRefused } from '#tests/support/door-work.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
let office: Office;
let hers: Between;
let colleagues: Between;
let person = '';
let folder = '';
let file = '';
const mitra = new BrowserPhone();
const colleague = new BrowserPhone();
const manager = new BrowserPhone({ width: 1366, height: 768 });

const applied = async (): Promise<number> => (await office.handedIn(person)).applied;
const hasWorker = async (phone: BrowserPhone): Promise<unknown> =>
  phone.page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');
const networkBack = (phone: BrowserPhone): Promise<unknown> => phone.page.evaluate(() => window.dispatchEvent(new Event('online')));
const lock = async (phone: BrowserPhone): Promise<void> => {
  await phone.page.reload();
  await phone.page.getByText(hi('app:pin.enter')).first().waitFor();
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dehri-rescue-'));
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  [hers, colleagues] = [await openBetween(server.port), await openBetween(server.port)];
  office = await openOffice(database);
  person = await office.newPerson('गुलनार बानो', 'mitra');
  await mitra.turnOn(`http://localhost:${hers.port}/`);
  await mitra.enrol(await office.codeFor(person));
  await mitra.firstList();
  await hasWorker(mitra);
  hers.be('dead');
});
afterAll(async () => {
  await Promise.all([mitra, colleague, manager].map((phone) => phone.throwAway()));
  await office.close();
  await Promise.all([hers, colleagues].map((line) => line.close()));
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.sequential('a locked phone', () => {
  test('says how much waits; when the network is back it hands it in by itself, without the PIN', async () => {
    await surveyRefused(mitra);
    await surveyRefused(mitra);
    // By her own hand, without closing the app.
    await mitra.goTab('today');
    await mitra.page.getByRole('link', { name: hi('app:settings') }).click();
    await mitra.press(hi('app:setting.lock'));
    await mitra.page.getByText(hi('app:sealed.waiting_other', { count: 2 })).waitFor();
    expect(await applied()).toBe(0);
    hers.be('open');
    await networkBack(mitra);
    await mitra.page.getByText(hi('app:sealed.received_other', { count: 2 })).waitFor();
    expect(await office.handedIn(person)).toEqual({ applied: 2, different: 2, highest: 2, held: 0 });
    const { rows } = await office.db.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM record WHERE state->'values'->>'outcome' = 'refused' AND id IN (SELECT record FROM change c JOIN device d ON d.id = c.device WHERE d.person = $1)", [person]);
    expect(rows).toEqual([{ n: 2 }]);
  });

  test('opened again, learns that all has arrived, and nothing came twice', async () => {
    await mitra.page.goto(`http://localhost:${hers.port}/`);
    await mitra.unlock();
    await sendAll(mitra);
    expect(await office.handedIn(person)).toEqual({ applied: 2, different: 2, highest: 2, held: 0 });
    expect(hers.asked().filter((path) => path.startsWith('/api/sealed')).length).toBeGreaterThan(0);
  });

  test('whose work has all arrived says so to one who forgot her PIN', async () => {
    await lock(mitra);
    await mitra.press(hi('app:pin.forgot'));
    await mitra.page.getByText(hi('rescue:forgot.all')).waitFor();
    expect(await mitra.button(hi('rescue:make')).count()).toBe(0);
    await mitra.press(hi('ui:back'));
    await mitra.unlock();
  });
});

describe.sequential('a forgotten PIN and no network', () => {
  test('the work goes into a file, with nothing of its owner in it or in its name', async () => {
    hers.be('dead');
    await surveyRefused(mitra);
    await lock(mitra);
    await mitra.press(hi('app:pin.forgot'));
    await mitra.page.getByText(hi('app:sealed.waiting_one', { count: 1 })).waitFor();
    await mitra.press(hi('rescue:forgot.handIn'));
    await mitra.page.getByText(hi('sync:problem.server-unreachable')).waitFor();
    const [download] = await Promise.all([mitra.page.waitForEvent('download'), mitra.press(hi('rescue:make'))]);
    await mitra.page.getByText(hi('rescue:made_one', { count: 1 })).waitFor();
    expect(download.suggestedFilename()).toMatch(/^dehri-\d{4}-\d{2}-\d{2}-[a-z2-9]{4}\.dehri$/);
    file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n')).toHaveLength(5);
    expect(text).not.toMatch(/गुलनार|refused|survey|10\.192/);
    expect(await applied()).toBe(2);
  });

  test('a colleague without a network takes it; it goes when her network is back, and she sees that it arrived', async () => {
    await colleague.turnOn(`http://localhost:${colleagues.port}/`);
    await colleague.enrol(await office.codeFor(await office.newPerson('सहेली देवी', 'mitra')));
    await colleague.firstList();
    await hasWorker(colleague);
    colleagues.be('dead');
    await colleague.goTab('send');
    await colleague.page.getByRole('link', { name: hi('rescue:title') }).click();
    const wrong = join(folder, 'other.txt');
    writeFileSync(wrong, 'not one of ours');
    await colleague.page.locator('input[type=file]').setInputFiles(wrong);
    await colleague.page.getByText(hi('rescue:fault.not-rescue')).waitFor();
    await colleague.page.locator('input[type=file]').setInputFiles(file);
    await colleague.page.getByText(hi('rescue:carried_one', { count: 1 })).waitFor();
    await colleague.page.getByText(hi('rescue:state.waiting')).waitFor();
    expect(await applied()).toBe(2);
    // It stays over a locking, and goes even while she is locked.
    await lock(colleague);
    colleagues.be('open');
    await networkBack(colleague);
    await expect.poll(applied, { timeout: 10_000 }).toBe(3);
    await colleague.type(PIN);
    await colleague.page.getByText(hi('rescue:state.done')).waitFor();
    await colleague.press(hi('rescue:seen'));
    await expect.poll(() => colleague.page.getByText(hi('rescue:state.done')).count()).toBe(0);
  });

  test('the same file at the office does no harm', async () => {
    await manager.turnOn(`http://localhost:${server.port}/`);
    await manager.enrol(server.codes().find((c) => c.role === 'block-manager')?.code ?? '');
    await manager.press(hi('app:download.start'));
    await manager.press(hi('app:download.open'));
    await manager.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi('desk:section.held') }).click();
    await manager.press(hi('desk:rescue.title'));
    await manager.button(hi('desk:rescue.choose')).waitFor();
    await manager.page.locator('input[type=file]').setInputFiles(file);
    await manager.page.getByText(hi('desk:rescue.received_one', { number: '1' })).waitFor();
    await manager.page.getByText(hi('desk:rescue.held_zero')).waitFor();
    expect(await office.handedIn(person)).toEqual({ applied: 3, different: 3, highest: 3, held: 0 });
  });

  test('a new code makes a new lock; the forgotten one hands in by itself what it still has, without harm', async () => {
    hers.be('open');
    await mitra.press(hi('app:pin.forgotNew'));
    await mitra.enrol(await office.codeFor(person), { picture: 'star', pin: '719352', welcomed: true });
    await mitra.firstList();
    await lock(mitra);
    await mitra.press(hi('app:unlock.other'));
    await mitra.page.getByText(hi('app:unlock.forgotten'), { exact: true }).waitFor();
    await expect.poll(async () => (await office.db.pool.query('SELECT 1 FROM device WHERE person = $1', [person])).rows.length).toBe(2);
    expect(await office.handedIn(person)).toEqual({ applied: 3, different: 3, highest: 3, held: 0 });
    await mitra.press(hi('app:pictures.star'));
    await mitra.unlock('719352');
  });
});

describe.sequential('a phone that was shut out', () => {
  test('hands in its work while locked, where it is held for a decision, and keeps no list of families', async () => {
    hers.be('dead');
    await surveyRefused(mitra);
    await lock(mitra);
    const pages = (): Promise<number> => mitra.page.evaluate(async () => {
      let rows = 0;
      for (const { name = '' } of await indexedDB.databases()) {
        if (!/^dehri-[0-9a-f]{20}$/.test(name)) continue;
        const db = await new Promise<IDBDatabase>((done) => { const open = indexedDB.open(name); open.addEventListener('success', () => done(open.result)); });
        const count = db.transaction('pages').objectStore('pages').count();
        rows += await new Promise<number>((done) => { count.addEventListener('success', () => done(count.result)); });
        db.close();
      }
      return rows;
    });
    expect(await pages()).toBeGreaterThan(0);
    await office.db.pool.query('UPDATE device SET revoked_at = 1 WHERE person = $1', [person]);
    hers.be('open');
    await networkBack(mitra);
    await mitra.page.getByText(hi('app:sealed.shutDone')).waitFor();
    expect(await office.handedIn(person)).toMatchObject({ applied: 3, held: 1 });
    const { rows } = await office.db.pool.query('SELECT code, status FROM held_change WHERE person = $1', [person]);
    expect(rows).toEqual([{ code: 'access', status: 'open' }]);
    await expect.poll(pages).toBe(0);
  });
});
