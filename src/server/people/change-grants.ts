// Changing what stands: a grant's days, a name, all grants of someone who leaves. Each change names what
// its author saw; what has changed meanwhile is never written over.
import type { Grant } from '#shared/access/access.ts';
import { ROLES } from '#shared/access/table.ts';
import type { AuditAct } from '#shared/desk/audit.ts';
import { appendAudits, districtOfPlace, type AuditEntry } from '../audit/audit.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { dayOf, today, type Services } from '../services.ts';
import { KEEPER_ROLE, leavesNobody, lockKeepers } from './keepers.ts';
import { bumpVersions } from './people.ts';

export type Changed = 'done' | 'conflict' | 'last-administrator';

export interface GrantDays {
  readonly from: string;
  readonly to: string | null;
}

export interface StoredGrant extends Grant {
  readonly version: number;
}

/** @param version the one its author saw; undefined: whatever it is now. */
export async function changeGrantDays(
  services: Services, grant: Pick<Grant, 'id' | 'person'>, version: number | undefined, days: (now: GrantDays) => GrantDays, by: string, act: AuditAct = 'grant-changed',
): Promise<Changed> {
  return inTransaction(services.db, async (client) => {
    const [now] = (await lockGrants(client, [grant.person])).filter((g) => g.id === grant.id);
    if (now === undefined || (version !== undefined && now.version !== version)) return 'conflict';
    return writeDays(client, services, [{ grant: now, days: days(now) }], by, act);
  });
}

/** The last day in force of what ends at once. */
export function yesterday(services: Services): string {
  return dayOf(services, services.clock() - 86_400_000);
}

/**
 * Ends every grant of hers that is not over and that `mine` lets through; one that is still to come never begins.
 * @param seen those that its author saw, by id, with their versions
 */
export async function releasePerson(
  services: Services, person: string, seen: ReadonlyMap<string, number>, to: string | undefined, mine: (grant: Grant) => boolean, by: string,
): Promise<Changed> {
  const day = today(services);
  return inTransaction(services.db, async (client) => {
    const open = (await lockGrants(client, [person])).filter((g) => (g.to === null || g.to >= day) && mine(g));
    if (open.length !== seen.size || open.some((g) => seen.get(g.id) !== g.version)) return 'conflict';
    const last = to ?? yesterday(services);
    // One that ends sooner by itself does so.
    return writeDays(client, services, open.map((grant) => ({ grant, days: { from: grant.from, to: grant.to === null || grant.to > last ? last : grant.to } })), by, 'grant-ended');
  });
}

/** False when the name is not `was` any more. */
export async function renamePerson(services: Services, person: string, name: string, was: string, by: string): Promise<boolean> {
  return inTransaction(services.db, async (client) => {
    const grants = await lockGrants(client, [person]);
    const { rowCount } = await client.query('UPDATE person SET name = $2 WHERE id = $1 AND name = $3', [person, name, was]);
    if (rowCount !== 1) return false;
    await bumpVersions(client, grants.map((g) => g.place));
    await auditByDistrict(client, services, [{ act: 'person-renamed', actor: by, place: grants.at(-1)?.place ?? '', subject: person }]);
    return true;
  });
}

/** Everything of one person is changed one after the other, of several in their order; a keeper's after every other keeper's. */
export async function lockGrants(client: Sql, people: readonly string[]): Promise<StoredGrant[]> {
  const { rows: [keeps] } = await client.query('SELECT 1 FROM role_grant WHERE person = ANY($1::text[]) AND role = $2 LIMIT 1', [people, KEEPER_ROLE]);
  if (keeps !== undefined) await lockKeepers(client);
  // First whose they are, then what they are by now: a row that is made meanwhile would not be waited for.
  await client.query('SELECT 1 FROM person WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE', [people]);
  const { rows } = await client.query<{ id: string; person: string; role: string; place: string; from: string; to: string | null; version: number }>(
    'SELECT id, person, role, place, from_day AS "from", to_day AS "to", version FROM role_grant WHERE person = ANY($1::text[]) ORDER BY person, from_day, id FOR UPDATE', [people],
  );
  return rows.flatMap((row) => {
    const role = ROLES.find((r) => r === row.role);
    return role === undefined ? [] : [{ ...row, role }];
  });
}

interface DaysChange {
  readonly grant: StoredGrant;
  readonly days: GrantDays;
}

async function writeDays(client: Sql, services: Services, changes: readonly DaysChange[], by: string, act: AuditAct): Promise<Changed> {
  const entries = await setDays(client, services, changes, by, act);
  if (entries === 'last-administrator') return entries;
  await bumpVersions(client, changes.map(({ grant }) => grant.place));
  await auditByDistrict(client, services, entries);
  return 'done';
}

/** What is still to be noted of it. Versions of the places are for whoever calls to raise. */
export async function setDays(client: Sql, services: Services, changes: readonly DaysChange[], by: string, act: AuditAct): Promise<readonly AuditEntry[] | 'last-administrator'> {
  const keeping = changes.filter(({ grant }) => grant.role === KEEPER_ROLE);
  const after = new Map(changes.map(({ grant, days }) => [grant.id, days]));
  const alone = keeping.length > 0 && await leavesNobody(client, keeping.map(({ grant }) => grant.place), today(services), (keepers) =>
    keepers.map((k) => ({ ...k, ...after.get(k.grant) })));
  if (alone) return 'last-administrator';
  for (const { grant, days } of changes) {
    await client.query('UPDATE role_grant SET from_day = $2, to_day = $3, version = version + 1, changed_by = $4, changed_at = $5 WHERE id = $1', [grant.id, days.from, days.to, by, services.clock()]);
  }
  return changes.map(({ grant, days }) => ({ act, actor: by, place: grant.place, subject: grant.id, detail: `${span(grant)} > ${span(days)}` }));
}

function span({ from, to }: GrantDays): string {
  return `${from}..${to ?? ''}`;
}

/** Chains are locked in their order, whatever order the entries come in. */
export async function auditByDistrict(client: Sql, services: Services, entries: readonly AuditEntry[]): Promise<void> {
  const districts = [...new Set(entries.map((e) => districtOfPlace(e.place)))].sort((a, b) => a - b);
  for (const district of districts) await appendAudits(client, services, entries.filter((e) => districtOfPlace(e.place) === district));
}
