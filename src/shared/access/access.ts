// Who may do what: one function over one table. The server asks it for every read and write; the
// client only to hide what would be refused.
import { bucketPlace, bucketReaches } from '../place/bucket.ts';
import { isWithin, type PlaceCode } from '../place/place.ts';
import type { BucketId, GrantId, PersonId } from '../record/change.ts';

export const ROLES = ['mitra', 'coordinator', 'block-manager', 'district-officer', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** "Person had role at place from … to …". Dates are ISO days; `to` null means until ended. */
export interface Grant {
  readonly id: GrantId;
  readonly person: PersonId;
  readonly role: Role;
  readonly place: PlaceCode;
  readonly from: string;
  readonly to: string | null;
}

/** Record verbs work on an access class; desk verbs on a place. */
export type RecordVerb = 'read' | 'write' | 'approve' | 'settle';
export type DeskVerb = 'sheet' | 'assign' | 'people' | 'import' | 'export' | 'held' | 'audit' | 'erase';

export type Denial = 'no-grant' | 'outside-place' | 'not-your-role' | 'grant-ended';
export type Decision = { readonly ok: true; readonly grant: Grant } | { readonly ok: false; readonly reason: Denial };

interface RoleRules {
  readonly records: Readonly<Record<string, readonly RecordVerb[]>>;
  readonly desk: readonly DeskVerb[];
}

/** The table. Rows are roles; a class that is not named is closed. */
export const ACCESS_TABLE: Readonly<Record<Role, RoleRules>> = {
  mitra: { records: { family: ['read', 'write'], group: ['read', 'write'], notice: ['read'] }, desk: ['sheet'] },
  coordinator: {
    records: { family: ['read', 'write', 'settle'], group: ['read', 'write', 'approve', 'settle'], notice: ['read', 'write'] },
    desk: ['sheet', 'assign', 'held', 'export'],
  },
  'block-manager': {
    records: { family: ['read', 'settle'], group: ['read', 'approve', 'settle'], notice: ['read', 'write'] },
    desk: ['sheet', 'assign', 'held', 'export', 'people', 'import', 'erase'],
  },
  'district-officer': { records: { group: ['read'], notice: ['read', 'write'] }, desk: ['sheet', 'audit'] },
  administrator: { records: { notice: ['read', 'write'] }, desk: ['sheet', 'assign', 'people', 'import', 'export', 'held', 'audit', 'erase'] },
};

/**
 * May the holder of `grants` do `verb` to a record of `accessClass` in `bucket`?
 * @param day ISO day on which the act is judged: for a change, the day it was captured.
 */
export function decideRecord(grants: readonly Grant[], verb: RecordVerb, accessClass: string, bucket: BucketId, day: string): Decision {
  // What flows down is read below; it is written only by those whose place it lies in.
  const reaches = (g: Grant): boolean => (verb === 'read' ? bucketReaches(bucket, g.place) : isWithin(bucketPlace(bucket), g.place));
  return firstGrant(grants, day, reaches, (g) => ACCESS_TABLE[g.role].records[accessClass]?.includes(verb) ?? false);
}

/** May the holder of `grants` do a desk verb for `place`? */
export function decideDesk(grants: readonly Grant[], verb: DeskVerb, place: PlaceCode, day: string): Decision {
  return firstGrant(grants, day, (g) => isWithin(place, g.place), (g) => ACCESS_TABLE[g.role].desk.includes(verb));
}

export function isInForce(grant: Grant, day: string): boolean {
  return grant.from <= day && (grant.to === null || day <= grant.to);
}

function firstGrant(grants: readonly Grant[], day: string, reaches: (g: Grant) => boolean, allows: (g: Grant) => boolean): Decision {
  if (grants.length === 0) return { ok: false, reason: 'no-grant' };
  const near = grants.filter(reaches);
  if (near.length === 0) return { ok: false, reason: 'outside-place' };
  const current = near.filter((g) => isInForce(g, day));
  if (current.length === 0) return { ok: false, reason: 'grant-ended' };
  const grant = current.find(allows);
  return grant === undefined ? { ok: false, reason: 'not-your-role' } : { ok: true, grant };
}
