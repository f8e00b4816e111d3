// Loads the whole of Bhagalpur's setting into an empty server: the list by the import, the month's
// groups by pushes, then compares the running sums with the figures (`bhagalpur.ts`).
import { bucketPlace } from '#shared/place/bucket.ts';
import { dayFromNumber, dayNumber } from '#shared/form/calendar.ts';
import type { FieldValue } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { upsertPlaces } from '../people/people.ts';
import { placesOfState } from '../places/directory.ts';
import type { Services } from '../services.ts';
import { BHAGALPUR, BHAGALPUR_DISTRICT, BHAGALPUR_MONTH, BHAGALPUR_SEED, planBhagalpur } from './bhagalpur.ts';
import { DemoPhone, expectApplied } from './demo-phone.ts';
import { familiesOf, FIELD_HINDI_SHARE, type Family } from './families.ts';
import { importFamilies, type ImportOffer } from './import-list.ts';
import { demoPerson } from './people.ts';
import { createRandom, mixSeed } from './random.ts';
import { familiesByCard } from './read-families.ts';

const DISTRICT = `10.${BHAGALPUR_DISTRICT}`;
const SABOUR = `${DISTRICT}.1685`;

interface Staff {
  readonly mitra: DemoPhone;
  readonly coordinator: DemoPhone;
}

export interface LoadedSums {
  readonly listed: number;
  readonly linked: number;
  readonly newGroups: number;
  readonly newGroupFamilies: number;
  readonly mahadalitLinked: number;
}

/** Takes in the district's list: by the import of this process unless said otherwise. */
export type TakeList = (services: Services, families: Iterable<Family>, offer: ImportOffer) => Promise<unknown>;

/** Throws when the district has records already. Returns the sums as the sheet reads them. */
export async function loadBhagalpur(services: Services, say: (line: string) => void, takeList: TakeList = importFamilies): Promise<LoadedSums> {
  const { rows } = await services.db.pool.query('SELECT 1 FROM record WHERE district = $1 LIMIT 1', [BHAGALPUR_DISTRICT]);
  if (rows.length > 0) throw new Error('this server has records of the district already: load the setting into an empty one (DATA_DIR or DATABASE_URL)');
  await upsertPlaces(services, placesOfState('10'));
  const admin = await demoPerson(services, 'demo-administrator', 'सुधीर कुमार', 'administrator', '10');
  await demoPerson(services, 'demo-district-officer', 'अनिल प्रसाद', 'district-officer', DISTRICT);

  const plan = planBhagalpur();
  const began = services.clock();
  let told = 0;
  await takeList(services, familiesOf(plan, BHAGALPUR_SEED, FIELD_HINDI_SHARE), {
    place: DISTRICT, author: admin.person, grant: admin.id,
    onProgress: (batch) => {
      if (batch.rows < told + 50_000) return;
      told = batch.rows;
      say(`list: ${told} of ${BHAGALPUR.listed}`);
    },
  });
  say(`list: taken in after ${Math.round((services.clock() - began) / 1000)} s`);

  await formGroups(services, plan.filter((t) => t.group > 0).length);
  say(`groups: handed in after ${Math.round((services.clock() - began) / 1000)} s`);
  await signIns(services);
  return readSums(services);
}

/** One group per tola of the plan, handed in by the mitra of its block on a day of the month; most are approved. */
async function formGroups(services: Services, expected: number): Promise<void> {
  const byTola = new Map<number, Family[]>();
  for (const family of familiesOf(planBhagalpur(), BHAGALPUR_SEED, FIELD_HINDI_SHARE)) {
    if (!family.inDrive) continue;
    const members = byTola.get(family.tola.first);
    if (members === undefined) byTola.set(family.tola.first, [family]);
    else members.push(family);
  }
  if (byTola.size !== expected) throw new Error('every group of the plan has its families');
  const records = await familiesByCard(services, BHAGALPUR_DISTRICT, [...byTola.values()].flatMap((m) => m.map((f) => f.cardNumber)));
  const world = new Map([...records.values()].map((r) => [r.id, r]));
  const phones = new Map<string, Staff>();
  let number = 0;
  for (const [first, members] of byTola) {
    const block = members[0]?.tola.block.code ?? '';
    const staff = phones.get(block) ?? await staffOf(services, world, block);
    phones.set(block, staff);
    formGroup(services, staff, number, first, members.map((f) => ({ family: f, record: required(records.get(f.cardNumber)) })));
    number += 1;
  }
  for (const { mitra, coordinator } of phones.values()) {
    expectApplied(await mitra.send());
    expectApplied(await coordinator.send());
  }
}

