// Rows of a department's list about persons: judged by the list's own rules, written as entries. Of a bad row no more is
// kept than its report needs, sealed; of a list without names nothing of what nobody asked for.
import { storableCell } from '#shared/import/cell-check.ts';
import { createRowReader } from '#shared/import/read-row.ts';
import type { ImportTarget, SubjectColumns } from '#shared/import/target.ts';
import { latinDigits } from '#shared/people/text.ts';
import { looksLikeAadhaar } from '#shared/people/aadhaar.ts';
import { stateOf } from '#shared/place/place.ts';
import { batchSeal } from '../imports/batch-seal.ts';
import type { Batch } from '../imports/batch-store.ts';
import { FileError } from '../imports/file-error.ts';
import type { ListWork } from '../imports/list-work.ts';
import { prepareChunks, type FaultyRow } from '../imports/prepare.ts';
import { exampleIn } from '../imports/template-file.ts';
import { dayOf, type Services } from '../services.ts';
import { districtNames } from './district-names.ts';
import { recountSource, settleAbsent } from './count-source.ts';
import { writeEntries, type EntryContext } from './write-entries.ts';

export async function entryWork(services: Services, start: Batch, target: ImportTarget, chunkRows: number): Promise<ListWork> {
  const { subjects } = target;
  if (subjects === undefined) throw new Error('a list about persons says of which category');
  const { db } = services;
  const seal = await batchSeal(services, db.pool, target, start.id);
  if (seal === undefined || seal === 'gone') throw new FileError({ code: 'not-kept' });
  const state = stateOf(start.place);
  const day = dayOf(services, start.madeAt);
  const context: EntryContext = { state, source: start.place, category: subjects.category, batch: start.id, dry: start.dry, listedDay: day };
  const read = createRowReader(target, start.mapping, { today: day, state, place: await districtNames(db.pool, state) });
  return {
    chunks: (list) => prepareChunks(list.rows(), read, NO_PLACES, start.line, { chunkRows, named: () => ({ ok: true, code: start.place }), isExample: exampleIn(list.headers) }),
    write: (client, chunk, at) => writeEntries(client, services, context, chunk, at),
    keep: (row) => JSON.stringify(seal.close(`fault:${row.line}`, JSON.stringify(keptCells(subjects, start, row))).toString('base64')),
    end: async (batch) => {
      await settleAbsent(services, batch, context);
      if (!batch.dry) await recountSource(services, { ...context, programme: batch.programme, target: batch.target });
    },
  };
}

/** Its rows lie at the department. */
const NO_PLACES = { find: () => ({ ok: false, code: 'place-unknown' } as const), takeNew: () => [], takeRenamed: () => [] };

/** In a list without names only the columns it takes in; of a row whose columns have slipped, none. A whole Aadhaar number never. */
function keptCells({ refuses }: SubjectColumns, { mapping }: Batch, { cells, faults }: FaultyRow): string[] {
  const isSlipped = faults.some(({ code }) => SLIPPED.has(code));
  const asked = new Set(Object.values(mapping));
  return cells.slice(0, 300).map((cell, index) => (refuses !== undefined && (isSlipped || !asked.has(index)) ? '' : withoutAadhaar(storableCell(cell))));
}

const SLIPPED: ReadonlySet<string> = new Set(['quote-broken', 'encoding-broken', 'too-many-cells']);

function withoutAadhaar(text: string): string {
  if (!looksLikeAadhaar(text)) return text;
  let left = latinDigits(text).replace(/\D/gu, '').length;
  return latinDigits(text).replace(/\d/gu, (digit) => {
    left -= 1;
    return left < 4 ? digit : 'X';
  });
}
