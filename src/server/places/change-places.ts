// Opening an office, renaming a place, noting that places were divided or joined. Phones learn of it by the version
// of the block; reviews by the row of `place_change`; the log keeps who did it.
import { levelOf, officeKindOf, PLACE_LEVELS, type OfficeKind, type Place, type PlaceCode } from '#shared/place/place.ts';
import type { Office, PlaceChange, PlaceChangeKind } from '#shared/desk/offices.ts';
import { appendAudit } from '../audit/audit.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { bumpVersions, districtPart } from '../people/people.ts';
import { today, type Services } from '../services.ts';

export type ChangedPlace = { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly reason: 'conflict' | 'not-found' };

const MOST_CHANGES = 200;

/** Offices at or below the place, with how many people work there today. */
export async function listOffices(services: Services, place: PlaceCode): Promise<Office[]> {
  const { rows } = await services.db.pool.query<Place & { people: number }>(
    `SELECT p.code, p.hi, p.en, (SELECT count(DISTINCT g.person)::int FROM role_grant g WHERE g.place = p.code AND g.from_day <= $3 AND (g.to_day IS NULL OR g.to_day >= $3)) AS people
     FROM place p WHERE ($1 = 0 OR p.district = $1) AND p.depth = $4 AND (p.code = $2 OR (p.code > $2 || '.' AND p.code < $2 || '/')) ORDER BY p.code`,
    [districtPart(place), place, today(services), PLACE_LEVELS.indexOf('office') + 1],
  );
  return rows.flatMap((row) => {
    const kind = officeKindOf(row.code);
    return kind === undefined ? [] : [{ ...row, kind }];
  });
}

/** Of the place and all below it, newest first. */
export async function listPlaceChanges({ db }: Pick<Services, 'db'>, place: PlaceCode): Promise<PlaceChange[]> {
  const { rows } = await db.pool.query<{ kind: PlaceChangeKind; day: string; code: string; hi: string; en: string; was_code: string; was_hi: string; was_en: string }>(
    `SELECT c.kind, c.day, c.code, coalesce(p.hi, c.code) AS hi, coalesce(p.en, c.code) AS en, c.was_code, c.was_hi, c.was_en
     FROM place_change c LEFT JOIN place p ON p.district = c.district AND p.code = c.code
     WHERE ($1 = 0 OR c.district = $1) AND (c.code = $2 OR (c.code > $2 || '.' AND c.code < $2 || '/')) ORDER BY c.day DESC, c.code LIMIT $3`, [districtPart(place), place, MOST_CHANGES],
  );
  return rows.map((r) => ({ kind: r.kind, day: r.day, place: { code: r.code, hi: r.hi, en: r.en }, was: { code: r.was_code === '' ? r.code : r.was_code, hi: r.was_hi, en: r.was_en } }));
}

export async function addOffice(services: Services, { district, kind, number, hi, en }: { district: PlaceCode; kind: OfficeKind; number: number; hi: string; en: string }, by: string): Promise<ChangedPlace> {
  const place = { code: `${district}.${kind}${number}`, hi, en };
  return inTransaction(services.db, async (client) => {
    const { rowCount } = await client.query('INSERT INTO place (district, code, depth, hi, en) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [districtPart(place.code), place.code, PLACE_LEVELS.indexOf(levelOf(place.code)) + 1, hi, en]);
    if (rowCount !== 1) return { ok: false, reason: 'conflict' };
    await bumpVersions(client, [place.code]);
    await appendAudit(client, services, { act: 'place-added', actor: by, place: place.code, subject: place.code });
    return { ok: true, place };
  });
}

/** Renamed twice on a day, the name of the morning stays the one it had before. */
export async function renamePlace(services: Services, place: Place, was: { readonly hi: string; readonly en: string }, day: string, by: string): Promise<ChangedPlace> {
  return inTransaction(services.db, async (client) => {
    const now = await lockPlace(client, place.code);
    if (now === undefined) return { ok: false, reason: 'not-found' };
    if (now.hi !== was.hi || now.en !== was.en) return { ok: false, reason: 'conflict' };
    await client.query('UPDATE place SET hi = $3, en = $4 WHERE district = $1 AND code = $2', [districtPart(place.code), place.code, place.hi, place.en]);
    await noteChange(client, place.code, 'renamed', day, { code: '', ...was });
    await bumpVersions(client, [place.code]);
    await appendAudit(client, services, { act: 'place-renamed', actor: by, place: place.code, subject: place.code, detail: day });
    return { ok: true, place };
  });
}

/** `other`: what it came out of, or what was joined into it. */
export async function markPlace(services: Services, { code, kind, other, day }: { code: PlaceCode; kind: 'divided' | 'joined'; other: PlaceCode; day: string }, by: string): Promise<ChangedPlace> {
  return inTransaction(services.db, async (client) => {
    // In the order of their codes, whichever is which.
    const locked = new Map<PlaceCode, Place | undefined>();
    for (const each of [code, other].sort()) locked.set(each, await lockPlace(client, each));
    const [place, was] = [locked.get(code), locked.get(other)];
    if (place === undefined || was === undefined) return { ok: false, reason: 'not-found' };
    if (!(await noteChange(client, code, kind, day, was))) return { ok: false, reason: 'conflict' };
    await bumpVersions(client, [code, other]);
    await appendAudit(client, services, { act: kind === 'divided' ? 'place-divided' : 'place-joined', actor: by, place: code, subject: other, detail: day });
    return { ok: true, place };
  });
}

async function noteChange(client: Sql, code: PlaceCode, kind: PlaceChangeKind, day: string, was: Place): Promise<boolean> {
  const { rowCount } = await client.query('INSERT INTO place_change (district, code, day, kind, was_code, was_hi, was_en) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING',
    [districtPart(code), code, day, kind, was.code, was.hi, was.en]);
  return rowCount === 1;
}

async function lockPlace(client: Sql, code: PlaceCode): Promise<Place | undefined> {
  return (await client.query<Place>('SELECT code, hi, en FROM place WHERE district = $1 AND code = $2 FOR UPDATE', [districtPart(code), code])).rows[0];
}
