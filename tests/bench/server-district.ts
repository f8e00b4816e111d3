// A whole district in a scratch database: its list taken in by `npm run import` in a process of its
// own, measured beside COPY of the same cells; then the month's groups, handed in as phones do.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BHAGALPUR, plainSetting } from '#server/demo/bhagalpur.ts';
import { planDistrict } from '#server/demo/district-plan.ts';
import { FIELD_HINDI_SHARE, familiesOf, type Family } from '#server/demo/families.ts';
import { writeList } from '#server/demo/import-list.ts';
import { loadBhagalpur } from '#server/demo/load-bhagalpur.ts';
import { demoPerson } from '#server/demo/people.ts';
import { copyRows } from '#server/imports/copy-rows.ts';
import { openList } from '#server/imports/open-list.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { placesOfState } from '#server/places/directory.ts';
import type { Services } from '#server/services.ts';
import { commandOf } from './server-command.ts';
import type { ScratchServer } from './server-database.ts';

export const DISTRICT = '10.192';
const ROOT = new URL('../../', import.meta.url).pathname;

export interface ListTaken {
  readonly families: number;
  readonly seconds: number;
  readonly peakBytes: number;
  /** Seconds of COPY of the same cells into a table without indexes. */
  readonly copySeconds: number;
}

/** Bhagalpur as the press had it, or with fewer `families` a plain district without groups. */
export async function loadDistrict({ services, url }: ScratchServer, families: number, say: (line: string) => void): Promise<ListTaken> {
  let taken: ListTaken | undefined;
  const takeList = async (_: Services, list: Iterable<Family>): Promise<void> => {
    taken = await takeByCommand(services, url, list);
  };
  if (families === BHAGALPUR.listed) {
    await loadBhagalpur(services, say, takeList);
  } else {
    await upsertPlaces(services, placesOfState('10'));
    await demoPerson(services, 'demo-district-officer', 'अनिल प्रसाद', 'district-officer', DISTRICT);
    await takeList(services, familiesOf(planDistrict(1, families, plainSetting(families)), 1, FIELD_HINDI_SHARE));
  }
  if (taken === undefined) throw new Error('a district begins with its list');
  return taken;
}

async function takeByCommand(services: Services, url: string, list: Iterable<Family>): Promise<ListTaken> {
  const folder = await mkdtemp(join(tmpdir(), 'dehri-list-'));
  const path = join(folder, 'list.csv');
  const peak = join(folder, 'peak');
  try {
    const families = await writeList(list, path);
    const copySeconds = await copyCells(services, path);
    const begun = performance.now();
    const child = spawn(process.execPath, ['--import', 'tsx', '--import', join(ROOT, 'tests/bench/server-peak.ts'), ...commandOf('import'), path, '--place', DISTRICT, '--source', 'bench'], {
      cwd: ROOT, env: { ...process.env, DATABASE_URL: url, PEAK_FILE: peak }, stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => { said = (said + piece.toString()).slice(-2_000); });
    const [code]: unknown[] = await once(child, 'exit');
    if (code !== 0) throw new Error(`the list was not taken in:\n${said}`);
    return { families, seconds: (performance.now() - begun) / 1000, peakBytes: Number(await readFile(peak, 'utf8')), copySeconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyCells({ db }: Services, path: string): Promise<number> {
  const begun = performance.now();
  const client = await db.pool.connect();
  try {
    await client.query('CREATE TABLE floor_cells (cells text[])');
    for await (const piece of (await openList(path)).rows()) {
      await copyRows(client, 'floor_cells (cells)', piece.map((row) => [`{${row.cells.map((cell) => JSON.stringify(cell)).join(',')}}`]));
    }
    return (performance.now() - begun) / 1000;
  } finally {
    await client.query('DROP TABLE IF EXISTS floor_cells');
    client.release();
  }
}
