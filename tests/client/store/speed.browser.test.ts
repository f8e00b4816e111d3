// How long a worker waits: opening 5,000 families, and one save. The limits are wide, for a shared
// machine; the figures are in the test's output.
import { cdp } from 'vitest/browser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenSpace } from '#client/store/open-vaults.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { PROFILE, wire } from '../../contract/store-fixture.ts';
import { PIN, testPhone } from './browser-phone.ts';

const FAMILIES = 5000;
const IN_BUCKET = 100;
const phone = testPhone();
let id = '';

const throttle = (rate: number): Promise<unknown> => cdp().send('Emulation.setCPUThrottlingRate', { rate });
const bucketOf = (n: number): string => `10.193.1710.p03.v${Math.floor(n / IN_BUCKET)}.t1/doorstep`;
const round = (ms: number): number => Math.round(ms * 10) / 10;

/** About 1.3 kB as JSON, in Devanagari, with three members, half of them edited once. */
function survey(n: number): DehriRecord {
  const record = `0192f0a0-${String(n).padStart(4, '0')}-7000-8000-${String(n * 7919).padStart(12, '0')}`;
  const values: Record<string, string | number | boolean | null | string[]> = {
    headName: `सुनीता देवी ${n}`, husbandName: `रामप्रसाद महतो ${n % 97}`, phone: `98${String(n * 131).padStart(8, '0').slice(-8)}`, rationCard: String(10_000_000_000 + n * 17),
    caste: 'obc', religion: 'hindu', rooms: n % 5, needs: ['housing', 'pension'], outcome: n % 3 === 0 ? 'linked' : 'refused', note: n % 4 === 0 ? 'घर पर ताला, पड़ोसी ने बताया' : null,
  };
  for (let f = 0; f < 18; f += 1) values[`scheme${f}`] = f % 3 === 0 ? 'yes' : f % 3 === 1 ? 'no' : 'unknown';
  for (let m = 0; m < 3; m += 1) {
    const row = `members.k${n.toString(36)}${m}`;
    Object.assign(values, { [`${row}.name`]: `सदस्य ${n} ${m}`, [`${row}.age`]: (n * 3 + m) % 80, [`${row}.ayushman`]: m % 2 === 0 ? 'yes' : 'no', [`${row}.sex`]: m % 2 === 0 ? 'f' : 'm' });
  }
  const heads = n % 2 === 0 ? { outcome: `Ab3dEfGh1jKl.${n}`, needs: `Ab3dEfGh1jKl.${n}` } : {};
  return { id: record, type: 'household', bucket: bucketOf(n), seq: (n % IN_BUCKET) + 1, schema: 1, values, base: `list-2026/${record}`, heads, rivals: {} };
}

beforeAll(async () => {
  const space = await phone.spaces.create({ symbol: 'mango', pin: PIN });
  id = space.vault.id;
  await space.store.setProfile(PROFILE);
  const start = performance.now();
  for (let at = 0; at < FAMILIES; at += IN_BUCKET) {
    const rows = Array.from({ length: IN_BUCKET }, (_, i) => survey(at + i));
    await space.store.applyPage({ t: 'page', b: bucketOf(at), g: 1, s: IN_BUCKET, rows: wire(rows) });
  }
  report(`first pull of ${FAMILIES} records: ${round(performance.now() - start)} ms`);
  await space.close();
}, 60_000);

afterAll(() => throttle(1));

async function openTimed(): Promise<{ space: OpenSpace; ms: number }> {
  const start = performance.now();
  const space = await phone.unlock(id);
  return { space, ms: performance.now() - start };
}

test.each([1, 6])('5,000 families are open soon at CPU slowdown %i', { timeout: 60_000 }, async (rate) => {
  await throttle(rate);
  const times: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const { space, ms } = await openTimed();
    times.push(ms);
    expect(space.store.ofType('household')).toHaveLength(FAMILIES);
    await space.close();
  }
  await throttle(1);
  report(`open at ${rate}x: ${times.map(round).join(', ')} ms`);
  expect(Math.min(...times)).toBeLessThan(5000);
});

test.each([1, 6])('a save is durable in both copies soon at CPU slowdown %i', { timeout: 60_000 }, async (rate) => {
  const { space } = await openTimed();
  await throttle(rate);
  const times: number[] = [];
  for (let n = 0; n < 60; n += 1) {
    const start = performance.now();
    const saved = await space.store.save({ type: 'household', bucket: bucketOf(n), edits: survey(100_000 + n + rate * 1000).values });
    times.push(performance.now() - start);
    expect(saved.ok).toBe(true);
  }
  await throttle(1);
  await space.close();
  times.sort((a, b) => a - b);
  report(`save at ${rate}x: p50 ${round(times[30] ?? 0)} ms, p95 ${round(times[57] ?? 0)} ms`);
  expect(times[30]).toBeLessThan(1000);
});

function report(line: string): void {
  // oxlint-disable-next-line no-console
  console.info(line);
}
