// A centre with children of lists of every kind, each value that could name one of them a word found nowhere else.
import { remakeFacets } from '#server/subjects/facets.ts';
import { upsertPlaces } from '#server/people/people.ts';
import type { Services } from '#server/services.ts';
import type { Values } from '#shared/record/change.ts';
import { writeEntries } from '#tests/support/entries.ts';
import type { TestServer } from '#tests/support/server.ts';

export const STATE = 10;
export const CENTRE = '10';
export const LABOUR = '10.dep1';
export const POLICE = '10.dep2';
export const HEALTH = '10.dep4';
export const UNIT = '10.193.dcpu1';
export const OTHER_UNIT = '10.200.dcpu1';

/** Words of one row that say who she is, or could: `नाम-labour001`. */
export function canaries(entry: string): readonly string[] {
  return ['नाम', 'पिता', 'माता', 'गाँव', 'विद्यालय', 'मालिक', 'case'].map((word) => `${word}-${entry}`);
}

export function saidOf(entry: string, more: Values = {}): Values {
  const [name = '', father = '', mother = '', village = '', school = '', employer = '', caseNumber = ''] = canaries(entry);
  return { name, father, mother, village, school, employer, caseNumber, phone: '9812345670', sex: 'female', birthDay: '2012-04-03', district: '10.193', seenDay: '2026-04-02', ...more };
}

export async function addOffices(server: TestServer): Promise<void> {
  await upsertPlaces(server.services, [[LABOUR, 'श्रम विभाग'], [POLICE, 'पुलिस'], [HEALTH, 'स्वास्थ्य विभाग'], [UNIT, 'इकाई'], [OTHER_UNIT, 'दूसरी इकाई']].map(([code = '', hi = '']) => ({ code, hi, en: hi })));
}

export interface SeedRow {
  readonly id: string;
  readonly category: string;
  readonly source: string;
  readonly more?: Values;
}

/** One child of these rows; returns her token. */
export async function child(services: Services, ...rows: readonly SeedRow[]): Promise<string> {
  await writeEntries(services, STATE, rows.map(({ id, category, source, more }) => ({ id, category, source, batch: `list-${source}`, values: saidOf(id, more) })));
  const { rows: [first] } = await services.db.pool.query<{ token: string }>('SELECT token FROM subject_link WHERE state = $1 AND entry = $2', [STATE, rows[0]?.id]);
  if (first === undefined) throw new Error('every row has a person');
  await services.db.pool.query(`UPDATE subject_link SET token = $3, how = 'person' WHERE state = $1 AND entry = ANY ($2)`, [STATE, rows.map(({ id }) => id), first.token]);
  await remakeFacets(services);
  return first.token;
}

let made = 0;
/** A child known by one list of working children. */
export async function workingChild(services: Services, more: Values = {}): Promise<{ readonly token: string; readonly entry: string }> {
  made += 1;
  const id = `working${String(made).padStart(4, '0')}`;
  return { token: await child(services, { id, category: 'labour', source: LABOUR, more }), entry: id };
}
