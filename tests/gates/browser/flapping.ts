// The network comes and goes every one to ten seconds, and while it is there every request may meet
// anything, while she goes on saving and sending. In the end everything is on the server exactly once.
import type { Random } from '#server/demo/random.ts';
import { hi } from '#tests/support/words.ts';
import { compareWithServer, expectSo, type Tally } from './scenario.ts';
import { storm } from './weather.ts';
import type { World } from './world.ts';

export interface FlapAmounts {
  readonly seconds: number;
  /** How long the line stays as it is, least and most. */
  readonly every: readonly [number, number];
}

export async function flapping(world: World, random: Random, { seconds, every: [least, most] }: FlapAmounts): Promise<Tally> {
  const mitra = await world.newMitra();
  const { phone, said } = mitra;
  let changes = 0;
  let timer: NodeJS.Timeout | undefined;
  const flap = (): void => {
    changes += 1;
    world.between.be(random.weighted([['dead', 3], [storm(random), 5], ['open', 2]]));
    timer = setTimeout(flap, random.int(least * 1_000, most * 1_000));
  };
  flap();
  try {
    const end = Date.now() + seconds * 1_000;
    while (Date.now() < end) {
      if (random.chance(0.3) && await mitra.hasHousesLeft()) await mitra.survey();
      else await mitra.tick(random.int(3, 25));
      await phone.goTab('send');
      await phone.button(hi('sync:send')).or(phone.button(hi('sync:check'))).click({ timeout: 500 }).catch(() => undefined);
    }
  } finally {
    clearTimeout(timer);
  }
  world.between.be('open');
  await mitra.sendAll();
  expectSo(await mitra.waits() === 0, 'nothing waits any more');
  const { changes: there, lost } = await compareWithServer(world, mitra);
  const told = said.families.size + said.ticks;
  expectSo(there <= told, `the server has ${there} changes of the ${told} that were made`);
  await phone.kill();
  return { runs: changes, saved: told, lost: lost + told - there };
}
