// May this change be applied? Judged by the grant that the author acted under when she captured it,
// so that a worker who has been moved loses no work. Phone clocks are not trusted: they only
// matter when the grant has ended, and then a clock that cannot be right does not help.
import { decideSubject, type Grant } from '#shared/access/access.ts';
import { isSetOver, needsApproval } from '#shared/access/approval.ts';
import { isGuardPath, subjectOf } from '#shared/access/guard.ts';
import { isLeft, mayNoteLook } from '#shared/access/keep.ts';
import type { RecordVerb } from '#shared/access/table.ts';
import type { BucketId, Change, ChangeId } from '#shared/record/change.ts';
import { contestedRegisters, sameValue } from '#shared/record/merge.ts';
import { ROW_GONE, type DehriRecord } from '#shared/record/record.ts';
import { patternOf, registerOf, type RecordType } from '#shared/record/record-type.ts';
import { dayOf, type Services } from '../services.ts';

const DAY = 86_400_000;

export interface Author {
  readonly person: string;
  readonly device: string;
  /** All her grants, ended ones too. */
  readonly grants: readonly Grant[];
  /** Her phone was revoked: what it still hands in is kept, held. */
  readonly revoked?: boolean;
  /** Changes that she takes back in the same breath: kept, never applied. */
  readonly takesBack?: ReadonlySet<ChangeId>;
}

/** When it is judged: milliseconds since 1970, and the local ISO day of it. */
export interface Moment {
  readonly now: number;
  readonly today: string;
}

/** @param home the bucket in which the record is (for a new one: in which it is to be) */
export function mayApply(
  services: Pick<Services, 'utcOffsetMinutes'>, { now, today }: Moment, by: Author, type: RecordType, record: DehriRecord | undefined, change: Change, home: BucketId,
): boolean {
  if (by.revoked === true || change.author !== by.person || change.device !== by.device) return false;
  const grant = by.grants.find((g) => g.id === change.grant);
  if (grant === undefined) return false;
  const ended = grant.to !== null && grant.to < today;
  const plausible = change.deviceTime <= now + DAY && change.deviceTime >= Date.UTC(2020, 0);
  if (ended && !plausible) return false;
  const day = ended ? dayOf(services, change.deviceTime) : today;
  // Whoever looked says so once, and never otherwise.
  if (type.writeOnly === true) return record === undefined && mayNoteLook([grant], home, day);
  const subject = subjectOf(type, { bucket: home, values: record?.values ?? change.values, rivals: record?.rivals ?? {} });
  const isOver = isSetOver(type, record?.values ?? change.values, grant);
  const may = (verb: RecordVerb): boolean => (verb !== 'approve' || isOver) && isLeft(decideSubject([grant], verb, subject, day));
  if (type.guard === undefined && type.approves === undefined && type.authored === undefined && may('write')) return true;
  return verbsFor(type, record, change).some((verbs) => verbs.every(may));
}

/**
 * Ways in which a change may be allowed: each a set of verbs that together suffice. Settling a
 * contested answer needs `settle` (or the right to write); approving or returning needs `approve`; what is
 * asked in a record is for those to write who may make one. Of a
 * guarded record, making it needs `create`, and saying anew who may see it needs `assign`.
 */
function verbsFor(type: RecordType, record: DehriRecord | undefined, change: Change): RecordVerb[][] {
  const approvals = new Set<string>();
  let approves = false;
  for (const [path, value] of Object.entries(change.values)) {
    if (type.approves?.[patternOf(path)] === undefined) continue;
    approvals.add(registerOf(type, path));
    if (needsApproval(type, path, record?.values[path], value)) approves = true;
  }
  // That a row is there is said with every edit of it, and decides nothing.
  const said = Object.keys(change.values).filter((path) => !(path.endsWith(`.${ROW_GONE}`) && change.values[path] === (record?.values[path] ?? false)));
  const registers = new Set(said.map((path) => registerOf(type, path)));
  // Two who say the same leave nothing to settle.
  const contested = new Set(record === undefined ? [] : contestedRegisters(type, record));
  const settles = registers.size > 0 && [...registers].every((r) => contested.has(r));
  const onlyApproves = [...registers].every((r) => approvals.has(r));
  const isNew = type.guard !== undefined && record === undefined;
  const authors = said.some((path) => type.authored?.includes(patternOf(path)) === true && (record === undefined || !sameValue(record.values[path] ?? null, change.values[path] ?? null)));
  const write: RecordVerb = isNew || authors ? 'create' : 'write';
  const ways: RecordVerb[][] = approves ? [[write, 'approve']] : [[write]];
  if (approves && onlyApproves) ways.push(['approve']);
  if (settles && !approves) ways.push(['settle']);
  if (isNew) return ways;
  const guards = said.filter((path) => isGuardPath(type, path) && (contested.has(registerOf(type, path)) || !sameValue(record?.values[path] ?? null, change.values[path] ?? null)));
  if (guards.length === 0) return ways;
  const assigns = ways.map((way): RecordVerb[] => [...way, 'assign']);
  return said.every((path) => isGuardPath(type, path)) ? [...assigns, ['assign']] : assigns;
}
