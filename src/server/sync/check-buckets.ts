// Do the buckets say what lies in them? Digests every record again and compares each bucket's checksum
// and count with its records', and what it lists as gone with what is there. Reads one moment's state,
// so it may run while phones hand in.
import type pg from 'pg';
import { crc32 } from 'node:zlib';
import { addDigest, canonicalText } from '#shared/sync/digest.ts';
import type { Services } from '../services.ts';
import { recordFromRow, type RecordRow } from './stored.ts';

export interface BucketDifference {
  readonly district: number;
  readonly bucket: string;
  /** `digest`: of one of its records; `gone`: a record that it lists as gone is in it. `kept` is what the tables say. */
  readonly what: 'checksum' | 'records' | 'seq' | 'digest' | 'gone';
  readonly kept: number;
  readonly counted: number;
}

export interface BucketsChecked {
  readonly buckets: number;
  readonly records: number;
  readonly differences: readonly BucketDifference[];
}

const CHUNK = 5_000;

interface Counted {
  checksum: number;
  records: number;
  /** Highest of a record in it. */
  seq: number;
}

export async function checkBuckets({ db }: Pick<Services, 'db'>): Promise<BucketsChecked> {
  const client = await db.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const differences: BucketDifference[] = [];
    const counted = new Map<string, Counted>();
    let records = 0;
    for await (const { district, kept, row } of allRecords(client)) {
      records += 1;
      const key = `${district} ${row.bucket}`;
      const digest = crc32(canonicalText(recordFromRow(row)));
      if (digest !== kept) differences.push({ district, bucket: row.bucket, what: 'digest', kept, counted: digest });
      const sum = counted.get(key) ?? { checksum: 0, records: 0, seq: 0 };
      counted.set(key, { checksum: addDigest(sum.checksum, digest), records: sum.records + 1, seq: Math.max(sum.seq, row.seq) });
    }
    const { rows: buckets } = await client.query<{ district: number; id: string; seq: number; checksum: number; records: number }>('SELECT district, id, seq, checksum, records FROM bucket ORDER BY district, id');
    for (const { district, id, ...kept } of buckets) {
      const key = `${district} ${id}`;
      const right = counted.get(key) ?? { checksum: 0, records: 0, seq: 0 };
      counted.delete(key);
      for (const what of ['checksum', 'records'] as const) if (kept[what] !== right[what]) differences.push({ district, bucket: id, what, kept: kept[what], counted: right[what] });
      if (right.seq > kept.seq) differences.push({ district, bucket: id, what: 'seq', kept: kept.seq, counted: right.seq });
    }
    for (const [key, { records: lying }] of counted) {
      const [district = '', bucket = ''] = key.split(' ');
      differences.push({ district: Number(district), bucket, what: 'records', kept: 0, counted: lying });
    }
    const { rows: gone } = await client.query<{ district: number; bucket: string; here: number }>(
      `SELECT d.district, d.bucket, count(*)::int AS here FROM departed d JOIN record r ON r.district = d.district AND r.id = d.record AND r.bucket = d.bucket GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    for (const { district, bucket, here } of gone) differences.push({ district, bucket, what: 'gone', kept: here, counted: 0 });
    return { buckets: buckets.length, records, differences };
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function* allRecords(client: pg.ClientBase): AsyncGenerator<{ readonly district: number; readonly kept: number; readonly row: RecordRow }> {
  for (let after: readonly [number, string] = [-1, '']; ;) {
    const { rows } = await client.query<RecordRow & { readonly district: number; readonly digest: number }>(
      'SELECT district, id, bucket, type, seq, digest, state FROM record WHERE (district, id) > ($1, $2) ORDER BY district, id LIMIT $3', [...after, CHUNK],
    );
    for (const { district, digest, ...row } of rows) yield { district, kept: digest, row };
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return;
    after = [last.district, last.id];
  }
}
