// What happened that a webhook wants to know, seen in the tables where it is kept anyway: nothing that makes
// an event has to know of webhooks. A look goes back a little further than the last one, for what is
// dated then may be committed only now; what was told already is known by its key.
import type { PlaceCode } from '#shared/place/place.ts';
import { readSheet } from '../desk/sheet-desk.ts';
import { grantsOf } from '../desk/people-desk.ts';
import { districtPart } from '../people/people.ts';
import { dayOf, today, type Services } from '../services.ts';
import { decideDesk } from '#shared/access/decide-desk.ts';
import { readReview } from '../review/read-review.ts';
import type { Happening, StoredHook } from './hook-store.ts';

/** How far a look goes back: longer than any transaction lasts, and than a server is away for a new version. */
export const LOOK_BACK_MS = 3_600_000;
/** Most of a kind in one look; the rest comes with the next. */
const AT_ONCE = 500;

/** Happenings of the tables, since the webhook was made. */
export async function happeningsFor(services: Services, hook: StoredHook): Promise<Happening[]> {
  const since = Math.max(hook.madeAt, services.clock() - LOOK_BACK_MS);
  const grants = await grantsOf(services, hook.person);
  // Whoever may connect no more is told nothing more.
  if (!decideDesk(grants, 'connect', hook.place, today(services)).ok) return [];
  return [
    ...(hook.events.includes('import-done') ? await imports(services, hook.place, since) : []),
    ...(hook.events.includes('export-ready') ? await exports(services, hook.place, since) : []),
    ...(hook.events.includes('change-held') ? await held(services, hook.place, since) : []),
  ];
}

async function imports({ db }: Services, place: PlaceCode, since: number): Promise<Happening[]> {
  const { rows } = await db.pool.query<{ id: string; place: string; target: string; status: string; rows: number; created: number; changed: number; faulty: number }>(
    `SELECT id, place, target, status, rows, created, changed, faulty FROM import_batch WHERE ($1 = 0 OR district = $1) AND ${WITHIN} AND ended_at >= $3 AND NOT dry AND status IN ('done', 'failed') ORDER BY ended_at LIMIT ${AT_ONCE}`,
    [districtPart(place), place, since],
  );
  return rows.map(({ id, place: at, ...data }) => ({ event: 'import-done', key: `import ${id} ${data.status}`, place: at, data: { import: id, ...data } }));
}

async function exports({ db }: Services, place: PlaceCode, since: number): Promise<Happening[]> {
  const { rows } = await db.pool.query<{ id: string; place: string; type: string; format: string; rows: number; bytes: number }>(
    `SELECT id, place, type, format, rows, bytes FROM export_job WHERE ($1 = 0 OR district = $1) AND ${WITHIN} AND ended_at >= $3 AND status = 'done' ORDER BY ended_at LIMIT ${AT_ONCE}`, [districtPart(place), place, since],
  );
  return rows.map(({ id, place: at, ...data }) => ({ event: 'export-ready', key: `export ${id}`, place: at, data: { export: id, ...data } }));
}

async function held({ db }: Services, place: PlaceCode, since: number): Promise<Happening[]> {
  const { rows } = await db.pool.query<{ id: string; place: string; code: string; type: string | null }>(
    `SELECT id, place, code, type FROM (SELECT id, split_part(bucket, '/', 1) AS place, code, type, at, district FROM held_change WHERE status = 'open' AND at >= $3) h
     WHERE ($1 = 0 OR district = $1) AND ${WITHIN} ORDER BY at LIMIT ${AT_ONCE}`, [districtPart(place), place, since],
  );
  return rows.map(({ id, place: at, code, type }) => ({ event: 'change-held', key: `held ${id}`, place: at, data: { change: id, code, type } }));
}

const WITHIN = `(place = $2 OR starts_with(place, $2 || '.'))`;

const DIRECTIONS = 'directions';

/** Once a day, about the day before; by whoever comes first after local midnight. */
export function dailyKeys(services: Services, { events }: StoredHook): readonly string[] {
  const day = yesterday(services);
  return (['directions-day', 'counts-day'] as const).filter((event) => events.includes(event)).map((event) => `${event} ${day}`);
}

export async function dailyHappening(services: Services, hook: StoredHook, key: string): Promise<Happening | undefined> {
  const grants = await grantsOf(services, hook.person);
  const day = yesterday(services);
  if (!decideDesk(grants, 'connect', hook.place, today(services)).ok || !decideDesk(grants, 'sheet', hook.place, today(services)).ok) return undefined;
  if (key.startsWith('directions-day ')) {
    const review = await readReview(services, { place: hook.place, from: day, to: day }, grants);
    const figures = (review?.parts ?? []).filter((part) => part.programme === DIRECTIONS).flatMap(({ part, cells, total }) => cells.map((cell, i) => [`${part}.${cell}`, total[i] ?? null] as const));
    return { event: 'directions-day', key, place: hook.place, data: { day, figures: Object.fromEntries(figures) } };
  }
  const sheet = await readSheet(services, { place: hook.place, from: day, to: day }, grants);
  if (sheet === undefined) return undefined;
  return { event: 'counts-day', key, place: hook.place, data: { day, counts: Object.fromEntries(sheet.counts.map((name, i) => [name, sheet.total[i] ?? null])) } };
}

function yesterday(services: Services): string {
  return dayOf(services, services.clock() - 86_400_000);
}
