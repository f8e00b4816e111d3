import { describe, expect, it } from 'vitest';
import { SAME_NAME, scoreNames } from '#shared/people/names.ts';
import { readNamePairs, type NamePair } from './name-pairs.ts';

interface Accuracy {
  readonly recall: number;
  readonly falseShare: number;
  readonly precision: number;
}

function measure(pairs: readonly NamePair[]): Accuracy {
  const same = pairs.filter((pair) => pair.same);
  const different = pairs.filter((pair) => !pair.same);
  const found = same.filter((pair) => scoreNames(pair.a, pair.b) >= SAME_NAME).length;
  const mistaken = different.filter((pair) => scoreNames(pair.a, pair.b) >= SAME_NAME).length;
  return { recall: found / same.length, falseShare: mistaken / different.length, precision: found / (found + mistaken) };
}

describe('names written differently', () => {
  const pairs = readNamePairs();
  for (const [fold, chosen] of [['tuning', pairs.filter((pair) => !pair.heldOut)], ['held-out', pairs.filter((pair) => pair.heldOut)]] as const) {
    it(`are told from different names in the ${fold} fold`, () => {
      expect(chosen.filter((pair) => pair.same).length).toBeGreaterThan(400);
      expect(chosen.filter((pair) => !pair.same).length).toBeGreaterThan(200);
      const { recall, falseShare, precision } = measure(chosen);
      process.stdout.write(`${fold}: recall ${recall.toFixed(3)}, false ${falseShare.toFixed(3)}, precision ${precision.toFixed(3)}\n`);
      expect(recall).toBeGreaterThanOrEqual(0.96);
      expect(falseShare).toBeLessThanOrEqual(0.02);
      expect(precision).toBeGreaterThanOrEqual(0.98);
    });
  }

  it('score the same from either side', () => {
    for (const pair of pairs) expect(scoreNames(pair.b, pair.a)).toBeCloseTo(scoreNames(pair.a, pair.b), 10);
  });
});
