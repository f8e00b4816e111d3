// Short plays of the browser's gate (`npm run gate:browser`): kills, torn and deleted halves, a frozen
// window, another build of the app there and back, a line on which everything happens. Of what the real
// app called saved nothing is lost. A failing seed can be played again with the gate's `--seed`.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '#server/demo/random.ts';
import { captivePortal } from '#tests/gates/browser/slow.ts';
import { bothGone, damage, DAMAGES } from '#tests/gates/browser/damage.ts';
import { flapping } from '#tests/gates/browser/flapping.ts';
import { killApp } from '#tests/gates/browser/kill-app.ts';
import { frozenTab } from '#tests/gates/browser/tabs.ts';
import { update } from '#tests/gates/browser/update.ts';
import { openGateWorld, type World } from '#tests/gates/browser/world.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';

const SEED = 20_261;
let world: World;

beforeAll(async () => {
  world = await openGateWorld(await demoDatabaseUrl());
});
afterAll(() => world.close());

test('killed while ticks are saved one after the other, and with the end of the database\'s log torn off, nothing is lost', async () => {
  expect(await killApp(world, createRandom(SEED), { kills: 2, work: 'ticks' })).toMatchObject({ lost: 0 });
});

test('with the journal torn, the databases deleted, the files deleted, one after the other, all is there and the repair is told', async () => {
  const played = DAMAGES.filter(({ name }) => ['journal torn by 300', 'databases deleted', 'files deleted'].includes(name));
  expect(played).toHaveLength(3);
  expect(await damage(world, played)).toEqual({ runs: 3, saved: 6, lost: 0 });
});

test('with both halves gone it is a new phone and says so; what was sent is on the server', async () => {
  expect(await bothGone(world)).toEqual({ runs: 1, saved: 2, lost: 0 });
});

test('a frozen window has the work taken from it, and shows none when it wakes', async () => {
  expect(await frozenTab(world, 1)).toEqual({ runs: 1, saved: 3, lost: 0 });
});

test('a newer app comes over an open form and fifty changes that wait, and goes again: form, draft and changes stay', async () => {
  expect(await update(world, 50)).toEqual({ runs: 2, saved: 53, lost: 0 });
});

test('on a line that drops, cuts, garbles and refuses, everything is on the server exactly once', async () => {
  const played = await flapping(world, createRandom(SEED), { seconds: 8, every: [1, 2] });
  expect(played.lost).toBe(0);
  expect(played.saved).toBeGreaterThan(0);
});

test('a network\'s own page, as 200 or as a redirection, is no receipt', async () => {
  expect(await captivePortal(world)).toEqual({ runs: 2, saved: 2, lost: 0 });
});
