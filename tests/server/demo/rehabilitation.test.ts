// The demo's children, through the real doors: every kind of story is there, each keeps the rules, and the review of
// the state says what is counted from the files themselves.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { childFile } from '#programmes/resource-centre/records.ts';
import { file } from '#programmes/resource-centre/subject.ts';
import { DEPARTMENT_IDS } from '#programmes/resource-centre/choices.ts';
import { readRulebook } from '#server/rulebook.ts';
import { CHILDREN, recordOfDemoFile, seedRehabilitation, tokenOfDemoFile } from '#server/demo/seed-rehabilitation.ts';
import { seedUttarakhand, type UttarakhandPeople } from '#server/demo/seed-uttarakhand.ts';
import { recordsWithin } from '#server/demo/read-families.ts';
import { createRegistry } from '#server/registry.ts';
import { readReview } from '#server/review/read-review.ts';
import type { Services } from '#server/services.ts';
import { listReferrals, sightOfReferrals } from '#server/subjects/referrals.ts';
import { newlyBroken } from '#shared/record/judge-rules.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { readToken } from '#shared/subjects/token.ts';
import { testKeys } from '#tests/support/keys.ts';
import { testDatabase } from '#tests/support/postgres.ts';

const NOW = Date.UTC(2026, 10, 22, 6);
const TODAY = '2026-11-22';

let services: Services;
let people: UttarakhandPeople;
let files: readonly DehriRecord[];
beforeAll(async () => {
  services = { db: await testDatabase(), keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => NOW, random: randomBytes, utcOffsetMinutes: 330 };
  people = await seedUttarakhand(services);
  await seedRehabilitation(services, people);
  files = (await recordsWithin(services, 49, '5.49.dcpu1')).filter(({ type }) => type === 'childFile');
});
afterAll(() => services.db.close());

const summaries = async () => {
  const rules = await readRulebook(services.db.pool, services.registry, '5.49.dcpu1');
  return files.map(({ values }) => file.summaryOf(values, { today: TODAY, now: NOW, rules }));
};

test('there is a file for each token, and each keeps the rules', () => {
  expect(files.length).toBe(CHILDREN);
  for (let at = 0; at < CHILDREN; at += 1) {
    const found = files.find(({ id }) => id === recordOfDemoFile(at));
    expect(readToken(tokenOfDemoFile(at))).toBe(tokenOfDemoFile(at));
    expect(found?.values['token']).toBe(tokenOfDemoFile(at));
    expect([found?.id, newlyBroken(childFile, {}, found?.values ?? {}, TODAY)]).toEqual([found?.id, []]);
  }
  expect(new Set(files.map(({ values }) => values['token'])).size).toBe(CHILDREN);
});

test('every way a referral can stand is there, and every department is asked', async () => {
  const referrals = (await summaries()).flatMap((one) => one.referrals);
  expect(new Set(referrals.map(({ state }) => state))).toEqual(new Set(['sent', 'received', 'overdue', 'stopped', 'given', 'refused', 'withdrawn']));
  expect(new Set(referrals.map(({ department }) => department))).toEqual(new Set(DEPARTMENT_IDS));
  // Each has something that waits for it; most have something that is late.
  expect(DEPARTMENT_IDS.filter((id) => !referrals.some((r) => r.department === id && r.open))).toEqual([]);
  expect(referrals.filter((r) => r.department === 'labour' && r.state === 'overdue').length).toBeGreaterThan(0);
  expect(referrals.filter((r) => r.department === 'labour' && r.open).length).toBeGreaterThan(2);
  // What a department answered itself carries who did.
  const own = files.filter(({ values }) => Object.entries(values).some(([path, value]) => path.endsWith('.answeredBy') && value === people.nodals['5.dep1']?.person));
  expect(own.length).toBeGreaterThan(0);
});

test('what the centre is told of late is what the files say', async () => {
  const late = (await summaries()).flatMap(({ token, referrals }) => referrals.filter((r) => r.open && r.state === 'overdue').map((r) => `${token} ${r.row} ${r.over}`)).sort();
  const sight = sightOfReferrals(services, { grants: [people.officers[0]] }, '5');
  if (sight === undefined) throw new Error('the officer looks after it');
  const told: string[] = [];
  for (let after: string | undefined = undefined, more = true; more;) {
    const { rows, next }: Awaited<ReturnType<typeof listReferrals>> = await listReferrals(services, sight, 'overdue', undefined, after);
    told.push(...rows.map((r) => `${r.token} ${r.row} ${r.over}`));
    after = next ?? undefined;
    more = next !== null;
  }
  expect(told.sort()).toEqual(late);
  expect(late.length).toBeGreaterThan(10);
});

test('the review of the state, which has no blocks here, tells files and departments as counted, and hides what is small', async () => {
  const review = await readReview(services, { place: '5', from: '2026-04-01', to: TODAY }, []);
  const part = (key: string) => review?.parts.find((p) => p.programme === 'resource-centre' && p.part === key);
  const value = (key: string, cell: string) => part(key)?.total[part(key)?.cells.indexOf(cell) ?? -1];
  expect(value('rehabilitation', 'open')).toBe(files.filter(({ values }) => values['status'] !== 'closed').length);
  expect(value('rehabilitation', 'referrals')).toBe((await summaries()).flatMap(({ referrals }) => referrals.filter((r) => r.sentDay >= '2026-04-01')).length);
  expect(part('rehabilitation')?.rows.map(({ code }) => code)).toEqual(['5.49']);
  const own = (await readReview(services, { place: '5.49', from: '2026-04-01', to: TODAY }, []))?.parts.find((p) => p.part === 'departments');
  expect(own?.rows.map(({ code }) => code)).toEqual(['5.49.dcpu1']);
  // Who is late is told; how few children ended in which way, or have to do with the police, is not.
  expect(value('rehabilitation', 'outcome-lost')).toBe('hidden');
  const late = (await summaries()).flatMap(({ referrals }) => referrals.filter((r) => r.open && r.state === 'overdue'));
  for (const id of DEPARTMENT_IDS) {
    const count = late.filter((r) => r.department === id).length;
    expect([id, value('departments', `past-${id}`)]).toEqual([id, id === 'police' ? 'hidden' : count]);
  }
});
