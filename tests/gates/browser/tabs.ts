// Two windows over one phone's work, and the first of them frozen by the browser while the second takes over.
import type { Page } from 'playwright-core';
import { PIN } from '#tests/support/browser-phone.ts';
import { hi } from '#tests/support/words.ts';
import { compareWithServer, expectSo, type Tally } from './scenario.ts';
import type { World } from './world.ts';

export async function frozenTab(world: World, times: number): Promise<Tally> {
  const mitra = await world.newMitra();
  world.between.be('dead');
  const { phone } = mitra;
  for (let n = 0; n < times; n += 1) {
    await mitra.survey();
    const first = phone.page;
    const second = await first.context().newPage();
    await mitra.said.listen(second);
    await second.bringToFront();
    await phone.cdp?.send('Page.setWebLifecycleState', { state: 'frozen' });
    await second.goto(world.url);
    await second.getByText(hi('app:pin.enter')).first().waitFor();
    await typePin(second);
    // Frozen it answers nobody; its lock is taken from it.
    await second.getByRole('button', { name: hi('app:unlock.here') }).click();
    await phone.useWindow(second);
    await phone.tab('today').waitFor({ timeout: 30_000 });
    await mitra.survey();
    expectSo(await mitra.waits() === mitra.said.families.size, 'the second window has all that waits');
    await thaw(first);
    // Whatever it does now, it neither shows work nor writes.
    await first.getByText(hi('app:unlock.moved')).waitFor();
    await mitra.survey();
    await first.close();
  }
  await phone.kill();
  await mitra.reopen();
  const lost = Math.max(0, mitra.said.families.size - await mitra.waits());
  expectSo(mitra.said.newPhone === 0, 'the phone does not call itself new');
  world.between.be('open');
  await mitra.sendAll();
  const end = await compareWithServer(world, mitra);
  await phone.kill();
  return { runs: times, saved: mitra.said.families.size, lost: lost + end.lost };
}

async function typePin(page: Page): Promise<void> {
  for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).click();
}

async function thaw(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await cdp.detach();
}
