// The phone fills up under an open form. Whatever is called saved is saved; what is refused stays on the
// screen with words that say what to do; with room again it is saved, and what was before is whole.
import type { Random } from '#server/demo/random.ts';
import { beginRefusal, choose, untilKept } from '#tests/support/door-work.ts';
import { hi } from '#tests/support/words.ts';
import type { Mitra } from './mitra.ts';
import { compareWithServer, expectSo, missingFamilies, type Tally } from './scenario.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

export async function full(world: World, random: Random, times: number): Promise<Tally> {
  const mitra = await world.newMitra();
  const { phone } = mitra;
  world.between.be('dead');
  let lost = 0;
  for (let n = 0; n < times; n += 1) {
    await mitra.survey();
    await beginRefusal(phone);
    await untilKept(phone);
    // The browser looks at the space left only now and then; surely when the app is opened again.
    await setQuota(world, mitra, random.int(1_000, 50_000));
    if (!await isRefused(mitra)) {
      await beginRefusal(phone);
      await phone.page.getByText(hi('form:keptNow')).or(mitra.notice(hi('form:notKept.do'))).first().waitFor();
      await mitra.reload();
      expectSo(await isRefused(mitra), 'a full phone refuses to save');
    }
    await phone.page.locator('.action-bar').getByRole('button', { name: hi('form:previous') }).click();
    expectSo(await phone.page.getByRole('radio', { name: hi('jeevika:choice.refusal.no_trust') }).isChecked(), 'the answers stand in the form');
    await setQuota(world, mitra);
    await mitra.save();
    await phone.kill();
    await mitra.reopen();
    lost += await missingFamilies(world, mitra);
  }
  expectSo(mitra.said.newPhone === 0, 'the phone does not call itself new');
  world.between.be('open');
  await mitra.sendAll();
  const end = await compareWithServer(world, mitra);
  await phone.kill();
  return { runs: times, saved: mitra.said.families.size, lost: lost + end.lost };
}

/** Saves the open form. True: refused, and it is said what to do. */
async function isRefused(mitra: Mitra): Promise<boolean> {
  const { phone } = mitra;
  const refused = mitra.notice(hi('form:failed.storage-full'));
  const saved = phone.page.getByText(hi('families:savedHere'));
  await choose(phone, 'refusalReason', 'refusal.no_trust');
  await phone.press(hi('form:toReview'));
  await phone.button(hi('form:save')).click();
  await until(async () => await refused.count() + await saved.count() > 0, 'the form is saved or refused');
  if (await refused.count() > 0) return true;
  await phone.page.getByRole('link', { name: hi('families:savedList') }).first().click();
  return false;
}

/** @param bytes undefined: as much as there really is */
async function setQuota({ url }: World, { phone }: Mitra, bytes?: number): Promise<void> {
  await phone.cdp?.send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, ...(bytes !== undefined && { quotaSize: bytes }) });
}
