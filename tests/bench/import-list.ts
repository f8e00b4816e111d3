// Parts `import` and `sheet`, over one load of the district: how fast its list goes in, validated,
// beside COPY of the same cells and in how much memory; then how long the coverage sheet takes.
// FAMILIES=30000 makes a smaller district for a quick look.
import { BHAGALPUR } from '#server/demo/bhagalpur.ts';
import type { Services } from '#server/services.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { median, percentile, printFigure } from './line.ts';
import { scratchServer } from './server-database.ts';
import { DISTRICT, loadDistrict } from './server-district.ts';
import { deskReader } from './server-sheet.ts';
import { benchUndo } from './undo-list.ts';

const TIMES = 40;

export async function benchDistrict(): Promise<void> {
  const families = Number(process.env['FAMILIES'] ?? BHAGALPUR.listed);
  const scratch = await scratchServer();
  try {
    const taken = await loadDistrict(scratch, families, () => undefined);
    const note = `${families} families, the whole command`;
    printFigure({
      name: 'import.rows-per-second', value: taken.families / taken.seconds, unit: 'rows/s', target: '>= 5000',
      beside: { name: 'COPY of the same cells', value: taken.families / taken.copySeconds, unit: 'rows/s' }, note,
    });
    printFigure({ name: 'import.peak-memory', value: taken.peakBytes / 1e6, unit: 'MB', target: '<= 300', note });
    await benchSheet(scratch.services, families);
    const begun = performance.now();
    const { differences, sums } = await checkSums(scratch.services);
    printFigure({ name: 'sums.differences', value: differences.length, unit: 'sums', target: '= 0', note: `${sums} sums from ${families} families in ${Math.round((performance.now() - begun) / 1000)} s` });
    await benchUndo(scratch.services);
  } finally {
    await scratch.close();
  }
}

async function benchSheet(services: Services, families: number): Promise<void> {
  const { pool } = services.db;
  const { rows: [large] } = await pool.query<{ block: string }>(
    `SELECT place AS block FROM indicator_sum WHERE district = 192 AND depth = 3 AND indicator = 'jeevika.listed' ORDER BY amount DESC LIMIT 1`,
  );
  if (large === undefined) throw new Error('a district has blocks');
  const reader = await deskReader(services, 'demo-district-officer');
  try {
    for (const [name, query, depth] of [
      ['district-by-block', `place=${DISTRICT}`, 3],
      ['block-by-village', `place=${large.block}&level=village`, 5],
      ['block-by-tola', `place=${large.block}&level=tola`, 6],
      ['district-by-tola', `place=${DISTRICT}&level=tola`, 6],
    ] as const) {
      const place = query.startsWith(`place=${DISTRICT}&`) || depth === 3 ? DISTRICT : large.block;
      const floor = (): Promise<unknown> => pool.query(
        `SELECT place, indicator, sum(amount) FROM indicator_sum WHERE district = 192 AND depth = $1 AND place > $2 || '.' AND place < $2 || '/' GROUP BY 1, 2`, [depth, place],
      );
      const { rows } = await reader.read(query);
      const times: number[] = [];
      const bare: number[] = [];
      for (let i = 0; i < TIMES; i += 1) {
        times.push(await reader.time(`sheet?${query}`));
        const begun = performance.now();
        await floor();
        bare.push(performance.now() - begun);
      }
      printFigure({
        name: `sheet.${name}-p95`, value: percentile(times, 95), unit: 'ms', target: '<= 100',
        beside: { name: 'its sums by one query', value: median(bare), unit: 'ms' }, note: `${rows.length} rows of ${families} families`,
      });
    }
  } finally {
    await reader.close();
  }
}
