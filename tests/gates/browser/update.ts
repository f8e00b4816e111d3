// A newer app is published while many changes wait and a form is open, taken on her tap after the form
// is closed; then the office goes back to the older app, whose database is older too. Form, draft and
// everything that waits come through both ways.
import { rmSync } from 'node:fs';
import type { Line } from '#tests/support/between.ts';
import { beginRefusal, choose } from '#tests/support/door-work.ts';
import { hi } from '#tests/support/words.ts';
import type { Mitra } from './mitra.ts';
import { buildNewerApp, published } from './newer-app.ts';
import { compareWithServer, expectSo, missingFamilies, type Tally } from './scenario.ts';
import type { World } from './world.ts';

/** @param changes that wait when the newer app comes */
export async function update(world: World, changes: number): Promise<Tally> {
  const newer = await buildNewerApp();
  try {
    return await there(world, changes, newer);
  } finally {
    rmSync(newer, { recursive: true });
  }
}

async function there(world: World, changes: number, newer: string): Promise<Tally> {
  const mitra = await world.newMitra();
  world.between.be('dead');
  await mitra.survey();
  await mitra.tick(changes);

  const before = await databaseVersion(mitra);
  world.between.be(published(newer, 'dead'));
  let lost = await overOpenForm(world, mitra);
  expectSo(await databaseVersion(mitra) > before, 'the newer app has opened the database in its own form');

  // Back to the older app: the server's own build.
  const older: Line = { each: (path) => (path.startsWith('/api/') ? 'dead' : 'open') };
  world.between.be(older);
  lost += await overOpenForm(world, mitra);

  world.between.be('open');
  await mitra.sendAll();
  const end = await compareWithServer(world, mitra);
  const told = mitra.said.families.size + mitra.said.ticks;
  expectSo(mitra.said.newPhone === 0, 'the phone does not call itself new');
  await mitra.phone.kill();
  return { runs: 2, saved: told, lost: lost + end.lost + Math.max(0, told - end.changes) };
}

/** Another app comes under an open form and is taken after it. @returns families lost */
async function overOpenForm(world: World, mitra: Mitra): Promise<number> {
  const { phone } = mitra;
  const { page } = phone;
  const waited = await mitra.waits();
  await beginRefusal(phone);
  await page.getByText(hi('form:keptNow')).waitFor();
  await page.evaluate(() => { Reflect.set(window, 'sameDocument', true); });
  await page.evaluate(async () => {
    const found = await navigator.serviceWorker.getRegistration();
    await found?.update();
    for (let n = 0; n < 1_200 && found?.waiting === null; n += 1) await new Promise((wait) => setTimeout(wait, 50));
    if (found?.waiting === null) throw new Error('no other app came');
  });
  await choose(phone, 'refusalReason', 'refusal.no_trust');
  await page.getByText(hi('form:keptNow')).waitFor();
  expectSo(await page.getByText(hi('app:update.ready')).count() === 0, 'a form is not troubled by a newer app');

  await phone.press(hi('ui:back'));
  await page.getByText(hi('families:facts')).waitFor();
  await phone.press(hi('ui:back'));
  await phone.goTab('today');
  await mitra.notice(hi('app:update.ready')).waitFor();
  expectSo(await page.evaluate(() => Reflect.get(window, 'sameDocument') === true), 'nothing changes before her tap');
  await Promise.all([page.waitForEvent('load'), phone.press(hi('app:update.apply'))]);
  await phone.unlock();
  expectSo(await page.evaluate(() => Reflect.get(window, 'sameDocument') === undefined), 'the other app runs');
  expectSo(await mitra.waits() === waited, 'as much waits as before');
  // The draft is there with its last answer, and is saved by the other app.
  await phone.goTab('today');
  await page.getByRole('link', { name: hi('today:resume') }).click();
  expectSo(await page.getByRole('radio', { name: hi('jeevika:choice.refusal.no_trust') }).isChecked(), 'the form that was begun is there');
  await mitra.save();
  return missingFamilies(world, mitra);
}

async function databaseVersion({ phone }: Mitra): Promise<number> {
  return phone.page.evaluate(async () => (await indexedDB.databases()).find(({ name = '' }) => /^dehri-[0-9a-f]{8,}$/.test(name))?.version ?? 0);
}
