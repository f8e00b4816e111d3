// Rows that become records of the engine: placed in the tree, written by `write-chunk.ts`.
import { storableCell } from '#shared/import/cell-check.ts';
import { createRowReader } from '#shared/import/read-row.ts';
import type { ImportTarget } from '#shared/import/target.ts';
import { ancestorAt } from '#shared/place/ancestor.ts';
import type { Place } from '#shared/place/place.ts';
import type { Sql } from '../db/database.ts';
import { dayOf, type Services } from '../services.ts';
import type { Batch } from './batch-store.ts';
import type { ListWork } from './list-work.ts';
import { createNamedPlaces } from './named-places.ts';
import { placeCodes } from './place-codes.ts';
import { createPlaceFinder } from './place-finder.ts';
import { prepareChunks, type FaultyRow } from './prepare.ts';
import { entryOf } from './targets.ts';
import { exampleIn } from './template-file.ts';
import { importWords } from './words.ts';
import { identityOf, writeChunk, type ChunkContext } from './write-chunk.ts';

export async function recordWork({ db, registry, ...services }: Services, start: Batch, target: ImportTarget, chunkRows: number): Promise<ListWork> {
  const known = await readPlaces(db.pool, start.district);
  const places = createPlaceFinder(known, start.place, placeCodes(), importWords('place.noPanchayat'));
  const anywhere = createNamedPlaces(known, ancestorAt(start.place, 'district') ?? start.place);
  const today = dayOf(services, start.madeAt);
  const context: Omit<ChunkContext, 'counter' | 'now'> = {
    district: start.district, batch: start.id, author: start.author, grant: start.grant, target, entry: entryOf(registry, target), places, dry: start.dry,
    source: start.source, identity: identityOf(target, start.keyColumns), today,
  };
  const read = createRowReader(target, start.mapping, {
    key: start.keyColumns, today,
    place: (said) => {
      const found = anywhere(said);
      return found.ok ? found : { ok: false, code: 'place-unknown' };
    },
  });
  return {
    chunks: (list) => prepareChunks(list.rows(), read, places, start.line, {
      chunkRows, ...(target.made !== undefined && { named: createNamedPlaces(known, start.place, target.made), home: target.made.type.home?.place, isExample: exampleIn(list.headers) }),
    }),
    write: (client, chunk, at) => writeChunk(client, { ...context, ...at }, chunk),
    keep: keptCells,
  };
}

export function keptCells({ cells }: FaultyRow): string {
  return JSON.stringify(cells.slice(0, 300).map(storableCell));
}

async function readPlaces(sql: Sql, district: number): Promise<Place[]> {
  const { rows } = await sql.query<Place>('SELECT code, hi, en FROM place WHERE district = $1 ORDER BY code', [district]);
  return rows;
}
