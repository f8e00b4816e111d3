// A record as it stands, for tests that look at values only.
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';

export function recordOf(type: string, values: Values, { id = 'r1', bucket }: { id?: string; bucket?: string } = {}): DehriRecord {
  const shelf = type === 'household' ? 'doorstep' : type === 'shg' ? 'groups' : 'notice';
  return { id, type, bucket: bucket ?? `10.192.1787.p1.v1.t1/${shelf}`, seq: 1, schema: 1, values, base: 'c1', heads: {}, rivals: {} };
}
