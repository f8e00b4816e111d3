// The planted fault: seqs are taken from a counter before the bucket's row is locked, as from a plain
// sequence. Everything else is done rightly. Then a push with smaller seqs may commit after one with
// greater ones, and a reader who has seen those never sees the smaller.
import type { Database } from '#server/db/database.ts';
import type { LockedBucket, PushTransaction, SyncTables } from '#server/sync/sync-tables.ts';

/** Makes the counters; once per database. */
export async function plantCounters({ pool }: Database): Promise<void> {
  await pool.query('CREATE TABLE planted_counter (bucket text PRIMARY KEY, seq bigint NOT NULL)');
}

export function seqBeforeLock(tables: SyncTables, { pool }: Database): SyncTables {
  const reserve = async (bucket: string, many: number): Promise<number> => {
    const { rows: [row] } = await pool.query<{ seq: number }>(
      'INSERT INTO planted_counter (bucket, seq) VALUES ($1, $2) ON CONFLICT (bucket) DO UPDATE SET seq = planted_counter.seq + $2 RETURNING seq - $2 AS seq', [bucket, many],
    );
    return row?.seq ?? 0;
  };
  return {
    createBuckets: tables.createBuckets.bind(tables),
    bucketsBelow: tables.bucketsBelow.bind(tables),
    page: tables.page.bind(tables),
    whole: tables.whole.bind(tables),
    async beginPush(): Promise<PushTransaction> {
      const push = await tables.beginPush();
      let locked: readonly LockedBucket[] = [];
      return {
        async read(asked) {
          const taken = new Map<string, number>();
          for (const bucket of asked.buckets) taken.set(bucket, await reserve(bucket, asked.ids.length));
          const found = await push.read(asked);
          locked = found.buckets;
          return { ...found, buckets: found.buckets.map((b) => ({ ...b, seq: taken.get(b.id) ?? b.seq })) };
        },
        inHistory: push.inHistory.bind(push),
        origins: push.origins.bind(push),
        forSettling: push.forSettling.bind(push),
        departed: push.departed.bind(push),
        taken: push.taken.bind(push),
        // The bucket itself never goes back: its seq is the highest that was given.
        commit: (written) => push.commit({
          ...written, buckets: written.buckets.map((b) => ({ ...b, seq: Math.max(b.seq, locked.find((l) => l.id === b.id)?.seq ?? 0) })),
        }),
        end: push.end.bind(push),
      };
    },
  };
}
