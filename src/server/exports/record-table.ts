// Records of one type at a place, or the rows of one of their repeats, as a table in words: headers
// and choices as the forms say them, answers that are still contested named in a column of their own.
import type { FormNode } from '#shared/form/definition.ts';
import { recordPattern } from '#shared/form/row-form.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { parentOf, type PlaceCode } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import type { FieldValue } from '#shared/record/change.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { pathsOf, patternOf, type RecordType } from '#shared/record/record-type.ts';
import { word } from '../imports/words.ts';
import { recordFromRow, type RecordRow } from '../sync/stored.ts';
import { districtPart } from '../people/people.ts';
import type { Services } from '../services.ts';
import type { Table, TableCell } from './table-file.ts';

export interface RecordTableAsked {
  readonly programme: Programme;
  readonly type: RecordType;
  readonly place: PlaceCode;
  readonly repeat: string | undefined;
  readonly language: string;
}

/** Names of the repeats of a type: `members`, `camps`. */
export function repeatsOf(type: RecordType): string[] {
  return [...new Set(Object.keys(type.fields).flatMap((path) => /^(\w+)\.\*\./.exec(path)?.[1] ?? []))];
}

export async function recordTable(services: Services, asked: RecordTableAsked): Promise<Table> {
  const { programme, type, place, repeat, language } = asked;
  const say = (key: string): string => word(language, `${programme.id}:${key}`);
  const here = (key: string): string => word(language, `import:export.${key}`);
  const places = await placeNames(services, place, language);
  const choices = choiceWords(programme, type, say, here);
  const own = Object.keys(type.fields).filter((path) => !path.includes('.') && isReadable(type, path));
  const inRow = repeat === undefined ? [] : Object.keys(type.fields).filter((path) => path.startsWith(`${repeat}.*.`) && isReadable(type, path));
  // A line of a repeat says whose it is by what the type is searched by.
  const shown = repeat === undefined ? own : own.filter((path) => [...(type.searchNames ?? []), ...(type.searchDigits ?? [])].includes(path));
  const name = (pattern: string): string => say(`field.${type.name}.${pattern.replace('.*.', '.')}`);

  const line = (record: DehriRecord, row: string | undefined): TableCell[] => [
    record.id, placePath(bucketPlace(record.bucket), places), bucketPlace(record.bucket),
    ...shown.map((path) => cellOf(record.values[path], path, choices)),
    ...inRow.map((pattern) => cellOf(record.values[pattern.replace('*', row ?? '')], pattern, choices)),
    [...new Set(contestedRegisters(type, record).flatMap((r) => pathsOf(type, r)).map((p) => name(patternOf(p))))].join(', '),
  ];
  return {
    sheetName: say(`recordType.${type.name}`),
    headers: [here('record'), here('place'), here('bucket'), ...shown.map(name), ...inRow.map(name), here('contested')],
    rows: (async function* () {
      for await (const record of recordsAt(services, type, place)) {
        if (repeat === undefined) yield line(record, undefined);
        else for (const row of rowIds(record.values, repeat)) yield line(record, row);
      }
    })(),
  };
}

/** Every record of the type within the place as of one moment, bucket by bucket, a thousand at a time. */
async function* recordsAt({ db }: Services, type: RecordType, place: PlaceCode): AsyncGenerator<DehriRecord> {
  const client = await db.pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    let after: readonly [string, number] = ['', 0];
    for (;;) {
      const { rows } = await client.query<RecordRow>(
        `SELECT id, bucket, type, seq, state FROM record
         WHERE district = $1 AND type = $2 AND (bucket = $3 || '/' || $4 OR (bucket > $3 || '.' AND bucket < $3 || '/')) AND (bucket, seq) > ($5, $6)
         ORDER BY bucket, seq LIMIT 1000`,
        [districtPart(place), type.name, place, type.shelf, after[0], after[1]],
      );
      for (const row of rows) yield migrateRecord(type, recordFromRow(row));
      const last = rows.at(-1);
      if (last === undefined) break;
      after = [last.bucket, last.seq];
    }
    await client.query('COMMIT');
    broken = false;
  } finally {
    // A reader who went away leaves the transaction open: the connection is not used again.
    client.release(broken);
  }
}

/** Photos are files of their own. */
function isReadable(type: RecordType, path: string): boolean {
  return type.fields[path]?.kind !== 'photo';
}

function cellOf(value: FieldValue | undefined, pattern: string, choices: ReadonlyMap<string, (value: string) => string>): TableCell {
  if (value === undefined || value === null) return null;
  const words = choices.get(pattern) ?? ((v: string) => v);
  if (typeof value === 'object') return value.map(words).join(', ');
  if (typeof value === 'boolean') return words(String(value));
  return typeof value === 'number' ? value : words(value);
}

/** Path pattern → word of a stored value, from the choice lists of the programme's forms. */
function choiceWords(programme: Programme, type: RecordType, say: (key: string) => string, here: (key: string) => string): Map<string, (value: string) => string> {
  const lists = new Map<string, string>();
  for (const form of programme.forms) if (form.recordType === type.name) collect(form.children, recordPattern(form, ''), lists);
  const words = new Map<string, (value: string) => string>();
  for (const [path, def] of Object.entries(type.fields)) {
    const list = lists.get(path);
    if (def.kind === 'boolean') words.set(path, (value) => here(value === 'true' ? 'yes' : 'no'));
    else if ((def.kind === 'choice' || def.kind === 'choices') && list !== undefined) {
      words.set(path, (value) => {
        const key = `choice.${list}.${value}`;
        const text = say(key);
        return text.endsWith(`:${key}`) ? value : text;
      });
    }
  }
  return words;
}

function collect(nodes: readonly FormNode[], prefix: string, lists: Map<string, string>): void {
  for (const node of nodes) {
    if ('children' in node) collect(node.children, node.type === 'repeat' ? `${node.name}.*.` : prefix, lists);
    else if (node.list !== undefined && !lists.has(prefix + node.name)) lists.set(prefix + node.name, node.list);
  }
}

async function placeNames({ db }: Services, place: PlaceCode, language: string): Promise<ReadonlyMap<PlaceCode, string>> {
  const { rows } = await db.pool.query<{ code: string; hi: string; en: string }>('SELECT code, hi, en FROM place WHERE district IN (0, $1)', [districtPart(place)]);
  return new Map(rows.map((r) => [r.code, language === 'en' ? r.en : r.hi]));
}

function placePath(code: PlaceCode, names: ReadonlyMap<PlaceCode, string>): string {
  const parts: string[] = [];
  for (let at: PlaceCode | undefined = code; at !== undefined && at.split('.').length >= 3; at = parentOf(at)) parts.push(names.get(at) ?? at);
  return parts.join(', ');
}
