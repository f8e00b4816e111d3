// Who may move families, and what a refusal means to whoever asked.
import { decideRecord } from '#shared/access/access.ts';
import { decideDesk } from '#shared/access/decide-desk.ts';
import type { MoveRequest } from '#shared/desk/moves.ts';
import { bucketOf, bucketShelf } from '#shared/place/bucket.ts';
import type { Session } from '../auth/session.ts';
import { districtPart } from '../people/people.ts';
import { moveRecords, type Moved } from '../places/move-records.ts';
import { today, type Services } from '../services.ts';

/** Undefined where she may not: both places are hers to order, and the records hers to read. Files of persons go their own way (`file-desk.ts`). */
export async function moveFromDesk(services: Services, session: Session, { id, from, to, records }: MoveRequest): Promise<Moved | undefined> {
  const day = today(services);
  const target = 'place' in to ? to.place : to.village;
  const grant = [from, target].map((place) => decideDesk(session.grants, 'people', place, day));
  const [first] = grant;
  if (first?.ok !== true || grant.some((g) => !g.ok) || districtPart(from) === 0) return undefined;
  const { rows } = await services.db.pool.query<{ bucket: string }>('SELECT DISTINCT bucket FROM record WHERE district = $1 AND id = ANY($2::text[])', [districtPart(from), records]);
  const mayRead = rows.every(({ bucket }) => {
    const shelf = bucketShelf(bucket);
    const accessClass = services.registry.classOf(shelf);
    if (services.registry.isGuarded(shelf) || services.registry.isWriteOnly(shelf)) return false;
    return accessClass !== undefined && [bucket, bucketOf(target, shelf)].every((b) => decideRecord(session.grants, 'read', accessClass, b, day).ok);
  });
  if (!mayRead) return undefined;
  return moveRecords(services, {
    id, from, records, by: { person: session.person, grant: first.grant.id },
    to: 'place' in to ? to.place : { village: to.village, hi: to.hi, en: to.en ?? to.hi },
  });
}
