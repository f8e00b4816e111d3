// Hands a child to the unit of her district: what the centre knows of her becomes the beginning of a file there, written
// as an ordinary change by who hands her over, so that bucket, sums and history hold as for any other.
//
//   link with the record's id, and a row of the audit log ──commit──▶ the change that begins the record
//
// Broken off in between, the next asking finds the link and finishes it.
import { decideDesk } from '#shared/access/decide-desk.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import { districtOf, isWithin, officeKindOf, type PlaceCode } from '#shared/place/place.ts';
import type { LookReason } from '#shared/access/look.ts';
import type { Change, FieldValue, Values } from '#shared/record/change.ts';
import { newlyBroken, rulePaths } from '#shared/record/judge-rules.ts';
import { editToChange } from '#shared/record/edit.ts';
import { fieldDef, type RecordType } from '#shared/record/record-type.ts';
import { facetOf, openNeeds } from '#shared/subjects/facet.ts';
import { identityTogether } from '#shared/subjects/said.ts';
import { findStored } from '../access/stored-record.ts';
import { appendAudit } from '../audit/audit.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { newId, type Services } from '../services.ts';
import { applyVouched } from '../sync/apply-changes.ts';
import { checkValues } from '../sync/check-change.ts';
import { onPostgres } from '../sync/postgres-tables.ts';
import type { Asker } from './asker.ts';
import type { KnownRow } from './known-rows.ts';
import { knownChild } from './look.ts';

export interface BegunFile {
  readonly district: number;
  readonly record: string;
  readonly place: PlaceCode;
}

/** Devices of changes that the centre writes are named so; no phone can be. */
const CENTRE_DEVICE = 'centre:';

/** Undefined: for her there is no such child. `unit`: no unit of the child's district that keeps such files. */
export async function beginFile(services: Services, asker: Asker, token: string, unit: PlaceCode, reason: LookReason): Promise<BegunFile | 'unit' | undefined> {
  const linked = await inTransaction(services.db, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`file ${asker.state} ${token}`]);
    const known = await knownChild(client, services, asker, token);
    if (known === undefined) return undefined;
    const told = known.rows.filter(({ sight }) => sight.seen === 'facts' || sight.look === 'yes');
    if (!await keepsFiles(client, services, asker, unit) || !isOfHerDistrict(told, districtOf(unit))) return 'unit';
    const file = { record: await link(client, services, asker, token, unit, told), values: valuesOf(services, asker, token, told) };
    await appendAudit(client, services, { act: 'subject-filed', actor: asker.person, place: asker.place, subject: token, detail: reason });
    return file;
  });
  if (linked === undefined || linked === 'unit') return linked;
  // Erased in between, she is not there any more.
  if (!await write(services, asker, unit, linked.record, linked.values)) return undefined;
  return { district: districtOf(unit), record: linked.record, place: unit };
}

/** The record of the file that she has at the unit, or is to have. */
async function link(sql: Sql, services: Services, { state }: Asker, token: string, unit: PlaceCode, told: readonly KnownRow[]): Promise<string> {
  // Without any row that names her the file is there for nobody else either.
  const isCovered = told.length === 0 || told.some(({ sight }) => sight.seen !== 'facts');
  const { rows: [before] } = await sql.query<{ record: string }>(
    'UPDATE subject_file SET covered = covered OR $4 WHERE state = $1 AND token = $2 AND place = $3 RETURNING record', [state, token, unit, isCovered],
  );
  if (before !== undefined) return before.record;
  const record = newId(services, 16);
  await sql.query('INSERT INTO subject_file (state, token, district, record, at, place, covered) VALUES ($1, $2, $3, $4, $5, $6, $7)', [state, token, districtOf(unit), record, services.clock(), unit, isCovered]);
  return record;
}

/** A file that is there already is given only what it lacks. False: the record was erased. */
async function write(services: Services, { session: { grants }, person, place, day }: Asker, unit: PlaceCode, record: string, values: Values): Promise<boolean> {
  const { registry, db: { pool } } = services;
  const type = registry.type(registry.subjects?.file?.recordType ?? '')?.type;
  const decision = decideDesk(grants, 'match', place, day);
  if (type === undefined || !decision.ok) throw new Error('a file is begun by who may');
  const before = (await findStored(pool, registry, districtOf(unit), record))?.record;
  const edits = before === undefined ? values : Object.fromEntries(Object.entries(values).filter(([path]) => (before.values[path] ?? null) === null));
  // Two who begin it at once write the same change.
  const id = `${CENTRE_DEVICE}${before === undefined ? record : newId(services, 16)}`;
  const change = editToChange(type, before, edits, {
    id, record, bucket: before?.bucket ?? bucketOf(unit, type.shelf), device: id, counter: 1, author: person, grant: decision.grant.id, deviceTime: services.clock(), form: null,
  });
  if (change === undefined) return true;
  const [settled, code] = await applyVouched(onPostgres(services), districtOf(unit), fitting(type, before?.values ?? {}, change, day));
  if (settled === 'h' && code !== 'erased') throw new Error(`a file could not be begun: ${code}`);
  return settled !== 'h';
}

async function keepsFiles(sql: Sql, { registry }: Services, { place }: Asker, unit: PlaceCode): Promise<boolean> {
  const kind = officeKindOf(unit);
  if (kind === undefined || kind !== registry.subjects?.file?.office || !isWithin(unit, place)) return false;
  const { rowCount } = await sql.query('SELECT FROM place WHERE district = $1 AND code = $2', [districtOf(unit), unit]);
  return rowCount === 1;
}

/** Nobody's identity goes to a district that no list says she is of. */
function isOfHerDistrict(told: readonly KnownRow[], district: number): boolean {
  const said = told.map(({ category, values }) => facetOf(category, values).district).filter((d) => d !== 0);
  return said.length === 0 || said.includes(district);
}

function valuesOf({ registry }: Services, { day }: Asker, token: string, told: readonly KnownRow[]): Values {
  const facets = told.map(({ category, values }) => facetOf(category, values));
  return registry.subjects?.file?.fieldsOf({
    token, today: day, categories: [...new Set(told.map(({ category }) => category.id))],
    identity: identityTogether(told.map(({ entry, source, category, at, values }) => ({ entry, source, category: category.id, at, said: values }))),
    needs: openNeeds(facets.flatMap(({ needs }) => needs), facets.flatMap(({ services }) => services)),
  }) ?? {};
}

/** What a list says may be longer or otherwise than a file can take: texts are cut, what does not fit is left to those who meet her. */
function fitting(type: RecordType, before: Values, change: Change, day: string): Change {
  const cut = (path: string, value: FieldValue): FieldValue => {
    const def = fieldDef(type, path);
    const short = typeof value === 'string' && def?.kind === 'text' ? [...value].slice(0, def.maxLength ?? 200).join('') : value;
    return checkValues(type, { ...change, values: { [path]: short } }, false) === undefined ? short : null;
  };
  const values = Object.fromEntries(Object.entries(change.values).map(([path, value]) => [path, cut(path, value)]));
  for (const path of rulePaths(newlyBroken(type, before, { ...before, ...values }, day))) if (path in values) values[path] = null;
  return { ...change, values };
}
