// A photo from the camera to the coordinator's screen, over a server that dies half-way; and a family that
// is erased at the desk while a mitra has a form about it open. Real browsers, real server.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TYPED_LENGTH } from '#shared/desk/erase.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { exif } from '#tests/support/pictures.ts';
import { testDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
let db: pg.Client;
const folder = mkdtempSync(join(tmpdir(), 'dehri-photos-'));
const mitra = new BrowserPhone();
const coordinator = new BrowserPhone({ width: 1366, height: 768 });
const manager = new BrowserPhone({ width: 1366, height: 768 });
const url = (): string => `http://localhost:${server.port}/`;

beforeAll(async () => {
  const database = await testDatabaseUrl();
  server = await runServer({ DATABASE_URL: database, DATA_DIR: folder });
  db = new pg.Client({ connectionString: database });
  await db.connect();
});
afterAll(async () => {
  for (const phone of [mitra, coordinator, manager]) await phone.throwAway();
  await db.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const codeOf = (role: string): string => server.codes().find((c) => c.role === role)?.code ?? '';

/** Within the open app, as a link would. */
async function go(phone: BrowserPhone, path: string): Promise<void> {
  await phone.page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** As a camera gives it: large, and saying where it was taken. */
async function shot(): Promise<Buffer> {
  const plain = await mitra.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(2400, 1800);
    const pen = canvas.getContext('2d');
    for (let i = 0; i < 900; i += 1) {
      if (pen !== null) pen.fillStyle = `hsl(${(i * 47) % 360} 60% 50%)`;
      pen?.fillRect((i % 30) * 80, Math.floor(i / 30) * 60, 79, 59);
    }
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())];
  });
  return Buffer.concat([Buffer.from(plain.slice(0, 2)), exif, Buffer.from(plain.slice(2))]);
}

describe.sequential('a photo', () => {
  let group = '';

  test('is taken in a group\'s form, and stays on the phone while the server is away', async () => {
    await mitra.turnOn(url());
    await mitra.enrol(codeOf('mitra'));
    await mitra.firstList();
    await mitra.goTab('groups');
    await mitra.page.locator('main a[href^="/groups/group"]').first().click();
    group = mitra.page.url().split('/').at(-1) ?? '';
    await mitra.page.getByRole('link', { name: hi('groups:particulars') }).click();
    await mitra.page.locator('input[type=file]').setInputFiles({ name: 'IMG_20261122.jpg', mimeType: 'image/jpeg', buffer: await shot() });
    await mitra.page.getByRole('img', { name: hi('form:photo.taken') }).waitFor();
    await server.kill();
    await mitra.press(hi('form:toReview'));
    await mitra.button(hi('form:save')).click();
    await mitra.page.getByRole('img', { name: hi('sync:photos.one') }).waitFor();
    await mitra.page.getByText(hi('sync:photos.waitsHere')).waitFor();
    await go(mitra, '/send');
    await mitra.page.getByText(hi('sync:photos.waiting_one').replace('{{count}}', '1')).first().waitFor();
    expect(await mitra.page.getByText(hi('sync:allSent')).count()).toBe(0);
  });

  test('goes after the answers when the server is back, and what arrives says nothing of where it was taken', async () => {
    await server.start();
    await mitra.button(hi('sync:send')).or(mitra.button(hi('sync:check'))).first().click();
    await mitra.page.getByText(hi('sync:allSent')).waitFor({ timeout: 60_000 });
    const { rows: [photo] } = await db.query<{ whole: boolean; name: string; bytes: Buffer }>(
      `SELECT p.whole_at IS NOT NULL AS whole, p.name, (SELECT string_agg(bytes, '' ORDER BY at) FROM photo_piece u WHERE u.name = p.name) AS bytes FROM photo p`);
    expect(photo?.whole).toBe(true);
    expect([photo?.bytes.includes('Exif'), photo?.bytes.includes('GPS'), (photo?.bytes.length ?? 0) < 200_000]).toEqual([false, false, true]);
  });

  test('is seen by her coordinator, who has it from the server', async () => {
    await coordinator.turnOn(url());
    await coordinator.enrol(codeOf('coordinator'));
    await coordinator.press(hi('app:download.start'));
    await coordinator.press(hi('app:download.open'));
    await coordinator.page.waitForURL(/desk/);
    await go(coordinator, `/groups/${group}`);
    await coordinator.page.getByRole('img', { name: hi('sync:photos.one') }).waitFor();
    const { rows } = await db.query(`SELECT subject FROM audit WHERE act = 'photo-read'`);
    expect(rows).toEqual([{ subject: group }]);
  });
});

describe.sequential('a family', () => {
  let family = '';

  test('is erased at the desk, with the end of its number typed', async () => {
    await mitra.goTab('families');
    await mitra.page.locator('main a[href^="/families/"]:not([href$="/new"])').first().click();
    family = mitra.page.url().split('/').at(-1) ?? '';
    await mitra.page.getByRole('link', { name: hi('families:survey') }).or(mitra.page.getByRole('link', { name: hi('families:openAgain') })).first().click();
    await mitra.page.locator('.form-page').waitFor();
    await mitra.page.locator('.form-page input').first().click({ force: true });
    await mitra.page.getByText(hi('form:keptNow')).waitFor();

    await manager.turnOn(url());
    await manager.enrol(codeOf('block-manager'));
    await manager.press(hi('app:download.start'));
    await manager.press(hi('app:download.open'));
    await manager.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi('desk:section.erase') }).click();
    await manager.page.getByLabel(hi('desk:erase.record')).fill(family);
    await manager.press(hi('desk:erase.look'));
    await manager.page.getByText(hi('desk:erase.forGood')).waitFor();
    expect(await manager.button(hi('desk:erase.yes')).isDisabled()).toBe(true);
    await manager.page.getByText(hi('desk:erase.reason.asked')).click();
    await manager.page.getByLabel(/अंतिम/).fill(family.slice(-TYPED_LENGTH));
    await manager.press(hi('desk:erase.yes'));
    await manager.page.getByText(hi('desk:erase.done')).waitFor();
    expect((await db.query('SELECT FROM record WHERE id = $1', [family])).rowCount).toBe(0);
    expect(readFileSync(join(folder, 'erased'), 'utf8')).toMatch(new RegExp(`^\\d+ ${family} \\d+ asked\n$`));
  });

  test('leaves the phone of the mitra at her next contact, draft and all, and she is told', async () => {
    await go(mitra, '/send');
    await mitra.button(hi('sync:check')).click();
    await mitra.goTab('today');
    await mitra.page.getByText(hi('app:incident.record-erased')).waitFor({ timeout: 60_000 });
    await mitra.goTab('families');
    expect(await mitra.page.locator(`main a[href="/families/${family}"]`).count()).toBe(0);
  });
});