function formGroup(services: Services, { mitra, coordinator }: Staff, number: number, first: number, members: readonly { readonly family: Family; readonly record: DehriRecord }[]): void {
  const random = createRandom(mixSeed(BHAGALPUR_SEED + 7, number));
  const day = dayInMonth(random.int(0, BHAGALPUR_MONTH.days - 1));
  const at = Date.parse(`${day}T11:00:00Z`) - services.utcOffsetMinutes * 60_000;
  const tola = required(members[0]).family.tola;
  const place = bucketPlace(required(members[0]).record.bucket);
  const group = `group-${BHAGALPUR_DISTRICT}-${first}`;
  const edits: Record<string, FieldValue> = {
    name: `${random.pick(['एकता', 'प्रगति', 'उजाला', 'नई किरण', 'संगम', 'आशा', 'जागृति', 'सवेरा'])} ${number + 1}`, origin: 'new', formedDay: day, meetingDay: 'friday', saving: 10,
    status: 'submitted', statusReason: null, statusDay: day, smallReason: 'none', mahadalitTola: tola.mahadalit, place,
  };
  members.forEach(({ record }, i) => {
    const row = `members.${record.id}`;
    edits[`${row}.household`] = record.id;
    edits[`${row}.name`] = record.values['headName'] ?? null;
    edits[`${row}.guardian`] = record.values['guardianName'] ?? null;
    edits[`${row}.age`] = random.int(19, 58);
    edits[`${row}.joinedDay`] = day;
    const office = ['president', 'secretary', 'treasurer'][i];
    if (office !== undefined) edits[office] = record.id;
  });
  mitra.edit({ type: 'shg', record: group, place, edits, at });
  for (const { record } of members) {
    const row = `members.${record.id}`;
    mitra.edit({
      type: 'household', record: record.id, at,
      edits: {
        outcome: 'new_group', outcomeDay: day, surveyDay: day, womanName: record.values['headName'] ?? null, womanGuardian: record.values['guardianName'] ?? null, womanAge: edits[`${row}.age`] ?? null,
        groupRecord: group, groupName: edits['name'] ?? null, groupEntered: true, linkedDay: day,
        ...(tola.mahadalit ? { mahadalit: true, mahadalitSource: 'vikas_mitra' } : {}),
      },
    });
  }
  if (random.chance(0.8)) coordinator.edit({ type: 'shg', record: group, edits: { status: 'approved', statusDay: day }, at });
}

/** The staff of a block, without a code to sign in; one mitra stands for all of its mitras. */
async function staffOf(services: Services, world: Map<string, DehriRecord>, block: string): Promise<Staff> {
  const own = `block-${block.split('.')[2] ?? ''}`;
  const mitra = await demoPerson(services, `${own}-mitra`, 'सरिता देवी', 'mitra', block, 600);
  const coordinator = await demoPerson(services, `${own}-coordinator`, 'मंजू कुमारी', 'coordinator', block, 600);
  return { mitra: new DemoPhone(services, world, mitra), coordinator: new DemoPhone(services, world, coordinator) };
}

/** People to sign in as: a mitra with one village, and the coordinator and the manager of her block. */
async function signIns(services: Services): Promise<void> {
  const { rows } = await services.db.pool.query<{ code: string }>('SELECT code FROM place WHERE district = $1 AND starts_with(code, $2) AND depth = 5 ORDER BY code LIMIT 1', [BHAGALPUR_DISTRICT, `${SABOUR}.`]);
  await demoPerson(services, 'demo-mitra-1', 'रूखसाना खातून', 'mitra', required(rows[0]).code);
  await demoPerson(services, 'demo-coordinator', 'मंजू कुमारी', 'coordinator', SABOUR);
  await demoPerson(services, 'demo-block-manager', 'राकेश कुमार', 'block-manager', SABOUR);
}

async function readSums(services: Services): Promise<LoadedSums> {
  const { rows } = await services.db.pool.query<{ indicator: string; amount: number }>(
    `SELECT indicator, sum(amount) AS amount FROM indicator_sum WHERE district = $1 AND depth = 3 AND starts_with(place, $2) GROUP BY indicator`, [BHAGALPUR_DISTRICT, `${DISTRICT}.`],
  );
  const sum = (count: string): number => rows.find((r) => r.indicator === `jeevika.${count}`)?.amount ?? 0;
  return { listed: sum('listed'), linked: sum('linked'), newGroups: sum('newGroups'), newGroupFamilies: sum('newGroupFamilies'), mahadalitLinked: sum('mahadalitLinked') };
}

function dayInMonth(offset: number): string {
  const start = dayNumber(BHAGALPUR_MONTH.from);
  return required(start === undefined ? undefined : dayFromNumber(start + offset));
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the plan and the server agree on every family');
  return value;
}
