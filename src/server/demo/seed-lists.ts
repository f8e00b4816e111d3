// What the departments of the demo's state handed in: lists of made-up children, each in its own hand, taken in by the
// real doors; among them the children with whom the child protection unit works, so that their numbers lead to its files.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LISTS } from '#programmes/lists.ts';
import { districtOf } from '#shared/place/place.ts';
import type { Values } from '#shared/record/change.ts';
import { addDays } from '#shared/report/period.ts';
import type { Grant } from '#shared/access/access.ts';
import { unseal } from '../keys/seal.ts';
import { readBatch, setWaiting } from '../imports/batch-store.ts';
import { receiveList } from '../imports/receive-list.ts';
import { runBatch } from '../imports/run-batch.ts';
import { word } from '../imports/words.ts';
import { dayOf, type Services } from '../services.ts';
import { csvLine } from './families.ts';
import { TRAINING_NOISE, type ListHabits } from './list-habits.ts';
import { makeChildren } from './made-children.ts';
import { makeLists } from './made-lists.ts';
import { createRandom, type Random } from './random.ts';
import { CHILDREN as FILES, recordOfDemoFile, tokenOfDemoFile, valuesOfDemoFile } from './seed-rehabilitation.ts';
import type { UttarakhandPeople } from './seed-uttarakhand.ts';

const SEED = 91;
/** Children of whom any department may know. */
const CHILDREN = 900;
const DAY = 86_400_000;
/** The lists reach so far back. */
const LISTED_DAYS = 310;
/** Rows whose department has given something. */
const SERVED = 0.45;
/** Lists without names: how long each is. */
const NAMELESS: Readonly<Record<string, { readonly source: string; readonly rows: number; readonly prefix: string }>> = {
  pocso: { source: '5.dep2', rows: 64, prefix: 'PX' }, hiv: { source: '5.dep4', rows: 47, prefix: 'ART' },
};

interface DemoFile {
  readonly at: number;
  readonly values: Values;
  readonly category: string;
}

export async function seedLists(services: Services, people: UttarakhandPeople): Promise<void> {
  const work = services.registry.subjects;
  if (work === undefined) return;
  const now = services.clock();
  const random = createRandom(SEED);
  const files = demoFiles(services);
  const lists = makeLists(random, makeChildren(random, { children: CHILDREN, fold: 'all' }), TRAINING_NOISE, dayOf(services, now - LISTED_DAYS * DAY));
  for (const { habits, headers, rows } of lists) {
    const given = work.categories.find(({ id }) => id === habits.category)?.services ?? [];
    const known = files.filter(({ category }) => category === habits.category).map(({ values }) => rowOfFile(habits, values));
    const cells = [...known, ...rows.map((row) => row.cells)].map((row) => [...row, random.chance(SERVED) && given.length > 0 ? word('hi', `resource-centre:service.${random.pick(given)}`) : '']);
    await load(services, people, habits.category, habits.source, [...headers, SERVICES], habits.category === 'labour' ? [...cells, ...spoilt(habits, cells)] : cells);
  }
  for (const [category, { source, rows, prefix }] of Object.entries(NAMELESS)) {
    const known = files.filter((file) => file.category === category).map(({ at, values }) => namelessRow(`${prefix}-F${at}`, values['sex'] === 'male', String(values['registeredDay']), 49, random));
    const others = Array.from({ length: rows }, (_, at) => namelessRow(`${prefix}-${1000 + at}`, random.chance(0.2), addDays(dayOf(services, now), -random.int(5, LISTED_DAYS)), random.int(45, 57), random));
    await load(services, people, category, source, ['Case No', 'Sex', 'Age', 'District', 'Registration Date'], [...known, ...others]);
  }
  await linkFiles(services, files);
}

const SERVICES = 'Services Given';

/** Rows as offices send them too: they come back in the report. */
function spoilt({ columns }: ListHabits, rows: readonly (readonly string[])[]): string[][] {
  const slips = [['age', '200'], ['district', 'Saharanpur'], ['birthDay', '31/02/2014'], ['name', '']] as const;
  return slips.map(([path, cell], at) => (rows[at * 7] ?? []).map((one, index) => (columns[index]?.path === path ? cell : columns[index]?.path === 'name' ? `${one} II` : one)));
}

