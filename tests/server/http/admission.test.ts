import { describe, expect, test } from 'vitest';
import { createAdmission, PutOff, type Admission } from '#server/http/admission.ts';

const BYTES = 5_000;
/** What the pushes of these tests take, and what the line learns to expect. */
const EACH_MS = 60;

/** Time stands still until it is moved; a push is done when the test says so. */
function workshop(limits = { atOnce: 2, patience: 300 }): { readonly admission: Admission; begin(): Promise<number>; finish(): Promise<void>; readonly begun: number[]; move(ms: number): void } {
  let time = 0;
  const admission = createAdmission(limits, () => time);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  let number = 0;
  return {
    admission, begun,
    move: (ms) => { time += ms; },
    begin: () => {
      const own = number++;
      return admission.run(`phone ${own}`, BYTES, () => {
        begun.push(own);
        return new Promise<number>((done) => { ends.push(() => { done(own); }); });
      });
    },
    finish: async () => {
      await ticks();
      ends.shift()?.();
      await ticks();
    },
  };
}

/** Seconds that a phone at the door is told, 0: come in. */
function told({ admission }: Pick<ReturnType<typeof workshop>, 'admission'>, bytes = BYTES): number {
  try {
    admission.enter(bytes);
    return 0;
  } catch (error) {
    if (error instanceof PutOff) return error.retryAfter;
    throw error;
  }
}

/** Until whoever can begin has begun. */
async function ticks(): Promise<void> {
  for (let k = 0; k < 10; k += 1) await Promise.resolve();
}

/** How many phones come in which second. */
function heaps(seconds: readonly number[]): ReadonlyMap<number, number> {
  const count = new Map<number, number>();
  for (const s of seconds) count.set(s, (count.get(s) ?? 0) + 1);
  return count;
}

/** Pushes of `EACH_MS` one after another until the line knows what one takes. */
async function teach(it: ReturnType<typeof workshop>): Promise<void> {
  for (let k = 0; k < 200; k += 1) {
    const done = it.begin();
    await ticks();
    it.move(EACH_MS);
    await it.finish();
    await done;
  }
  it.begun.length = 0;
}

describe('the line of pushes', () => {
  test('works on so many at once and takes the others in the order they came', async () => {
    const it = workshop();
    const all = [it.begin(), it.begin(), it.begin(), it.begin()];
    await ticks();
    expect([it.begun, it.admission.working, it.admission.waiting]).toEqual([[0, 1], 2, 2]);
    await it.finish();
    expect([it.begun, it.admission.working, it.admission.waiting]).toEqual([[0, 1, 2], 2, 1]);
    for (let k = 0; k < 3; k += 1) await it.finish();
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3]);
    expect([it.begun, it.admission.working, it.admission.waiting]).toEqual([[0, 1, 2, 3], 0, 0]);
  });

  test('goes on after a push that failed', async () => {
    const { admission } = workshop({ atOnce: 1, patience: 300 });
    const bad = admission.run('one', BYTES, () => Promise.reject(new Error('no disk')));
    const good = admission.run('one', BYTES, async () => 'done');
    await expect(bad).rejects.toThrow('no disk');
    expect(await good).toBe('done');
    expect([admission.working, admission.waiting]).toEqual([0, 0]);
  });

  test('holds a few of one phone at the most, and any number of others', async () => {
    const { admission } = workshop();
    let end = (): void => undefined;
    const held = new Promise<void>((done) => { end = done; });
    const hers = Array.from({ length: 8 }, () => admission.run('her', BYTES, () => held));
    await expect(admission.run('her', BYTES, () => held)).rejects.toBeInstanceOf(PutOff);
    const others = Array.from({ length: 8 }, (_, n) => admission.run(`other ${n}`, BYTES, () => held));
    end();
    await Promise.all([...hers, ...others]);
    expect(await admission.run('her', BYTES, async () => 'later')).toBe('later');
    expect([admission.working, admission.waiting, admission.putOff]).toEqual([0, 0, { door: 0, line: 1 }]);
  });

  test('puts nobody off while a place is free, however slow the last pushes were', async () => {
    const it = workshop();
    const slow = it.begin();
    await ticks();
    it.move(3_600_000);
    await it.finish();
    await slow;
    expect(told(it, 2_000_000)).toBe(0);
  });

  test('puts off at the door whoever would wait longer than the patience, by what pushes have taken', async () => {
    const it = workshop();
    await teach(it);
    for (let k = 0; k < 12; k += 1) void it.begin();
    // Ten wait, two at a time: 300 ms.
    expect([it.admission.waiting, told(it)]).toEqual([10, 0]);
    void it.begin();
    expect(told(it)).toBeGreaterThanOrEqual(2);
    await it.finish();
    expect(told(it)).toBe(0);
    expect(it.admission.putOff).toEqual({ door: 1, line: 0 });
  });

  test('a phone whose changes are read already is put off only far later', async () => {
    const it = workshop();
    await teach(it);
    const taken: Promise<number>[] = [];
    while (it.admission.waiting < 21) taken.push(it.begin());
    await expect(it.begin()).rejects.toBeInstanceOf(PutOff);
    expect(it.admission.waiting).toBe(21);
    for (let k = 0; k < taken.length; k += 1) await it.finish();
    expect(await Promise.all(taken)).toHaveLength(23);
  });

  test('gives every phone it puts off a later moment, at the pace of the work', async () => {
    const it = workshop();
    await teach(it);
    for (let k = 0; k < 13; k += 1) void it.begin();
    const seconds = Array.from({ length: 600 }, () => told(it));
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
    // 60 ms, two at a time: 33 a second.
    const full = [...heaps(seconds)].filter(([second]) => second > 3 && second < Math.max(...seconds));
    expect(full.length).toBeGreaterThan(10);
    for (const [, phones] of full) expect(Math.abs(phones - 33)).toBeLessThan(3);
  });

  test('never asks for more than two minutes, and then gives the time between out once more', async () => {
    const it = workshop();
    await teach(it);
    for (let k = 0; k < 13; k += 1) void it.begin();
    const seconds = Array.from({ length: 10_000 }, () => told(it));
    expect([Math.min(...seconds), Math.max(...seconds)]).toEqual([2, 120]);
    const perSecond = heaps(seconds);
    expect(perSecond.size).toBe(119);
    expect(Math.max(...perSecond.values())).toBeLessThan((10_000 / 119) * 1.6);
  });
});
