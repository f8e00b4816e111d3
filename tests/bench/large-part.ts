// Part `large`: the review of a district on real records of five years, over HTTP. How fast its offices are written,
// that every sum and bucket is what its records and their history say, how long the sums take to be added up again
// after a new version, and what the review takes. FAMILIES, CASES make a smaller one for a quick look.
import { BHAGALPUR } from '#server/demo/bhagalpur.ts';
import { demoPerson } from '#server/demo/people.ts';
import { today, type Services } from '#server/services.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { recountSums } from '#server/sync/recount-sums.ts';
import { financialYear, financialYearOf } from '#shared/report/period.ts';
import { FIVE_YEARS, loadOffices } from './large-district.ts';
import { percentile, printFigure } from './line.ts';
import { scratchServer } from './server-database.ts';
import { DISTRICT, loadDistrict } from './server-district.ts';
import { deskReader, reviewQuery } from './server-sheet.ts';

const TIMES = 40;
const WARM_UP = 3;

export async function benchLarge(): Promise<void> {
  const families = Number(process.env['FAMILIES'] ?? BHAGALPUR.listed);
  const cases = Number(process.env['CASES'] ?? FIVE_YEARS.cases);
  const scratch = await scratchServer();
  try {
    const { services } = scratch;
    await loadDistrict(scratch, families, (line) => process.stderr.write(`${line}\n`));
    const begun = performance.now();
    const { records, changes } = await loadOffices(services, { ...FIVE_YEARS, cases });
    const seconds = (performance.now() - begun) / 1000;
    const note = `${families} families, ${cases} cases, ${records} records of offices`;
    printFigure({ name: 'large.changes-per-second', value: changes / seconds, unit: 'changes/s', target: '', note: `${note}, ${changes} changes in ${Math.round(seconds)} s` });
    await whole(services, note);
    await review(services, note);
    const again = performance.now();
    const counted = await recountSums(services, new Map([['jeevika', 'new'], ['one-stop-centre', 'new'], ['mission-shakti', 'new']]), { begun: () => undefined, district: () => undefined });
    printFigure({ name: 'large.recount', value: (performance.now() - again) / 1000, unit: 's', target: '', note: `${counted?.records ?? 0} records` });
  } finally {
    await scratch.close();
  }
}

async function whole(services: Services, note: string): Promise<void> {
  const begun = performance.now();
  const { differences, sums } = await checkSums(services);
  const { faults, changes } = await checkFold(services);
  printFigure({ name: 'large.differences', value: differences.length + faults.length, unit: 'differences', target: '= 0', note: `${sums} sums and ${changes} changes, ${note}, in ${Math.round((performance.now() - begun) / 1000)} s` });
}

async function review(services: Services, note: string): Promise<void> {
  const { pool } = services.db;
  await pool.query('ANALYZE');
  await demoPerson(services, 'bench-administrator', 'सुधीर कुमार', 'administrator', '10');
  const reader = await deskReader(services, 'bench-administrator');
  const { rows: [block] } = await pool.query<{ code: string }>('SELECT code FROM place WHERE district = 192 AND depth = 3 ORDER BY code LIMIT 1');
  const year = financialYear(financialYearOf(today(services)));
  try {
    for (const [name, place, period] of [
      ['district-year', DISTRICT, year], ['district-days', DISTRICT, { from: '2025-06-11', to: '2026-02-17' }], ['block-year', block?.code ?? '', year], ['centre-year', `${DISTRICT}.osc1`, year],
    ] as const) {
      const path = `review?${reviewQuery({ place, ...period })}`;
      const floor = (): Promise<unknown> => pool.query('SELECT indicator, sum(amount) FROM indicator_month WHERE district = 192 AND month >= $1 AND month <= $2 GROUP BY 1', [period.from.slice(0, 7), period.to.slice(0, 7)]);
      const [times, bare]: [number[], number[]] = [[], []];
      for (let i = 0; i < WARM_UP + TIMES; i += 1) {
        const took = await reader.time(path);
        const begun = performance.now();
        await floor();
        if (i >= WARM_UP) {
          times.push(took);
          bare.push(performance.now() - begun);
        }
      }
      printFigure({ name: `large.review-${name}-p95`, value: percentile(times, 95), unit: 'ms', target: '<= 150', beside: { name: 'one bare query of the months', value: percentile(bare, 95), unit: 'ms' }, note: `${note}; p50 ${Math.round(percentile(times, 50))} ms` });
    }
  } finally {
    await reader.close();
  }
}
