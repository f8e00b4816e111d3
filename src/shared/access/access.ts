// Who may do what: one function over one table (`table.ts`). The server asks it for every read and
// write; the client only to hide what would be refused.
import { bucketPlace, bucketReaches } from '../place/bucket.ts';
import { isWithin, levelOf, type PlaceCode } from '../place/place.ts';
import type { BucketId, GrantId, PersonId } from '../record/change.ts';
import { leaveFor, type Leave, type RecordVerb, type Relation, type Role } from './table.ts';

/** "Person had role at place from … to …". Dates are ISO days; `to` null means until ended. */
export interface Grant {
  readonly id: GrantId;
  readonly person: PersonId;
  readonly role: Role;
  readonly place: PlaceCode;
  readonly from: string;
  readonly to: string | null;
}

/**
 * Record verbs work on a record, desk verbs on a place. `connect`: lets other programs read counts and records, and be told.
 * `lists`: hands in a department's lists of children. `match`: says which of their rows are one child. `protect`: is the
 * second person for what is covered, and answers for erasure, holds and retention.
 */
export type DeskVerb = 'sheet' | 'assign' | 'people' | 'import' | 'export' | 'held' | 'audit' | 'erase' | 'connect' | 'lists' | 'match' | 'protect';

/** What a decision about a record looks at. */
export interface Subject {
  readonly accessClass: string;
  readonly bucket: BucketId;
  /** Of a guarded record; see `guard.ts`. */
  readonly assigned?: PersonId | undefined;
  readonly team?: readonly PersonId[];
  readonly barred?: readonly PersonId[];
  /** A second person has opened it to whoever asks, today. */
  readonly opened?: boolean;
}

export type Denial = 'no-grant' | 'outside-place' | 'not-your-role' | 'grant-ended';
export type Decision =
  | { readonly ok: true; readonly grant: Grant; readonly leave: Exclude<Leave, 'no'>; readonly relation: Relation }
  | { readonly ok: false; readonly reason: Denial };

/** What each role does at the desk, at its place and below. */
const DESK_TABLE: Readonly<Record<Role, readonly DeskVerb[]>> = {
  mitra: ['sheet'],
  coordinator: ['sheet', 'assign', 'held', 'export'],
  'block-manager': ['sheet', 'assign', 'held', 'export', 'people', 'import', 'erase'],
  'district-officer': ['sheet', 'audit'],
  administrator: ['sheet', 'assign', 'people', 'import', 'export', 'held', 'audit', 'erase', 'connect'],
  'centre-administrator': ['sheet', 'held', 'people', 'audit'],
  'case-worker': ['sheet'],
  specialist: [],
  'mission-coordinator': ['sheet', 'export', 'import', 'held'],
  department: ['lists'],
  'resource-operator': ['sheet', 'lists', 'match'],
  'resource-officer': ['sheet', 'lists', 'match', 'protect', 'audit'],
};

/** Does the role do this at the desk, somewhere? */
export function deskVerbOf(role: Role, verb: DeskVerb): boolean {
  return DESK_TABLE[role].includes(verb);
}

/** Does she do more at the desk than read its sheet? */
export function worksAtDesk(role: Role): boolean {
  return DESK_TABLE[role].some((verb) => verb !== 'sheet');
}

/** How the holder of one grant stands to a record. */
export function relationOf({ person, place }: Pick<Grant, 'person' | 'place'>, { bucket, assigned, team, barred, opened }: Subject): Relation {
  if (!bucketReaches(bucket, place)) return 'outside';
  if (barred?.includes(person) === true) return 'barred';
  if (assigned === person) return 'assigned';
  if (team?.includes(person) === true) return 'team';
  if (opened === true) return 'opened';
  const home = bucketPlace(bucket);
  if (!isWithin(home, place)) return 'shared';
  const level = levelOf(place);
  return home !== place && (level === 'state' || level === 'district') ? 'beneath' : 'here';
}

/**
 * May the holder of `grants` do `verb` to the record?
 * @param day ISO day on which the act is judged: for a change, the day it was captured.
 */
export function decideSubject(grants: readonly Grant[], verb: RecordVerb, subject: Subject, day: string): Decision {
  if (grants.length === 0) return { ok: false, reason: 'no-grant' };
  const near = grants.filter((g) => relationOf(g, subject) !== 'outside');
  if (near.length === 0) return { ok: false, reason: 'outside-place' };
  const current = near.filter((g) => isInForce(g, day));
  if (current.length === 0) return { ok: false, reason: 'grant-ended' };
  // Of several ways the one that asks least of her.
  for (const wanted of ['yes', 'reason', 'second'] as const) {
    for (const grant of current) {
      const relation = relationOf(grant, subject);
      if (leaveFor(grant.role, subject.accessClass, relation, verb) === wanted) return { ok: true, grant, leave: wanted, relation };
    }
  }
  return { ok: false, reason: 'not-your-role' };
}

/** As `decideSubject`, for records that no name guards: decided by class and bucket alone. */
export function decideRecord(grants: readonly Grant[], verb: RecordVerb, accessClass: string, bucket: BucketId, day: string): Decision {
  return decideSubject(grants, verb, { accessClass, bucket }, day);
}

export function isInForce(grant: Grant, day: string): boolean {
  return grant.from <= day && (grant.to === null || day <= grant.to);
}
