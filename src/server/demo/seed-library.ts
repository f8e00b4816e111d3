// The starter library of a state, by the same door as any list: schemes, laws and studies from files that an
// administrator can load too; and trainings, whose days count from the day of seeding.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { PROGRAMMES } from '#programmes/index.ts';
import { LISTS as WRITTEN } from '#programmes/lists.ts';
import type { Grant } from '#shared/access/access.ts';
import type { FieldValue } from '#shared/record/change.ts';
import { districtOf } from '#shared/place/place.ts';
import { addDays } from '#shared/report/period.ts';
import { readBatch, setWaiting } from '../imports/batch-store.ts';
import { receiveList } from '../imports/receive-list.ts';
import { runBatch } from '../imports/run-batch.ts';
import { findTarget } from '../imports/targets.ts';
import { allLists } from '../imports/type-lists.ts';
import { dayOf, type Services } from '../services.ts';
import { DemoPhone, expectApplied } from './demo-phone.ts';

const trainings = z.array(z.object({
  state: z.string(), inDays: z.int(), days: z.int(), topic: z.string(), about: z.string(), forWhom: z.array(z.string()), venue: z.string(), seats: z.int(), trainer: z.string(),
  came: z.optional(z.record(z.string(), z.int())), feedback: z.optional(z.string()), material: z.optional(z.string()), cancelled: z.optional(z.string()),
}));

/** Kind of record and the file of it. */
const FILES = (state: string): readonly (readonly [string, string])[] => [['scheme', `schemes-${state}.csv`], ['policy', 'policies.csv'], ['study', 'studies.csv']];
const DAY = 86_400_000;

/** @param keeper who keeps the state's library: a grant at the state */
export async function seedLibrary(services: Services, keeper: Grant): Promise<void> {
  for (const [kind, file] of FILES(keeper.place)) await takeIn(services, kind, dataFile(file), keeper);
  await planTrainings(services, keeper);
}

/** Throws unless every row became a record. */
async function takeIn(services: Services, kind: string, path: string, { place, person, id: grant }: Grant): Promise<void> {
  const lists = allLists(PROGRAMMES, WRITTEN);
  const target = findTarget(lists, 'library', kind);
  if (target === undefined) throw new Error(`the library takes in no list of ${kind}`);
  const { id, mapping, missing } = await receiveList(services, { target, place, source: 'starter', fileName: `${kind}.csv`, author: person, grant }, path);
  if (missing.length > 0) throw new Error(`the list of ${kind} lacks ${missing.join(', ')}`);
  const district = districtOf(place);
  if (!await setWaiting(services.db.pool, district, id, mapping, false, ['name'])) throw new Error('the list could not be started');
  if (await runBatch(services, lists, district, id, { path }) !== 'ended') throw new Error('another list is being taken in');
  const batch = await readBatch(services.db.pool, district, id);
  if (batch?.status !== 'done' || batch.faulty > 0) throw new Error(`the list of ${kind} was not taken in: ${batch?.status ?? ''} ${batch?.faulty ?? ''} ${batch?.fault?.code ?? ''}`);
}

async function planTrainings(services: Services, keeper: Grant): Promise<void> {
  const phone = new DemoPhone(services, new Map(), keeper);
  const now = services.clock();
  const today = dayOf(services, now);
  const all = trainings.parse(JSON.parse(await readFile(dataFile('trainings.json'), 'utf8')));
  for (const [i, one] of all.filter(({ state }) => state === keeper.place).entries()) {
    const { inDays, days, topic, about, forWhom, venue, seats, trainer, came, feedback = '', material = '', cancelled } = one;
    const from = addDays(today, inDays);
    const plan: Record<string, FieldValue> = { topic, about, forWhom: forWhom.toSorted(), from, to: addDays(from, days - 1), venue, seats, trainer, state: 'planned' };
    const record = `starter-training-${keeper.place}-${i + 1}`;
    const seen = phone.edit({ type: 'training', record, place: keeper.place, edits: plan, at: now - 60 * DAY });
    const after = came !== undefined ? { state: 'held', ...Object.fromEntries(Object.entries(came).flatMap(([role, number], n) => [[`came.r${n + 1}.role`, role], [`came.r${n + 1}.number`, number]])), feedback, material }
      : cancelled === undefined ? undefined : { state: 'cancelled', reason: cancelled };
    if (after !== undefined) phone.edit({ type: 'training', record, edits: after, at: Math.min(now - DAY, now + (inDays + days) * DAY) }, seen);
  }
  expectApplied(await phone.send());
}

function dataFile(name: string): string {
  return fileURLToPath(new URL(`data/library/${name}`, import.meta.url));
}
