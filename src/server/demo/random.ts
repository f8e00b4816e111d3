// A small seeded generator of numbers (mulberry32): the same seed gives the same demo everywhere.
// Not for secrets.
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
  /** Whole numbers from `least` to `most`, both included. */
  int(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A value by its weight. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => must(list[int(0, list.length - 1)]),
    weighted: (list) => {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return must(list[list.length - 1])[0];
    },
  };
}

/** A seed of its own for each part, so that parts can be made in any order. */
export function mixSeed(seed: number, part: number): number {
  let x = (seed ^ Math.imul(part + 1, 0x9e3779b1)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b) >>> 0;
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}

/** 0 … n−1 in a scattered order without a table: position → number. `n` ≥ 1. */
export function scatter(n: number, random: Random): (position: number) => number {
  let step = random.int(1, Math.max(1, n - 1));
  while (gcd(step, n) !== 1) step += 1;
  const start = random.int(0, n - 1);
  return (position) => (position * step + start) % n;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
}
