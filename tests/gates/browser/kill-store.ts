// SIGKILL of the browser at random moments while the store alone saves as fast as it can, page after
// page from the same disk: while it opens, repairs, saves, gathers its journal. Faster than by hand.
import type { Random } from '#server/demo/random.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { cutDatabaseLog } from '#tests/support/phone-disk.ts';
import { serveKillPage } from '#tests/client/store/kill-server.ts';
import type { Seen } from '#tests/client/store/kill-page.ts';
import type { Tally } from './scenario.ts';
import { pause } from './until.ts';

/** Kills of one phone, before a fresh one is taken. */
const KILLS_OF_ONE = 20;

export async function killStore(random: Random, kills: number): Promise<Tally> {
  const pages = await serveKillPage();
  const tally = { runs: 0, saved: 0, lost: 0 };
  try {
    for (let left = kills; left > 0; left -= KILLS_OF_ONE) {
      const phone = new BrowserPhone();
      try {
        const one = await killPhone(phone, pages.url, random, Math.min(left, KILLS_OF_ONE));
        tally.runs += one.runs;
        tally.saved += one.saved;
        tally.lost += one.lost;
      } finally {
        await phone.throwAway();
      }
    }
  } finally {
    await pages.close();
  }
  return tally;
}

async function killPhone(phone: BrowserPhone, url: string, random: Random, kills: number): Promise<Tally> {
  const told = new Set<number>();
  let next = 1;
  let lost = 0;
  for (let n = 0; n <= kills; n += 1) {
    await phone.turnOn('about:blank');
    await phone.page.exposeFunction('told', (family: number) => void told.add(family));
    await phone.page.goto(url);
    const seen = await phone.page.evaluate(() => window.killTest.look());
    const missing = missingOf(seen, told);
    lost += missing.length;
    // Once lost is counted once.
    for (const family of missing) told.delete(family);
    if (n === kills) break;
    next = Math.max(next, ...seen.families.map((name) => Number(name.replace(/\D/g, '')))) + 1;
    const working = phone.page.evaluate((from) => window.killTest.work(from), next).catch(() => undefined);
    await pause(random.int(0, 900));
    next = Math.max(next, ...told);
    await phone.kill();
    await working;
    if (random.chance(0.5)) cutDatabaseLog(phone.profile, random.pick([1, 300, 3_000]));
    if (random.chance(0.3)) {
      // Killed while it opens and repairs itself.
      await phone.turnOn('about:blank');
      const opening = phone.page.goto(url).then(() => phone.page.evaluate(() => window.killTest.look())).catch(() => undefined);
      await pause(random.int(0, 600));
      await phone.kill();
      await opening;
    }
  }
  await phone.kill();
  return { runs: kills, saved: told.size + lost, lost };
}

/** @throws when counters have a gap or a family is there twice */
function missingOf(seen: Seen, told: ReadonlySet<number>): number[] {
  if (seen.counters.some((counter, i) => counter !== i + 1)) throw new Error(`counters with a gap: ${seen.counters.join(' ').slice(0, 200)}`);
  const there = new Set(seen.families);
  if (there.size !== seen.families.length) throw new Error('a family is there twice');
  return [...told].filter((family) => !there.has(`family ${family}`));
}
