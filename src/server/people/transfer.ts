// Someone goes elsewhere and her work passes to others: her grants end, theirs begin the day after, hers
// elsewhere begins, in one transaction. What its author saw must still stand; whoever takes over works there.
import { isInForce, type Grant } from '#shared/access/access.ts';
import type { Role } from '#shared/access/table.ts';
import type { TransferRequest } from '#shared/desk/transfer.ts';
import { dayFromNumber, dayNumber } from '#shared/form/calendar.ts';
import { isWithin, parentOf, type PlaceCode } from '#shared/place/place.ts';
import type { AuditEntry } from '../audit/audit.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { newId, today, type Services } from '../services.ts';
import { auditByDistrict, lockGrants, setDays, type Changed } from './change-grants.ts';
import { bumpVersions } from './people.ts';

/** Below the block anybody of the block may take over; of a block, an office or a district its neighbours may. */
export function reachOf(place: PlaceCode): PlaceCode {
  const parts = place.split('.');
  return parts.length > 3 ? parts.slice(0, 3).join('.') : parentOf(place) ?? place;
}

/** Those who hold the role within reach, and all who work at the very place. */
export async function takersOf(sql: Sql, { person, role, place }: Pick<Grant, 'person' | 'role' | 'place'>, day: string): Promise<{ person: string; name: string; role: string; place: string; from: string; to: string | null }[]> {
  const { rows } = await sql.query<{ person: string; name: string; role: string; place: string; from: string; to: string | null }>(
    `SELECT g.person, p.name, g.role, g.place, g.from_day AS "from", g.to_day AS "to" FROM role_grant g JOIN person p ON p.id = g.person
     WHERE g.person <> $1 AND (g.to_day IS NULL OR g.to_day >= $2 AND g.to_day >= g.from_day)
       AND (g.place = $3 OR g.role = $4 AND (g.place = ANY($6::text[]) OR g.place = $5 OR g.place > $5 || '.' AND g.place < $5 || '/')) ORDER BY p.name, g.person, g.id`,
    [person, day, place, role, reachOf(place), place.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'))],
  );
  return rows;
}

/** Does one of her grants cover the place already, from the day on and without an end? */
export function holdsAlready(grants: readonly { readonly role: string; readonly place: PlaceCode; readonly from: string; readonly to: string | null }[], role: Role, place: PlaceCode, from: string): boolean {
  return grants.some((g) => g.role === role && isWithin(place, g.place) && g.from <= from && g.to === null);
}

/** @param mine may the author give this one? */
export async function transferPerson(
  services: Services, person: string, { to, seen, takers, next }: TransferRequest, mine: (grant: Grant) => boolean, by: string,
): Promise<Changed | 'no-taker'> {
  const day = today(services);
  const versions = new Map(seen.map((g) => [g.id, g.version]));
  const takerOf = new Map(takers.map((t) => [t.grant, t.person]));
  return inTransaction(services.db, async (client) => {
    const locked = await lockGrants(client, [person, ...takers.map((t) => t.person)]);
    const open = locked.filter((g) => g.person === person && (g.to === null || g.to >= day) && mine(g));
    if (open.length !== versions.size || open.some((g) => versions.get(g.id) !== g.version)) return 'conflict';
    if (takers.some(({ grant }) => !versions.has(grant))) return 'no-taker';

    const given: { readonly grant: Omit<Grant, 'to'>; readonly for: string }[] = [];
    for (const grant of open) {
      const taker = takerOf.get(grant.id);
      if (taker === undefined) continue;
      const able = await takersOf(client, grant, day);
      if (!able.some((t) => t.person === taker)) return 'no-taker';
      const after = dayAfter(to);
      const from = grant.from > after ? grant.from : after;
      if (holdsAlready(locked.filter((g) => g.person === taker), grant.role, grant.place, from)) continue;
      given.push({ grant: { id: newId(services), person: taker, role: grant.role, place: grant.place, from }, for: grant.id });
    }
    const begun = next === null ? [] : [{ id: newId(services), person, ...next }];
    for (const { id, person: whose, role, place, from } of [...given.map((g) => g.grant), ...begun]) {
      await client.query('INSERT INTO role_grant (id, person, role, place, from_day, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [id, whose, role, place, from, by, services.clock()]);
    }
    // After the others' grants: who takes over from the last administrator keeps the place in hands. One that ends sooner by itself does so.
    const ended = await setDays(client, services, open.map((grant) => ({ grant, days: { from: grant.from, to: grant.to === null || grant.to > to ? to : grant.to } })), by, 'grant-ended');
    if (ended === 'last-administrator') throw new LastAdministrator();
    const parts: readonly AuditEntry[] = [...given.map((g) => g.grant), ...begun].map(({ id, place }) => ({ act: 'grant-added', actor: by, place, subject: id }));
    const home = (open.find((g) => isInForce(g, day)) ?? open[0])?.place ?? '';
    const detail = [
      `> ${to}`, ...open.map((g) => [g.id, takerOf.get(g.id) ?? '-', ...given.flatMap((one) => (one.for === g.id ? [one.grant.id] : []))].join(' ')), ...begun.map(({ id }) => `+ ${id}`),
    ].join('; ');
    await bumpVersions(client, [...open.map((g) => g.place), ...given.map((g) => g.grant.place), ...begun.map((g) => g.place)]);
    await auditByDistrict(client, services, [{ act: 'transferred', actor: by, place: home, subject: person, detail }, ...ended, ...parts]);
    return 'done' as const;
  }).catch((error: unknown) => {
    if (error instanceof LastAdministrator) return 'last-administrator' as const;
    throw error;
  });
}

/** Takes back what was written before it was found. */
class LastAdministrator extends Error {}

function dayAfter(day: string): string {
  return dayFromNumber((dayNumber(day) ?? 0) + 1) ?? day;
}
