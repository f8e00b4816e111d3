// Records of one type at a place, in the order of their buckets, as of one moment: by one binary COPY, so
// that the database sends as fast as they are taken and never more than a moment's worth waits here.
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { PlaceCode } from '#shared/place/place.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { districtPart } from '../people/people.ts';
import type { Services } from '../services.ts';
import { recordFromRow, type RecordState } from '../sync/stored.ts';

export interface RecordsAsked {
  readonly type: RecordType;
  readonly place: PlaceCode;
  /** Only those whose last change the server took in this time, milliseconds since 1970, the end not included. */
  readonly changed?: { readonly from: number; readonly to: number } | undefined;
}

export async function countRecords({ db }: Pick<Services, 'db'>, asked: RecordsAsked): Promise<number> {
  const client = await db.pool.connect();
  try {
    const { rows: [found] } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM record r WHERE ${condition(client, asked)}`);
    return found?.n ?? 0;
  } finally {
    client.release();
  }
}

/** Yields as many as came together. Whoever stops early costs a connection. */
export async function* streamRecords({ db }: Pick<Services, 'db'>, asked: RecordsAsked): AsyncGenerator<readonly DehriRecord[]> {
  const client = await db.pool.connect();
  let broken = true;
  try {
    const stream = client.query(copyTo(`COPY (SELECT r.id, r.bucket, r.seq, r.state FROM record r WHERE ${condition(client, asked)} ORDER BY r.bucket, r.seq) TO STDOUT (FORMAT binary)`));
    const read = createRowReader(asked.type);
    for await (const chunk of stream) if (Buffer.isBuffer(chunk)) yield read(chunk);
    broken = false;
  } finally {
    client.release(broken);
  }
}

/** A place's own bucket and all below it lie side by side: `.` comes before `/`, and `0` after both. */
function condition(client: pg.ClientBase, { type, place, changed }: RecordsAsked): string {
  const text = (value: string): string => client.escapeLiteral(value);
  const within = `r.district = ${districtPart(place)} AND r.bucket > ${text(`${place}.`)} AND r.bucket < ${text(`${place}0`)} AND r.type = ${text(type.name)}`;
  if (changed === undefined) return within;
  const last = '(SELECT max(c.at) FROM change c WHERE c.district = r.district AND c.record = r.id)';
  return `${within} AND ${last} BETWEEN ${changed.from} AND ${changed.to - 1}`;
}

const HEAD_BYTES = 19;

/** Takes the pieces of a binary COPY as they come and gives the rows that are whole. */
function createRowReader(type: RecordType): (chunk: Buffer) => DehriRecord[] {
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  return (chunk) => {
    const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const found: DehriRecord[] = [];
    let at = 0;
    if (!begun && buffer.length >= HEAD_BYTES) {
      begun = true;
      at = HEAD_BYTES + buffer.readInt32BE(HEAD_BYTES - 4);
    }
    while (begun) {
      const ends = endOfRow(buffer, at);
      if (ends === undefined) break;
      found.push(recordAt(type, buffer, at + 2));
      at = ends;
    }
    rest = at === 0 ? buffer : Buffer.from(buffer.subarray(at));
    return found;
  };
}

const CELLS = 4;

/** Undefined when it is not all here, or is the mark of the end. */
function endOfRow(buffer: Buffer, begin: number): number | undefined {
  if (begin + 2 > buffer.length || buffer.readInt16BE(begin) !== CELLS) return undefined;
  let at = begin + 2;
  for (let cell = 0; cell < CELLS; cell += 1) {
    if (at + 4 > buffer.length) return undefined;
    at += 4 + buffer.readInt32BE(at);
  }
  return at > buffer.length ? undefined : at;
}

const NONE = {};

function recordAt(type: RecordType, buffer: Buffer, begin: number): DehriRecord {
  const idEnd = begin + 4 + buffer.readInt32BE(begin);
  const bucketEnd = idEnd + 4 + buffer.readInt32BE(idEnd);
  const seqEnd = bucketEnd + 4 + buffer.readInt32BE(bucketEnd);
  const id = buffer.toString('latin1', begin + 4, idEnd);
  const bucket = buffer.toString('latin1', idEnd + 4, bucketEnd);
  const seq = Number(buffer.readBigInt64BE(bucketEnd + 4));
  const state: RecordState = JSON.parse(buffer.toString('utf8', seqEnd + 4, seqEnd + 4 + buffer.readInt32BE(seqEnd)));
  // Nearly all are of today's shape and contested nowhere: which change wrote what is of no use then.
  if (state.schema >= type.version && state.rivals === undefined) return { id, type: type.name, bucket, seq, schema: state.schema, values: state.values, base: state.base, heads: NONE, rivals: NONE };
  return migrateRecord(type, recordFromRow({ id, bucket, type: type.name, seq, state }));
}
