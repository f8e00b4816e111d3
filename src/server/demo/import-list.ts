// Takes a made-up list in the way every list is taken in: a file, a batch, a run.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LISTS } from '#programmes/lists.ts';
import { districtOf } from '#shared/place/place.ts';
import { readBatch, setWaiting, type Batch } from '../imports/batch-store.ts';
import { receiveList } from '../imports/receive-list.ts';
import { runBatch } from '../imports/run-batch.ts';
import { findTarget } from '../imports/targets.ts';
import type { Services } from '../services.ts';
import { csvLine, LIST_HEADERS, listRow, type Family } from './families.ts';

export interface ImportOffer {
  readonly place: string;
  readonly author: string;
  readonly grant: string;
  readonly onProgress?: (batch: Batch) => void;
}

/** Throws unless every row became a family. */
export async function importFamilies(services: Services, families: Iterable<Family>, { place, author, grant, onProgress }: ImportOffer): Promise<Batch> {
  const target = findTarget(LISTS, 'jeevika', 'ration-card-list');
  if (target === undefined) throw new Error('no programme takes in a ration-card list');
  const folder = await mkdtemp(join(tmpdir(), 'dehri-demo-'));
  const path = join(folder, 'ration-cards.csv');
  try {
    await writeList(families, path);
    const { id, mapping, missing } = await receiveList(services, { target, place, source: 'demo', fileName: 'ration-cards.csv', author, grant }, path);
    if (missing.length > 0) throw new Error(`the list lacks ${missing.join(', ')}`);
    const district = districtOf(place);
    if (!await setWaiting(services.db.pool, district, id, mapping, false)) throw new Error('the list could not be started');
    if (await runBatch(services, LISTS, district, id, { path, ...(onProgress === undefined ? {} : { onProgress }) }) !== 'ended') throw new Error('another list of the district is being taken in');
    const batch = await readBatch(services.db.pool, district, id);
    if (batch?.status !== 'done' || batch.faulty > 0) throw new Error(`the list was not taken in: ${batch?.status ?? ''} ${batch?.faulty ?? ''} ${batch?.fault?.code ?? ''}`);
    return batch;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As CSV, at most `families` lines in memory at a time. */
export async function writeList(families: Iterable<Family>, path: string | NodeJS.WritableStream): Promise<number> {
  const out = typeof path === 'string' ? createWriteStream(path) : path;
  let text = `\ufeff${csvLine(LIST_HEADERS)}`;
  let count = 0;
  const flush = async (): Promise<void> => {
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  };
  for (const family of families) {
    text += csvLine(listRow(family));
    count += 1;
    if (text.length > 60_000) await flush();
  }
  await flush();
  if (typeof path === 'string') {
    out.end();
    await once(out, 'finish');
  }
  return count;
}
