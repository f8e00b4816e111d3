// Where the records behind a part may be read, for those who may read them: their own list or register.
import { knowsClass } from '#shared/access/table.ts';
import type { Programme } from '#shared/programme.ts';
import type { ReviewPart } from '#shared/report/review.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { DeskRights } from '../desk-rights.ts';
import { hrefOf, sectionsOf, type Section } from '../sections.ts';

/** Pages of the desk that list records of a type. */
const DESK_LISTS: Readonly<Record<string, Section>> = { shg: 'groups', camp: 'camps', direction: 'meetings' };
/** Classes whose records are listed by the app for files, and where. */
const FILE_LISTS: Readonly<Record<string, string>> = { case: '/cases', child: '/cases', office: '/office' };
/** Those that stand in the registers of the desk. */
const REGISTER_CLASSES: ReadonlySet<string> = new Set(['mission', 'benefit']);

export function recordsHref(programmes: readonly Programme[], part: ReviewPart, desk: DeskRights, place: PlaceCode): string | undefined {
  const type = programmes.flatMap((p) => p.recordTypes).find(({ name }) => name === part.recordType);
  if (type === undefined || !desk.grants.some(({ role }) => knowsClass(role, type.accessClass))) return undefined;
  const section = DESK_LISTS[type.name] ?? (REGISTER_CLASSES.has(type.accessClass) ? 'registers' : undefined);
  if (section !== undefined) return sectionsOf(desk).includes(section) ? hrefOf(section, place) : undefined;
  return FILE_LISTS[type.accessClass];
}
