// `npm run bhagalpur`: loads the district as the press had it into a scratch database and reads its
// sheet over HTTP. Prints one line of JSON and fails unless every figure is right to the family.
import { BHAGALPUR } from '#server/demo/bhagalpur.ts';
import { scratchServer } from './server-database.ts';
import { DISTRICT, loadDistrict } from './server-district.ts';
import { sheetReader } from './server-sheet.ts';

const scratch = await scratchServer();
try {
  await loadDistrict(scratch, BHAGALPUR.listed, (line) => process.stderr.write(`${line}\n`));
  const reader = await sheetReader(scratch.services, 'demo-district-officer');
  const { counts, rows, total } = await reader.read(`place=${DISTRICT}`);
  await reader.close();
  const figures = Object.entries(BHAGALPUR).map(([name, expected]) => {
    const at = counts.indexOf(`jeevika.${name}`);
    // The blocks of the sheet add up to its total, and the total is the figure.
    return { name, shown: total[at], blocks: rows.reduce((sum, row) => sum + (row.values[at] ?? 0), 0), expected };
  });
  const right = figures.every(({ shown, blocks, expected }) => shown === expected && blocks === expected);
  process.stdout.write(`${JSON.stringify({ name: 'bhagalpur', ...Object.fromEntries(figures.map(({ name, shown }) => [name, shown])), right })}\n`);
  for (const { name, shown, blocks, expected } of figures) {
    if (shown !== expected || blocks !== expected) process.stderr.write(`${name}: ${String(shown)} shown, ${blocks} in the blocks, ${expected} expected\n`);
  }
  if (!right) process.exitCode = 1;
} finally {
  await scratch.close();
}
process.exit();
