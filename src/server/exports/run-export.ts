// Makes the file of one job from its beginning to its end. A server that dies leaves parts behind that
// belong to no whole: whoever takes the job up begins anew, and only a whole file is ever given out.
//
//   COPY of the records ▶ lines ▶ 1 MB ▶ packed and stored ▶ … ▶ done
//                  └ waits for the part before ┘
import type { Programme } from '#shared/programme.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Services } from '../services.ts';
import { CSV_MARK, csvLine } from './csv-line.ts';
import { beginJob, endJob, setDone, setTotal, type ExportJob, type JobKey } from './job-store.ts';
import { createPartSink, Overtaken, PART_BYTES, type PartSink } from './part-sink.ts';
import { countRecords, streamRecords, type RecordsAsked } from './read-records.ts';
import { recordTable, type RecordTable } from './record-table.ts';
import type { TableCell } from './table-file.ts';
import { SHEET_LINES, XlsxBook } from './xlsx-book.ts';

const LOCK_CLASS = 727_431_003;
/** Stops of the server count too. */
const MOST_ATTEMPTS = 5;

export interface ExportRun {
  readonly services: Services;
  readonly programmes: readonly Programme[];
  readonly signal?: AbortSignal | undefined;
}

/** `busy`: another server has it. `stopped`: this server is going down; the job waits. */
export async function runExport(run: ExportRun, key: JobKey): Promise<'ended' | 'busy' | 'stopped'> {
  const lock = await run.services.db.pool.connect();
  let broken = true;
  try {
    const at = [LOCK_CLASS, `${key.district} ${key.id}`];
    const { rows } = await lock.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS mine', at);
    const mine = rows[0]?.mine === true;
    const result = mine ? await runLocked(run, key) : 'busy';
    if (mine) await lock.query('SELECT pg_advisory_unlock($1, hashtext($2))', at);
    broken = false;
    return result;
  } finally {
    lock.release(broken);
  }
}

async function runLocked({ services, programmes, signal }: ExportRun, key: JobKey): Promise<'ended' | 'stopped'> {
  const { db, clock } = services;
  const job = await beginJob(db.pool, key);
  if (job === undefined) return 'ended';
  const programme = programmes.find((p) => p.recordTypes.some((t) => t.name === job.type));
  const type = programme?.recordTypes.find((t) => t.name === job.type);
  if (programme === undefined || type === undefined || job.attempt > MOST_ATTEMPTS) {
    await endJob(db.pool, key, 'failed', type === undefined ? 'unknown-type' : 'interrupted', clock());
    return 'ended';
  }
  try {
    return await writeFile(services, job, programme, type, signal);
  } catch (error) {
    if (error instanceof Overtaken) return 'ended';
    throw error;
  }
}

async function writeFile(services: Services, job: ExportJob, programme: Programme, type: RecordType, signal: AbortSignal | undefined): Promise<'ended' | 'stopped'> {
  const from = job.from ?? '0000-01-01';
  const to = job.to ?? '9999-12-31';
  const asked: RecordsAsked = { type, place: job.place, ...(job.by === 'changed' && { changed: momentsOf(services, job.from, job.to) }) };
  await setTotal(services.db.pool, job, await countRecords(services, asked));
  const table = await recordTable(services, {
    programme, type, place: job.place, repeat: job.repeat ?? undefined, language: job.language, days: job.by === null || job.by === 'changed' ? undefined : { by: job.by, from, to },
  });
  const sink = createPartSink(services, job, job.format === 'csv');
  const lines = job.format === 'csv' ? csvLines(table, sink) : sheetLines(table, sink);
  const cells: TableCell[] = [];
  let seen = 0;
  let rows = 0;
  const ready = (): void => {
    lines.add(cells);
    rows += 1;
  };
  for await (const records of streamRecords(services, asked)) {
    if (signal?.aborted === true) return 'stopped';
    for (const record of records) {
      if (lines.before !== undefined) await lines.before(record.bucket);
      table.lines(record, cells, ready);
      seen += 1;
    }
    await lines.settle();
    await sink.settle({ seen, rows });
  }
  await lines.end();
  const bytes = await sink.end({ seen, rows });
  await setDone(services.db.pool, job, { seen, rows, bytes }, services.clock());
  return 'ended';
}

interface Lines {
  /** To be waited for before the lines of a record of the bucket. */
  before?(bucket: string): Promise<void>;
  add(cells: readonly TableCell[]): void;
  settle(): Promise<void>;
  end(): Promise<void>;
}

function csvLines({ headers }: RecordTable, sink: PartSink): Lines {
  let text = CSV_MARK + csvLine(headers);
  const flush = async (): Promise<void> => {
    sink.put(Buffer.from(text));
    text = '';
  };
  return {
    add: (cells) => { text += csvLine(cells); },
    settle: async () => {
      if (text.length >= PART_BYTES / 4) await flush();
    },
    end: flush,
  };
}

/** One sheet for each block or office; what lies at the district itself has its own. */
function sheetLines({ headers, sheetName, nameOf }: RecordTable, sink: PartSink): Lines {
  const book = new XlsxBook((bytes) => { sink.put(bytes); });
  let bucket = '';
  let block: string | undefined;
  return {
    before: async (next) => {
      if (next === bucket && book.lines < SHEET_LINES) return;
      bucket = next;
      const at = bucketPlace(next).split('.').slice(0, 3).join('.');
      if (at === block && book.lines < SHEET_LINES) return;
      block = at;
      await book.beginSheet(nameOf(at), headers);
    },
    add: (cells) => { book.row(cells); },
    settle: () => book.settle(),
    end: async () => {
      if (block === undefined) await book.beginSheet(sheetName, headers);
      await book.end();
    },
  };
}

/** From the beginning of the first local day to the end of the last. */
function momentsOf({ utcOffsetMinutes }: Services, from: string | null, to: string | null): { readonly from: number; readonly to: number } {
  const begin = (day: string): number => Date.parse(`${day}T00:00:00Z`) - utcOffsetMinutes * 60_000;
  return { from: from === null ? 0 : begin(from), to: to === null ? Number.MAX_SAFE_INTEGER : begin(to) + 86_400_000 };
}
