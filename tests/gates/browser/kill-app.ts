// SIGKILL of the browser at random moments of real work in the real app: while families are surveyed,
// while guests of a camp are ticked, while changes are handed in, while the app opens and repairs
// itself; now and then a torn end of IndexedDB's log besides.
import type { Random } from '#server/demo/random.ts';
import { PIN } from '#tests/support/browser-phone.ts';
import { cutDatabaseLog } from '#tests/support/phone-disk.ts';
import { hi } from '#tests/support/words.ts';
import type { Mitra } from './mitra.ts';
import { compareWithServer, missingFamilies, type Tally } from './scenario.ts';
import { pause, until } from './until.ts';
import type { World } from './world.ts';

export type KilledWork = 'surveys' | 'ticks';

export async function killApp(world: World, random: Random, { kills, work }: { readonly kills: number; readonly work: KilledWork }): Promise<Tally> {
  const mitra = await world.newMitra();
  let lost = 0;
  for (let n = 0; n <= kills; n += 1) {
    // Nothing is sent before it has been looked at.
    world.between.be('dead');
    if (n > 0) await mitra.reopen();
    lost += await missingFamilies(world, mitra);
    world.between.be('open');
    await mitra.fetchLostList();
    if (work === 'ticks') lost += await wrongTicks(mitra);
    if (n === kills) break;
    const sending = random.chance(0.3);
    if (!sending) world.between.be('dead');
    let stopped: unknown;
    const doing = (sending ? send(mitra) : doWork(mitra, work)).catch((error: unknown) => { stopped = error; });
    const told = toldOf(mitra) + random.int(0, work === 'surveys' ? 2 : 30);
    if (!sending) {
      await until(() => {
        if (stopped !== undefined) throw stopped instanceof Error ? stopped : new Error('the work stopped by itself');
        return toldOf(mitra) >= told;
      }, 'enough is saved before the battery is pulled');
    }
    await pause(random.int(0, 800));
    await mitra.phone.kill();
    await doing;
    if (random.chance(0.5)) cutDatabaseLog(mitra.phone.profile, random.pick([1, 300, 3_000]));
    // Killed while it opens and repairs itself.
    if (random.chance(0.25)) {
      await mitra.switchOn();
      const opening = mitra.phone.type(PIN).catch(() => undefined);
      await pause(random.int(0, 1_500));
      await mitra.phone.kill();
      await opening;
    }
  }
  world.between.be('open');
  await mitra.sendAll();
  const end = await compareWithServer(world, mitra);
  await mitra.phone.kill();
  if (mitra.said.newPhone > 0) throw new Error('the phone called itself new');
  // A change in flight at a kill may be there besides.
  return { runs: kills, saved: toldOf(mitra), lost: lost + end.lost + Math.max(0, toldOf(mitra) - end.changes) };
}

function toldOf({ said }: Mitra): number {
  return said.families.size + said.ticks;
}

async function doWork(mitra: Mitra, work: KilledWork): Promise<void> {
  for (;;) await (work === 'surveys' ? mitra.survey() : mitra.tick(200));
}

async function send({ phone }: Mitra): Promise<void> {
  await phone.goTab('send');
  await phone.button(hi('sync:send')).or(phone.button(hi('sync:check'))).click();
}

/** The guest whose tick was on its way when the battery was pulled may stand either way. */
async function wrongTicks(mitra: Mitra): Promise<number> {
  const guests = await mitra.openCamp();
  const shown = await guests.evaluateAll((rows) => rows.map((row) => [row.querySelector('.guest__text')?.textContent ?? '', row.querySelector('.guest__box svg') !== null] as const));
  await mitra.phone.press(hi('ui:back'));
  const { guests: told } = mitra.said;
  const wrong = shown.filter(([whose, ticked]) => whose !== mitra.ticking && told.has(whose) && told.get(whose) !== ticked);
  for (const [whose, ticked] of shown) if (told.has(whose)) told.set(whose, ticked);
  return wrong.length;
}
