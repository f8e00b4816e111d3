// Part `lists`: how fast a department's list goes in, validated, sealed row by row and counted, beside COPY of the same
// rows as they stand in the file, and in how much memory; then the same file again. ROWS=10000 for a quick look.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { copyRows } from '#server/imports/copy-rows.ts';
import { openList } from '#server/imports/open-list.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { placesOfState } from '#server/places/directory.ts';
import type { Services } from '#server/services.ts';
import { printFigure } from './line.ts';
import { scratchServer } from './server-database.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const GIVEN = ['रीना', 'मीना', 'सोनी', 'काजल', 'पूजा', 'नेहा', 'Ravi', 'Sonu', 'Ajay', 'Vikas', 'गुड्डू', 'राजू', 'अंजलि', 'Pinki', 'किरन', 'Deepak', 'मनोज', 'सुनीता', 'Asha', 'मोहन'];
const FATHERS = ['राम प्रसाद', 'Shyam Lal', 'दिनेश सिंह', 'Mahesh Chandra', 'गोपाल दास', 'स्व० हरीश', 'Rajendra Negi', 'सुरेश रावत', 'मो. सलीम', 'Kishan Pal', 'बलवीर', 'Om Prakash', 'धर्म सिंह', 'प्रकाश', 'Jagat Ram', 'नंदन'];
const DISTRICTS = ['देहरादून', 'Haridwar', 'Nainital', 'पौड़ी गढ़वाल', '49', 'ऊधम सिंह नगर', 'Almora', 'Chamoli'];

const resultSchema = z.object({ seconds: z.number(), cpuSeconds: z.number(), rows: z.int(), created: z.int(), unchanged: z.int(), faulty: z.int() });

export async function benchLists(): Promise<void> {
  const rows = Number(process.env['ROWS'] ?? 100_000);
  const scratch = await scratchServer();
  const folder = await mkdtemp(join(tmpdir(), 'dehri-lists-'));
  try {
    await upsertPlaces(scratch.services, [...placesOfState('5'), { code: '5.dep1', hi: 'श्रम विभाग', en: 'Labour' }]);
    const path = join(folder, 'list.csv');
    await writeRows(path, rows);
    const copySeconds = await copyCells(scratch.services, path);
    const beside = { name: 'COPY of the same rows', value: rows / copySeconds, unit: 'rows/s' };
    for (const [name, key] of [['lists.rows-per-second', 'created'], ['lists.same-again-rows-per-second', 'unchanged']] as const) {
      const taken = await takeIn(scratch.url, folder, path);
      printFigure({ name, value: taken.rows / taken.seconds, unit: 'rows/s', target: '>= 5000', beside, note: `${taken.rows} rows, ${taken.faulty} faulty, ${taken[key]} ${key}, from the received file on; ${Math.round((taken.cpuSeconds * 1e6) / taken.rows)} µs of the server's processor a row` });
    }
    printFigure({ name: 'lists.peak-memory', value: Number(await readFile(join(folder, 'peak'), 'utf8')) / 1e6, unit: 'MB', target: '<= 300', note: `${rows} rows, the whole process` });
  } finally {
    await scratch.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeIn(url: string, folder: string, path: string): Promise<z.infer<typeof resultSchema>> {
  const child = spawn(process.execPath, ['--max-semi-space-size=16', '--import', 'tsx', '--import', join(ROOT, 'tests/bench/server-peak.ts'), join(ROOT, 'tests/bench/lists-process.ts'), url, join(folder, 'keys'), path], {
    cwd: ROOT, env: { ...process.env, PEAK_FILE: join(folder, 'peak') }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => { said += piece.toString(); });
  const [code]: unknown[] = await once(child, 'exit');
  if (code !== 0) throw new Error('the list was not taken in');
  return z.parse(resultSchema, JSON.parse(said));
}

export async function writeRows(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path);
  out.write('बच्चे का नाम,पिता का नाम,माता का नाम,जन्मतिथि,उम्र,लिंग,जिला,विकासखंड,ग्राम,विद्यालय,मोबाइल,रेस्क्यू की तारीख,नियोजक,काम,खतरनाक काम,बकाया मज़दूरी,दी गई सेवाएँ,स्थिति\n');
  for (let i = 0; i < rows; i += 1) {
    const year = 2009 + (i % 9);
    // One row in a hundred has a fault, as lists of offices have.
    const age = i % 100 === 0 ? 200 : 2026 - year;
    const row = [
      `${pick(GIVEN, i)} ${pick(GIVEN, Math.floor(i / 20))} ${letters(i)}`, pick(FATHERS, i * 7), pick(GIVEN, i * 3), `${String(1 + (i % 28)).padStart(2, '0')}/${String(1 + (i % 12)).padStart(2, '0')}/${year}`, age, i % 2 === 0 ? 'बालिका' : 'M',
      pick(DISTRICTS, i), `खंड ${i % 95}`, `ग्राम ${i % 4_000}`, `राजकीय विद्यालय ${i % 900}`, 9_000_000_000 + (i * 7919) % 999_999_999, `${String(1 + (i % 20)).padStart(2, '0')}/10/2026`, `होटल ${i % 700}`, 'होटल का काम', i % 3 === 0 ? 'हाँ' : 'नहीं',
      1_000 * (i % 40), 'परामर्श; विद्यालय', 'लंबित',
    ].join(',');
    if (!out.write(`${row}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

function pick(from: readonly string[], at: number): string {
  return from[at % from.length] ?? '';
}

/** A family name of letters only, other for every row. */
function letters(n: number): string {
  return n.toString(26).replace(/[0-9a-p]/gu, (digit) => String.fromCodePoint(0x915 + Number.parseInt(digit, 26)));
}

async function copyCells({ db }: Services, path: string): Promise<number> {
  const begun = performance.now();
  const client = await db.pool.connect();
  try {
    await client.query('CREATE TABLE floor_cells (cells text[])');
    for await (const piece of (await openList(path)).rows()) await copyRows(client, 'floor_cells (cells)', piece.map((row) => [`{${row.cells.map((cell) => JSON.stringify(cell)).join(',')}}`]));
    return (performance.now() - begun) / 1000;
  } finally {
    await client.query('DROP TABLE IF EXISTS floor_cells');
    client.release();
  }
}
