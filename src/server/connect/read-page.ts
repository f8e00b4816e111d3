// Records of one type for another program, page by page. The cursor is the place of the last record in the
// order of its bucket: a record that is changed meanwhile comes again at the end of its bucket, none is
// passed over.
import type { PlaceCode } from '#shared/place/place.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { districtPart } from '../people/people.ts';
import type { Services } from '../services.ts';
import { recordFromRow, type RecordRow } from '../sync/stored.ts';

export interface PageAsked {
  readonly type: RecordType;
  readonly place: PlaceCode;
  /** As an earlier page gave it. */
  readonly cursor?: string | undefined;
  readonly skip?: number | undefined;
  readonly limit: number;
  /** Only those whose day field says a day within these, both included. */
  readonly days?: { readonly by: string; readonly from: string; readonly to: string } | undefined;
}

export interface RecordPage {
  readonly records: readonly DehriRecord[];
  /** Undefined: that was all. */
  readonly next: string | undefined;
}

/** Records looked at for one page at most: with few that fit, a page is short and has a `next` all the same. */
const MOST_LOOKED_AT = 20_000;
const AT_ONCE = 1_000;

/** Of a district or a place below it. Undefined: the cursor is none. */
export async function recordPage({ db }: Pick<Services, 'db'>, { type, place, cursor, skip = 0, limit, days }: PageAsked): Promise<RecordPage | undefined> {
  const begin = cursor === undefined ? { bucket: '', seq: 0 } : fromCursor(cursor);
  if (begin === undefined) return undefined;
  let after: Pick<RecordRow, 'bucket' | 'seq'> = begin;
  const records: DehriRecord[] = [];
  let passed = 0;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
    const { rows } = await db.pool.query<RecordRow>(
      `SELECT id, bucket, type, seq, state FROM record
       WHERE district = $1 AND bucket > $2 || '.' AND bucket < $2 || '0' AND type = $3 AND (bucket, seq) > ($4, $5) ORDER BY bucket, seq LIMIT $6`,
      [districtPart(place), place, type.name, after.bucket, after.seq, AT_ONCE],
    );
    for (const row of rows) {
      const record = migrateRecord(type, recordFromRow(row));
      if (fits(record, days)) {
        if (records.length === limit) return { records, next: toCursor(after) };
        if (passed < skip) passed += 1;
        else records.push(record);
      }
      after = row;
    }
    if (rows.length < AT_ONCE) return { records, next: undefined };
  }
  return { records, next: toCursor(after) };
}

export async function countPage({ db }: Pick<Services, 'db'>, { type, place, days }: Pick<PageAsked, 'type' | 'place' | 'days'>): Promise<number> {
  const by = days === undefined ? '' : ` AND state -> 'values' ->> $4 BETWEEN $5 AND $6`;
  const { rows: [found] } = await db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM record WHERE district = $1 AND bucket > $2 || '.' AND bucket < $2 || '0' AND type = $3${by}`,
    [districtPart(place), place, type.name, ...(days === undefined ? [] : [days.by, days.from, days.to])],
  );
  return found?.n ?? 0;
}

function fits({ values }: DehriRecord, days: PageAsked['days']): boolean {
  if (days === undefined) return true;
  const day = values[days.by];
  return typeof day === 'string' && day >= days.from && day <= days.to;
}

function toCursor({ bucket, seq }: Pick<RecordRow, 'bucket' | 'seq'>): string {
  return Buffer.from(`${seq} ${bucket}`).toString('base64url');
}

function fromCursor(cursor: string): { readonly bucket: string; readonly seq: number } | undefined {
  const [, seq, bucket] = /^(\d{1,15}) ([\w./-]{1,120})$/u.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  return seq === undefined || bucket === undefined ? undefined : { bucket, seq: Number(seq) };
}
