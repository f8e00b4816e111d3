// A line of 2G speed: five hundred changes go up, a whole list comes down; and networks that answer with
// a page of their own, as 200 or as a redirection.
import { TO_LOGIN } from '#tests/support/between.ts';
import { LINE_2G, LINE_FREE } from '#tests/support/slow-line.ts';
import { hi } from '#tests/support/words.ts';
import { compareWithServer, expectSo, type Tally } from './scenario.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

const PATIENCE_S = 600;

export async function pushOver2G(world: World, changes: number): Promise<Tally> {
  const mitra = await world.newMitra();
  world.between.be('dead');
  await mitra.tick(changes);
  world.slow.shape(LINE_2G);
  world.between.be('open');
  await mitra.sendAll(PATIENCE_S);
  world.slow.shape(LINE_FREE);
  const end = await compareWithServer(world, mitra);
  await mitra.phone.kill();
  return { runs: 1, saved: mitra.said.ticks, lost: Math.max(0, mitra.said.ticks - end.changes) };
}

/** The first list of a whole block over 2G. `saved` is what the phone calls whole; `lost` what the server has for her besides. */
export async function pullOver2G(world: World): Promise<Tally> {
  const { office, slow, between } = world;
  const { rows: [block] } = await office.db.pool.query<{ place: string }>("SELECT place FROM role_grant WHERE role = 'block-manager' ORDER BY person LIMIT 1");
  if (block === undefined) throw new Error('nobody has a whole block');
  const mitra = await world.enrolledMitra(block.place);
  between.be('open');
  slow.shape(LINE_2G);
  const { page } = mitra.phone;
  await mitra.phone.press(hi('app:download.start'));
  await page.getByText(hi('app:download.done')).waitFor({ timeout: PATIENCE_S * 1_000 });
  slow.shape(LINE_FREE);
  await mitra.phone.press(hi('app:download.open'));
  await mitra.phone.goTab('families');
  const chip = page.getByRole('group', { name: hi('families:byState') }).getByRole('button').first();
  const { rows: [row] } = await office.db.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM record WHERE type = 'household' AND bucket LIKE $1", [`${block.place}%`]);
  let shown = 0;
  await until(async () => {
    shown = Number((await chip.innerText()).replaceAll(/\D/g, ''));
    return shown > 0;
  }, 'families are counted');
  await mitra.phone.kill();
  return { runs: 1, saved: shown, lost: Math.max(0, (row?.n ?? 0) - shown) };
}

export async function captivePortal(world: World): Promise<Tally> {
  const mitra = await world.newMitra();
  const { between } = world;
  for (const line of ['login', TO_LOGIN] as const) {
    between.be(line);
    await mitra.survey();
    await mitra.phone.goTab('send');
    await mitra.phone.press(hi('sync:send'));
    await mitra.notice(hi('sync:problem.captive-portal')).waitFor();
    expectSo(await mitra.phone.page.getByText(hi('sync:allSent'), { exact: true }).count() === 0, 'a page of the network is no receipt');
    expectSo(await mitra.waits() === 1, 'the work waits');
    between.be('open');
    await mitra.sendAll();
  }
  const end = await compareWithServer(world, mitra);
  await mitra.phone.kill();
  return { runs: 2, saved: mitra.said.families.size, lost: end.lost };
}
