// One child as who asks may see her: without identity, or, for a look that has been allowed and noted, with it.
import type { Values } from '#shared/record/change.ts';
import { IDENTITY_PATHS } from '#shared/subjects/entry.ts';
import type { LookedAt, SubjectEntry, SubjectView } from '#shared/subjects/child.ts';
import { facetOf, openNeeds } from '#shared/subjects/facet.ts';
import { factsOf, sidesOf } from '#shared/subjects/said.ts';
import type { Sql } from '../db/database.ts';
import type { Services } from '../services.ts';
import type { Asker } from './asker.ts';
import { filesOf } from './files-of.ts';
import type { KnownRow } from './known-rows.ts';
import type { OwnOpening } from './openings.ts';

/** @param look what she may see the identity of; the caller has noted it in the audit log */
export async function viewChild(sql: Sql, services: Services, asker: Asker, token: string, rows: readonly KnownRow[], openings: readonly OwnOpening[], look: LookedAt | undefined): Promise<SubjectView> {
  const isOpen = (row: KnownRow): boolean => row.sight.seen === 'facts' || (look === 'protected' && row.sight.look === 'yes');
  const open = rows.filter(isOpen);
  const facets = open.map(({ category, values }) => facetOf(category, values));
  const given = [...new Set(facets.flatMap((facet) => facet.services))];
  const hidden = rows.filter((row) => row.sight.seen !== 'facts');
  return {
    token, district: facets.find(({ district }) => district !== 0)?.district ?? 0, sex: facets.find(({ sex }) => sex !== '')?.sex ?? '', birthYear: facets.find(({ birthYear }) => birthYear !== 0)?.birthYear ?? 0,
    entries: rows.filter((row) => isOpen(row) || row.sight.seen === 'listed').map((row) => entryOf(row, isOpen(row) ? (look === undefined ? factsOf(row.values) : row.values) : {})),
    protectedRows: asker.protects ? hidden.length : null,
    needs: openNeeds(facets.flatMap((facet) => facet.needs), given), services: given,
    differs: sidesOf(open.map((row) => entryOf(row, row.values))).filter(({ path, differs }) => differs && IDENTITY_PATHS.some((p) => p === path)).map(({ path }) => path),
    files: await filesOf(sql, services, asker, token, look === 'protected'),
    looks: { identity: leaveOf(rows.filter((row) => row.sight.seen === 'facts')), protected: leaveOf(hidden) },
    openings: openings.map(({ id, what, standing, until }) => ({ id, what, standing, until })),
  };
}

/** What she may do about these rows; of several the one that asks most of her. */
export function leaveOf(rows: readonly KnownRow[]): SubjectView['looks']['identity'] {
  return (['second', 'yes'] as const).find((leave) => rows.some(({ sight }) => sight.look === leave)) ?? 'no';
}

function entryOf({ entry, source, category, at, version, how, sight }: KnownRow, said: Values): Omit<SubjectEntry, 'said'> & { said: Record<string, SubjectEntry['said'][string]> } {
  return {
    entry, source, category: category.id, at, version, how, covered: sight.seen !== 'facts' && Object.keys(said).length === 0,
    said: Object.fromEntries(Object.entries(said).map(([path, value]) => [path, typeof value === 'object' && value !== null ? [...value] : value])),
  };
}
