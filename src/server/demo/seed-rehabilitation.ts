// Forty children of the demo with whom the child protection unit of the district works, and what the departments of
// the state were asked for them: given, refused, waited for, late.
import type { Grant } from '#shared/access/access.ts';
import { districtOf } from '#shared/place/place.ts';
import { TOKENS, tokenOf } from '#shared/subjects/token.ts';
import type { Values } from '#shared/record/change.ts';
import { readRulebook } from '../rulebook.ts';
import { dayOf, type Services } from '../services.ts';
import { answerReferral, listReferrals, sightOfReferrals } from '../subjects/referrals.ts';
import { childOf } from './child-story.ts';
import { DemoPhone, expectApplied } from './demo-phone.ts';
import { createRandom, mixSeed } from './random.ts';
import type { UttarakhandPeople } from './seed-uttarakhand.ts';

export const CHILDREN = 40;
const SEED = 77;
/** Answers that a department gives itself, at its desk. */
const ANSWERS = 2;

/** By which the centre knows the child of the file. @param at from 0 */
export function tokenOfDemoFile(at: number): string {
  return tokenOf(mixSeed(SEED, at) % TOKENS);
}

/** Id of the record of the file. @param at from 0 */
export function recordOfDemoFile(at: number): string {
  return `demo-child-${at + 1}`;
}

/** What its file says. @param at from 0 @param today ISO day */
export function valuesOfDemoFile(at: number, today: string, worker: string): Values {
  return childOf(createRandom(mixSeed(SEED, 1_000 + at)), { at, token: tokenOfDemoFile(at), today, worker });
}

export async function seedRehabilitation(services: Services, { units, nodals }: UttarakhandPeople): Promise<void> {
  const today = dayOf(services, services.clock());
  const file = services.registry.subjects?.file;
  if (file === undefined) return;
  for (const [unit, { worker }] of Object.entries(units)) {
    const rules = await readRulebook(services.db.pool, services.registry, unit);
    const phone = new DemoPhone(services, new Map(), worker);
    const at = services.clock() - 3_600_000;
    for (let n = 0; n < CHILDREN; n += 1) {
      const edits = valuesOfDemoFile(n, today, worker.person);
      const told = file.summaryOf(edits, { today, now: at, rules }).referrals.filter((one) => one.due !== undefined && one.state !== 'stopped');
      const due: Values = Object.fromEntries(told.map((one) => [`referrals.${one.row}.dueDay`, one.due ?? null]));
      phone.edit({ type: file.recordType, record: recordOfDemoFile(n), place: unit, edits: { ...edits, ...due }, at });
    }
    expectApplied(await phone.send());
    for (const [place, nodal] of Object.entries(nodals)) await answerSome(services, place, nodal, districtOf(unit), today);
  }
}

async function answerSome(services: Services, place: string, nodal: Grant, district: number, today: string): Promise<void> {
  const sight = sightOfReferrals(services, { grants: [nodal] }, place);
  if (sight === undefined) return;
  const { rows } = await listReferrals(services, sight, 'open', undefined, undefined);
  // Not what has waited longest: that is for the review.
  for (const { record, row } of rows.filter((one) => one.district === district).slice(-ANSWERS)) {
    await answerReferral(services, { person: nodal.person }, sight, { district, record, row }, { answer: 'given', day: today, note: '' });
  }
}
