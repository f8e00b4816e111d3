// Rows of made-up lists with known truth, for the figures and for the test that holds them.
import { HARSH_NOISE, HELD_OUT_NOISE, TRAINING_NOISE, type Noise } from '#server/demo/list-habits.ts';
import { makeChildren } from '#server/demo/made-children.ts';
import { makeLists } from '#server/demo/made-lists.ts';
import { createRandom } from '#server/demo/random.ts';
import { prepareRows, type TrueRow } from './measure.ts';

const NOISE: Readonly<Record<'training' | 'heldOut' | 'harsh', Noise>> = { training: TRAINING_NOISE, heldOut: HELD_OUT_NOISE, harsh: HARSH_NOISE };

/** `heldOut` and `harsh` have names and habits of writing that the training fold has not. */
export function madeRows(kind: keyof typeof NOISE, children: number, seed: number): TrueRow[] {
  const random = createRandom(seed);
  const population = makeChildren(random, { children, fold: kind === 'training' ? 'training' : 'heldOut' });
  return prepareRows(makeLists(random, population, NOISE[kind]).flatMap((list) => list.rows));
}
