// Which of her grants a worker acts under when she writes: the first in force that allows it. Whether
// one is in force is told by this phone's clock, which may be years off: rather than refuse her work for
// that, the grant that lasts longest is named, and the server judges.
import { decideSubject, type Grant } from '#shared/access/access.ts';
import { subjectOf } from '#shared/access/guard.ts';
import { mayNoteLook } from '#shared/access/keep.ts';
import type { RecordVerb } from '#shared/access/table.ts';
import type { Change, GrantId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';

/** Bihar keeps India's time; grants name days. */
const INDIA_MS = 5.5 * 3_600_000;
/** After every ISO day. */
const ENDLESS = '~';

export function indiaDay(ms: number): string {
  return new Date(ms + INDIA_MS).toISOString().slice(0, 10);
}

/**
 * Undefined when none allows it. Settling, approving and naming who may see it are writes too, by people
 * who may not edit.
 * @param record as it stands; undefined: it is made now, with these values
 */
export function grantFor(grants: readonly Grant[], type: RecordType, made: Pick<Change, 'bucket' | 'values'>, record: DehriRecord | undefined, now: number): GrantId | undefined {
  const whenever = [...grants].sort((a, b) => ((a.to ?? ENDLESS) < (b.to ?? ENDLESS) ? 1 : -1)).map((grant) => ({ ...grant, from: '', to: null }));
  const day = indiaDay(now);
  for (const held of [grants, whenever]) {
    if (type.writeOnly === true) {
      const mine = held.find((grant) => mayNoteLook([grant], made.bucket, day));
      if (mine !== undefined) return mine.id;
      continue;
    }
    const verbs: readonly RecordVerb[] = type.guard !== undefined && record === undefined ? ['create'] : ['write', 'settle', 'approve', ...(type.guard === undefined ? [] : ['assign'] as const)];
    for (const verb of verbs) {
      const decision = decideSubject(held, verb, subjectOf(type, record ?? made), day);
      if (decision.ok) return decision.grant.id;
    }
  }
  return undefined;
}
