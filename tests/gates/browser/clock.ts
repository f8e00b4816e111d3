// The phone's clock jumps ten years ahead or back while a form is open, while it saves, while it sends; and
// back again. It may refuse or lock; what it called saved is there.
import type { Random } from '#server/demo/random.ts';
import { beginRefusal, choose, untilKept } from '#tests/support/door-work.ts';
import { moveClock, withMovableClock } from '#tests/support/movable-clock.ts';
import { hi } from '#tests/support/words.ts';
import type { Mitra } from './mitra.ts';
import { compareWithServer, expectSo, missingFamilies, type Tally } from './scenario.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

const TEN_YEARS = 3652 * 86_400_000;

export async function clockJumps(world: World, random: Random, jumps: number): Promise<Tally> {
  const mitra = await world.newMitra();
  const { phone } = mitra;
  await withMovableClock(phone.page);
  await mitra.reload();
  let lost = 0;
  for (let n = 0; n < jumps; n += 1) {
    world.between.be(random.chance(0.5) ? 'open' : 'dead');
    await mitra.survey();
    await beginRefusal(phone);
    await untilKept(phone);
    await moveClock(phone.page, (n % 2 === 0 ? 1 : -1) * random.int(1, TEN_YEARS));
    await saveOrNot(mitra);
    // Put right.
    await moveClock(phone.page, 0);
    world.between.be('dead');
    await mitra.reload();
    await mitra.toTabs();
    lost += await missingFamilies(world, mitra);
    // Either it was saved, or the form is there to go on with; the next round does.
  }
  expectSo(mitra.said.newPhone === 0, 'the phone does not call itself new');
  world.between.be('open');
  await mitra.sendAll();
  const end = await compareWithServer(world, mitra);
  await phone.kill();
  return { runs: jumps, saved: mitra.said.families.size, lost: lost + end.lost };
}

/** Answers and saves; until it is called saved, or refused, or the app has locked itself. */
async function saveOrNot({ phone }: Mitra): Promise<void> {
  const { page } = phone;
  const ends = [hi('families:savedHere'), hi('app:pin.enter')].map((words) => page.getByText(words).first());
  const locked = ends[1];
  const refused = page.locator('.notice[role=alert]');
  const working = (async () => {
    await choose(phone, 'refusalReason', 'refusal.no_trust');
    await phone.press(hi('form:toReview'));
    await phone.button(hi('form:save')).click();
  })().catch(() => undefined);
  await until(async () => {
    for (const end of [...ends, refused]) if (await end.count() > 0) return true;
    return false;
  }, 'it is saved, refused or locked');
  if (locked !== undefined && await locked.count() > 0) return;
  await working;
}
