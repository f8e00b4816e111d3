// A browser that will not promise to keep the storage, or fails when asked, on a phone with little space
// left: work is saved all the same. (How little space there is a browser no longer tells a page.)
import { compareWithServer, expectSo, missingFamilies, type Tally } from './scenario.ts';
import type { World } from './world.ts';

/** What the browser says to `storage.persist()`. */
const ANSWERS = ['refuses', 'fails', 'is silent'] as const;
const LITTLE = 20 * 1024 * 1024;

export async function notPersistent(world: World): Promise<Tally> {
  const { origin } = new URL(world.url);
  let saved = 0;
  let lost = 0;
  for (const answer of ANSWERS) {
    const mitra = await world.enrolledMitra();
    const { phone } = mitra;
    await phone.page.addInitScript((how) => {
      navigator.storage.persist = () => (how === 'refuses' ? Promise.resolve(false) : how === 'fails' ? Promise.reject(new TypeError('not allowed')) : new Promise(() => undefined));
    }, answer);
    await mitra.begin();
    await mitra.reload();
    const used = await phone.page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
    await phone.cdp?.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: used + LITTLE });
    world.between.be('dead');
    await mitra.survey();
    await mitra.survey();
    expectSo(!(await phone.page.evaluate(() => navigator.storage.persisted())), 'the storage is not promised');
    await phone.kill();
    await mitra.reopen();
    lost += await missingFamilies(world, mitra);
    world.between.be('open');
    await mitra.sendAll();
    lost += (await compareWithServer(world, mitra)).lost;
    saved += mitra.said.families.size;
    await phone.kill();
  }
  return { runs: ANSWERS.length, saved, lost };
}
