import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupName } from '#server/backup/make-backup.ts';
import { isDue, startNightly } from '#server/backup/nightly.ts';

const DAY = 86_400_000;
const INDIA = 330;

describe('the day\'s backup', () => {
  test('is due once the hour has come, and not again that day', () => {
    const one = Date.UTC(2026, 4, 10, 19, 30); // 1 o'clock on the 11th in India
    expect(isDue(one, one - DAY + 60_000, 1, INDIA)).toBe(true);
    expect(isDue(one - 1, one - DAY + 60_000, 1, INDIA)).toBe(false);
    expect(isDue(one + 60_000, one + 1_000, 1, INDIA)).toBe(false);
    expect(isDue(one, undefined, 1, INDIA)).toBe(true);
  });

  test('is due exactly once in any 24 hours, whatever the hour and the place', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: -720, max: 840 }), (start, hour, offset) => {
      let last = start;
      let made = 0;
      for (let now = start; now < start + DAY; now += 600_000) {
        if (!isDue(now, last, hour, offset)) continue;
        last = now;
        made += 1;
      }
      expect(made).toBeLessThanOrEqual(1);
      expect(isDue(start + DAY, start, hour, offset)).toBe(true);
    }));
  });
});

describe('the server', () => {
  let dir: string;
  beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'dehri-nightly-')); });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('makes one when it is due, tells of a failure, tries again after an hour, and then rests', async () => {
    let now = Date.UTC(2026, 4, 10, 6);
    const told: string[] = [];
    let tries = 0;
    let seen = 0;
    const nightly = startNightly({
      dir, hour: 1, utcOffsetMinutes: INDIA, every: 5,
      clock: () => {
        seen += 1;
        return now;
      },
      make: async () => {
        tries += 1;
        if (tries === 1) throw new Error('disk full');
        await writeFile(join(dir, backupName(now)), '');
      },
      failed: (why) => { told.push(why); },
    });
    const looks = async (more: number): Promise<void> => {
      const until = seen + more;
      while (seen < until) await new Promise((next) => setTimeout(next, 5));
    };
    await looks(5);
    expect([tries, told]).toEqual([1, ['disk full']]);
    now += 3_600_000;
    await looks(5);
    expect(tries).toBe(2);
    now += DAY;
    await looks(5);
    expect([tries, told]).toEqual([3, ['disk full']]);
    await nightly.stop();
  });
});
