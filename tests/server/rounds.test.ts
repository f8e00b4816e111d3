import { afterEach, expect, test } from 'vitest';
import { startRounds, type Rounds } from '#server/rounds.ts';

let rounds: Rounds | undefined;
afterEach(() => rounds?.stop());

test('a call during a round brings one more after it, however often it is called', async () => {
  let done = 0;
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => { letGo = resolve; });
  rounds = startRounds(async () => {
    done += 1;
    if (done === 1) await held;
  }, () => undefined);
  rounds.wake();
  rounds.wake();
  letGo();
  await rounds.idle();
  expect(done).toBe(2);
});

test('a round that fails is told, and the next call begins another', async () => {
  const told: unknown[] = [];
  let done = 0;
  rounds = startRounds(async () => {
    done += 1;
    if (done === 1) throw new Error('the database is away');
  }, (error) => { told.push(error); });
  await rounds.idle();
  rounds.wake();
  await rounds.idle();
  expect([done, told.length]).toEqual([2, 1]);
});

test('stopped, it waits for the round in hand, tells it so, and begins no other', async () => {
  let done = 0;
  rounds = startRounds(async (stopping) => {
    await new Promise<void>((resolve) => { stopping.addEventListener('abort', () => resolve()); });
    done += 1;
  }, () => undefined);
  await rounds.stop();
  rounds.wake();
  await rounds.idle();
  expect(done).toBe(1);
});
