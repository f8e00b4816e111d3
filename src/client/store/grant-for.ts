// Which of her grants a worker acts under when she writes: the first in force that allows it. Whether
// one is in force is told by this phone's clock, which may be years off: rather than refuse her work for
// that, the grant that lasts longest is named, and the server judges.
import { decideRecord, type Grant } from '#shared/access/access.ts';
import type { BucketId, GrantId } from '#shared/record/change.ts';

/** Bihar keeps India's time; grants name days. */
const INDIA_MS = 5.5 * 3_600_000;
/** After every ISO day. */
const ENDLESS = '~';

export function indiaDay(ms: number): string {
  return new Date(ms + INDIA_MS).toISOString().slice(0, 10);
}

/**
 * Undefined when none allows it. Settling and approving are writes too, by people who may not edit.
 */
export function grantFor(grants: readonly Grant[], accessClass: string, bucket: BucketId, now: number): GrantId | undefined {
  const whenever = [...grants].sort((a, b) => ((a.to ?? ENDLESS) < (b.to ?? ENDLESS) ? 1 : -1)).map((grant) => ({ ...grant, from: '', to: null }));
  for (const held of [grants, whenever]) {
    for (const verb of ['write', 'settle', 'approve'] as const) {
      const decision = decideRecord(held, verb, accessClass, bucket, indiaDay(now));
      if (decision.ok) return decision.grant.id;
    }
  }
  return undefined;
}
