// A file that arrived becomes a batch: kept in the database, its headers mapped as far as they are
// known. Nothing is taken in before a person says so.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { formRef } from '#shared/form/definition.ts';
import type { FileFault } from '#shared/import/file-fault.ts';
import { headerLine, isReportHeader, mappingFromHeaders, mappingOf, mappingToHeaders, missingColumns, suggestMapping, type ColumnMapping, type Suggestion } from '#shared/import/mapping.ts';
import { normaliseHeader, type ImportTarget, type ProgrammeList } from '#shared/import/target.ts';
import { districtOf, type PlaceCode } from '#shared/place/place.ts';
import type { Services } from '../services.ts';
import { newBatchSeal } from './batch-seal.ts';
import { insertBatch, recallMapping, rememberMapping, saveFile } from './batch-store.ts';
import { FileError } from './file-error.ts';
import { openList, type OpenList } from './open-list.ts';
import { namesIn } from './beware.ts';

/** So alike at least must one header be, or the first row is no row of headers: its words may be those of a child. */
const SURE_HEADER = 0.8;

export interface ListOffer {
  readonly target: ProgrammeList;
  readonly place: PlaceCode;
  readonly source: string;
  readonly fileName: string;
  readonly author: string;
  readonly grant: string;
}

export interface ReceivedList {
  readonly id: string;
  readonly district: number;
  readonly list: OpenList;
  /** What the headers stand for, by memory or by likeness. */
  readonly mapping: ColumnMapping;
  /** A person confirmed this kind of list before. */
  readonly remembered: boolean;
  readonly suggestions: readonly Suggestion[];
  readonly missing: readonly string[];
}

/** @throws FileError when the file is no list, or its card numbers are lost */
export async function receiveList(services: Services, offer: ListOffer, path: string): Promise<ReceivedList> {
  const { db, clock, random } = services;
  const { programme, target } = offer.target;
  const list = await openList(path);
  const refused = new Set(namesIn(target, list.headers));
  const suggestions = suggestMapping(target, list.headers.map((header, at) => (refused.has(at) ? '' : header)));
  const known = await recallMapping(db.pool, { programme, target: target.name }, fingerprint(list.headers));
  const mapping = known === undefined ? mappingOf(suggestions) : mappingFromHeaders(known, list.headers);
  refuseRoundedKeys(target, mapping, list);

  if (target.subjects !== undefined && refused.size === 0 && !suggestions.some(({ sureness }) => sureness >= SURE_HEADER)) throw new FileError({ code: 'header-none' });

  const district = districtOf(offer.place);
  const id = `b${BigInt(`0x${random(6).toString('hex')}`).toString(36)}`;
  const { hash, lines } = await hashFile(path);
  await saveFile(db, district, id, path, await newBatchSeal(services, db.pool, target, id));
  await insertBatch(db.pool, {
    district, id, programme, target: target.name, source: offer.source, place: offer.place, // The name of a file may be that of a child.
    fileName: target.subjects === undefined ? offer.fileName.slice(-200) : '', fileSize: (await stat(path)).size,
    fileHash: hash, headers: list.headers, mapping, author: offer.author, grant: offer.grant, madeAt: clock(), totalRows: list.kind === 'csv' ? lines : null,
    form: target.made?.form === undefined ? null : formRef(target.made.form),
  });
  return { id, district, list, mapping, remembered: known !== undefined, suggestions, missing: missingColumns(target, mapping) };
}

/** A mapping as a person confirmed it; undefined when it names columns that are not there, or one twice, or lacks one. */
export function mappingFault(target: ImportTarget, headers: readonly string[], mapping: ColumnMapping): FileFault | undefined {
  const used = new Set<number>();
  for (const [column, index] of Object.entries(mapping)) {
    const header = headers[index];
    if (header === undefined || isReportHeader(header) || !target.columns.some((c) => c.name === column)) return { code: 'column-missing', what: column };
    if (used.has(index)) return { code: 'column-twice', what: header };
    used.add(index);
  }
  const twice = Object.values(mapping).map((index) => headers[index] ?? '').find((header) => header !== '' && headers.filter((h) => normaliseHeader(h) === normaliseHeader(header)).length > 1);
  if (twice !== undefined) return { code: 'header-twice', what: twice };
  const named = namesIn(target, headers).find((index) => used.has(index));
  if (named !== undefined) return { code: 'names-refused', what: headers[named] ?? '' };
  const [missing] = missingColumns(target, mapping);
  return missing === undefined ? undefined : { code: 'column-missing', what: missing };
}

export async function rememberConfirmed(services: Services, ref: ProgrammeList, headers: readonly string[], mapping: ColumnMapping, author: string): Promise<void> {
  await rememberMapping(services.db.pool, { programme: ref.programme, target: ref.target.name }, fingerprint(headers), mappingToHeaders(mapping, headers), author, services.clock());
}

function fingerprint(headers: readonly string[]): string {
  return createHash('sha256').update(headerLine(headers)).digest('base64url').slice(0, 22);
}

/** Most keys of the first rows rounded by a spreadsheet: the whole list is spoilt, not some rows. */
function refuseRoundedKeys(target: ImportTarget, mapping: ColumnMapping, list: OpenList): void {
  const columns = target.columns.filter((c) => c.required && Object.hasOwn(mapping, c.name));
  for (const column of columns) {
    const cells = list.preview.map((row) => (row.cells[mapping[column.name] ?? -1] ?? '').trim()).filter((c) => c !== '');
    const rounded = cells.filter((c) => /^\d(?:[.,]\d+)?[eE]\+?\d{1,3}$/.test(c) || /^\d{15}0{3,5}$/.test(c));
    if (rounded.length >= 3 && rounded.length * 2 > cells.length) throw new FileError({ code: 'numbers-rounded', what: list.headers[mapping[column.name] ?? -1] ?? '' });
  }
}

async function hashFile(path: string): Promise<{ hash: string; lines: number }> {
  const hash = createHash('sha256');
  let lines = 0;
  for await (const chunk of createReadStream(path)) {
    if (!Buffer.isBuffer(chunk)) continue;
    hash.update(chunk);
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, at + 1)) lines += 1;
  }
  return { hash: hash.digest('base64url'), lines };
}
