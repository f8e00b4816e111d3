// People, their grants, and the places they work in: the services that the desk, the demo and the
// imports call. Whoever calls has decided that it may be done; `by` is the person doing it, null
// at the first start.
import type { Role } from '#shared/access/table.ts';
import type { AuditAct } from '#shared/desk/audit.ts';
import { districtOf, levelOf, PLACE_LEVELS, type Place } from '#shared/place/place.ts';
import { appendAudit, appendAudits } from '../audit/audit.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { dayOf, newId, today, type Services } from '../services.ts';
import { KEEPER_ROLE, leavesNobody, lockKeepers } from './keepers.ts';

export interface NewGrant {
  readonly role: Role;
  readonly place: string;
  /** ISO days; default from today, without end. */
  readonly from?: string | undefined;
  readonly to?: string | null | undefined;
}

/** Adds or renames places. Chunks of any size. */
export async function upsertPlaces(services: Services, places: readonly Place[]): Promise<void> {
  await inTransaction(services.db, async (client) => {
    for (let at = 0; at < places.length; at += 5_000) {
      const some = places.slice(at, at + 5_000);
      await client.query(
        `INSERT INTO place (district, code, depth, hi, en) SELECT * FROM unnest($1::int[], $2::text[], $3::smallint[], $4::text[], $5::text[])
         ON CONFLICT (district, code) DO UPDATE SET hi = excluded.hi, en = excluded.en`,
        [some.map((p) => districtPart(p.code)), some.map((p) => p.code), some.map((p) => PLACE_LEVELS.indexOf(levelOf(p.code)) + 1), some.map((p) => p.hi), some.map((p) => p.en)],
      );
    }
    await bumpVersions(client, places.map((p) => p.code));
  });
}

/** `id` only where it must be known beforehand (the demo). */
export async function createPerson(services: Services, name: string, grant: NewGrant, by: string | null, id = newId(services)): Promise<{ readonly person: string; readonly grant: string }> {
  return inTransaction(services.db, async (client) => {
    await client.query('INSERT INTO person (id, name, made_at) VALUES ($1, $2, $3)', [id, name, services.clock()]);
    if (by !== null) await appendAudit(client, services, { act: 'person-created', actor: by, place: grant.place, subject: id });
    return { person: id, grant: await insertGrant(client, services, id, grant, by) };
  });
}

export async function addGrant(services: Services, person: string, grant: NewGrant, by: string | null, act: AuditAct = 'grant-added'): Promise<string> {
  return inTransaction(services.db, (client) => insertGrant(client, services, person, grant, by, act));
}

/** `to` is the last day in force; default yesterday, so that it ends at once. */
export async function endGrant(services: Services, grant: { readonly id: string; readonly place: string }, to: string | undefined, by: string, act: AuditAct = 'grant-ended'): Promise<void> {
  await inTransaction(services.db, async (client) => {
    await client.query('UPDATE role_grant SET to_day = $2, version = version + 1, changed_by = $3, changed_at = $4 WHERE id = $1', [grant.id, to ?? dayOf(services, services.clock() - 86_400_000), by, services.clock()]);
    await bumpVersions(client, [grant.place]);
    await appendAudit(client, services, { act, actor: by, place: grant.place, subject: grant.id });
  });
}

/** The phone gets nothing more; what it still holds can be handed in and will be held. */
export async function revokeDevice(services: Services, device: string, place: string, by: string): Promise<Revoked> {
  return revokeDevices(services, [device], place, by);
}

export type Revoked = 'done' | 'last-phone';

/** All or none: `last-phone` when a place would have no administrator left who can come in. */
export async function revokeDevices(services: Services, devices: readonly string[], place: string, by: string): Promise<Revoked> {
  return inTransaction(services.db, async (client) => {
    await lockKeepers(client);
    const { rows: owners } = await client.query<{ person: string; places: string[] }>(
      `SELECT d.person, array_agg(DISTINCT g.place) AS places FROM device d JOIN role_grant g ON g.person = d.person AND g.role = $2
       WHERE d.id = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM device other WHERE other.person = d.person AND other.revoked_at IS NULL AND other.id <> ALL($1::text[])) GROUP BY d.person`,
      [devices, KEEPER_ROLE],
    );
    const gone = new Set(owners.map((o) => o.person));
    if (await leavesNobody(client, owners.flatMap((o) => o.places), today(services), (keepers) => keepers.filter((k) => !gone.has(k.person)))) return 'last-phone';
    const { rows } = await client.query<{ id: string }>('UPDATE device SET revoked_at = $2, revoked_by = $3 WHERE id = ANY($1::text[]) AND revoked_at IS NULL RETURNING id', [devices, services.clock(), by]);
    await appendAudits(client, services, rows.map(({ id }) => ({ act: 'device-revoked' as const, actor: by, place, subject: id })));
    return 'done';
  });
}

async function insertGrant(client: Sql, services: Services, person: string, { role, place, from, to }: NewGrant, by: string | null, act: AuditAct = 'grant-added'): Promise<string> {
  const id = newId(services);
  await client.query('INSERT INTO role_grant (id, person, role, place, from_day, to_day, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [id, person, role, place, from ?? today(services), to ?? null, by, services.clock()]);
  await bumpVersions(client, [place]);
  if (by !== null) await appendAudit(client, services, { act, actor: by, place, subject: id });
  return id;
}

/** Phones that see any of these places will see that their profile is old. */
export async function bumpVersions(client: Sql, codes: readonly string[]): Promise<void> {
  const blocks = [...new Set(codes.map((code) => code.split('.').slice(0, 3).join('.')))].sort();
  await client.query(
    `INSERT INTO place_version (district, place, version) SELECT district, place, 1 FROM unnest($1::int[], $2::text[]) AS v (district, place)
     ON CONFLICT (district, place) DO UPDATE SET version = place_version.version + 1`,
    [blocks.map(districtPart), blocks],
  );
}

/** Places above the districts have district 0. */
export function districtPart(code: string): number {
  return districtOf(code);
}