function namelessRow(number: string, isBoy: boolean, day: string, district: number, random: Random): string[] {
  return [number, isBoy ? 'M' : 'F', String(random.int(6, 17)), String(district), day];
}

/** The children with whom the unit works, as a list would have them. */
function demoFiles(services: Services): DemoFile[] {
  const today = dayOf(services, services.clock());
  return Array.from({ length: FILES }, (_, at): DemoFile => {
    const values = valuesOfDemoFile(at, today, '');
    const [category = ''] = Array.isArray(values['categories']) ? values['categories'] : [];
    return { at, values, category: String(category) };
  });
}

function rowOfFile({ columns }: ListHabits, values: Values): string[] {
  const said: Readonly<Record<string, unknown>> = {
    name: values['name'], father: values['fatherName'], mother: values['motherName'], sex: values['sex'] === 'male' ? 'Male' : 'Female', birthDay: values['birthDate'],
    district: '49', village: values['village'], seenDay: values['registeredDay'],
  };
  return columns.map(({ path }) => (typeof said[path] === 'string' ? said[path] : ''));
}

async function load(services: Services, { operator, nodals }: UttarakhandPeople, category: string, source: string, headers: readonly string[], rows: readonly (readonly string[])[]): Promise<void> {
  const target = LISTS.find((list) => list.target.subjects?.category === category);
  if (target === undefined) throw new Error(`no list of ${category}`);
  const by: Grant = nodals[source] ?? operator;
  const folder = await mkdtemp(join(tmpdir(), 'dehri-demo-'));
  const path = join(folder, 'list.csv');
  try {
    await writeFile(path, `\ufeff${[headers, ...rows].map((row) => csvLine(row)).join('')}`);
    const { id, mapping, missing } = await receiveList(services, { target, place: source, source, fileName: `${category}.csv`, author: by.person, grant: by.id }, path);
    if (missing.length > 0) throw new Error(`the list of ${category} lacks ${missing.join(', ')}`);
    const district = districtOf(source);
    if (!await setWaiting(services.db.pool, district, id, mapping, false)) throw new Error('the list could not be started');
    if (await runBatch(services, LISTS, district, id, { path }) !== 'ended') throw new Error('another list is being taken in');
    const batch = await readBatch(services.db.pool, district, id);
    if (batch?.status !== 'done') throw new Error(`the list of ${category} was not taken in: ${batch?.fault?.code ?? ''}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each of those children gets the number that stands in her file. */
async function linkFiles(services: Services, files: readonly DemoFile[]): Promise<void> {
  const { pool } = services.db;
  const { rows } = await pool.query<{ state: number; id: string; category: string; sealed: Buffer }>('SELECT state, id, category, sealed FROM subject_entry ORDER BY id');
  const keys = await services.keys.of(pool, rows.map(({ id }) => `e:${id}`));
  const entries = rows.map(({ state, id, category, sealed }) => {
    const key = keys.get(`e:${id}`);
    const said: Values = key === undefined ? {} : JSON.parse(unseal(key, `entry:${id}`, sealed).toString());
    return { state, id, category, said };
  });
  for (const { at, values, category } of files) {
    const prefix = NAMELESS[category]?.prefix;
    const entry = entries.find((one) => one.category === category && (prefix === undefined ? one.said['name'] === values['name'] && one.said['birthDay'] === values['birthDate'] : one.said['caseNumber'] === `${prefix}-F${at}`));
    if (entry === undefined) continue;
    const token = tokenOfDemoFile(at);
    await pool.query('INSERT INTO subject (state, token, made_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [entry.state, token, services.clock()]);
    await pool.query('UPDATE subject_link SET token = $3, home = $3 WHERE state = $1 AND entry = $2', [entry.state, entry.id, token]);
    await pool.query('INSERT INTO subject_file (state, token, district, record, at, place, covered, home) VALUES ($1, $2, 49, $3, $4, $5, $6, $2)', [entry.state, token, recordOfDemoFile(at), services.clock(), '5.49.dcpu1', prefix !== undefined || category === 'trafficking']);
  }
}
