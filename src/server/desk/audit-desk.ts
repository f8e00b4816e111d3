// The audit log as the desk reads it.
import type * as z from 'zod/mini';
import { LOOK_REASONS, type LookReason } from '#shared/access/look.ts';
import { AUDIT_ACTS, type auditResponseSchema } from '#shared/desk/audit.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { isUnbroken, type AuditRow } from '../audit/audit.ts';
import { districtPart } from '../people/people.ts';
import type { Services } from '../services.ts';

const PAGE = 100;

/** Rows of the district's chain that were done at or below the place, newest first. */
export async function readAudit({ db }: Services, place: PlaceCode, before: number | undefined): Promise<z.infer<typeof auditResponseSchema>> {
  const district = districtPart(place);
  const { rows } = await db.pool.query<AuditRow & { name: string | null }>(
    `SELECT a.district, a.n, a.at, a.act, a.actor, a.place, a.subject, a.detail, a.hash, p.name FROM audit a LEFT JOIN person p ON p.id = a.actor
     WHERE a.district = $1 AND a.n < $2 AND (a.place = $3 OR (a.place > $3 || '.' AND a.place < $3 || '/')) ORDER BY a.n DESC LIMIT $4`,
    [district, before ?? Number.MAX_SAFE_INTEGER, place, PAGE + 1],
  );
  const page = rows.slice(0, PAGE);
  return {
    items: page.map((r) => ({
      district: r.district, n: r.n, at: r.at, act: AUDIT_ACTS.find((a) => a === r.act) ?? 'history-read', actor: r.actor, actorName: r.name ?? '', place: r.place, subject: r.subject, ...reasonOf(r),
    })),
    more: rows.length > PAGE,
    unbroken: await isChainWhole({ db }, district, page),
  };
}

function reasonOf({ act, detail }: AuditRow): { readonly reason?: LookReason } {
  const reason = act.startsWith('file-') || act === 'opening-asked' ? LOOK_REASONS.find((code) => code === detail) : undefined;
  return reason === undefined ? {} : { reason };
}

/** Recomputes the hashes of all rows between the first and the last listed. */
async function isChainWhole({ db }: Pick<Services, 'db'>, district: number, page: readonly AuditRow[]): Promise<boolean> {
  const [last, first] = [page[0], page[page.length - 1]];
  if (first === undefined || last === undefined) return true;
  const { rows } = await db.pool.query<AuditRow>('SELECT district, n, at, act, actor, place, subject, detail, hash FROM audit WHERE district = $1 AND n BETWEEN $2 AND $3 ORDER BY n', [district, first.n - 1, last.n]);
  const start = first.n === 1 ? Buffer.alloc(32) : rows[0]?.hash;
  const run = first.n === 1 ? rows : rows.slice(1);
  return start !== undefined && run.length === last.n - first.n + 1 && isUnbroken(run, start);
}
