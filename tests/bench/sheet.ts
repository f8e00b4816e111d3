// `npm run sheet [-- --json] [-- --place lakhisarai|bhagalpur]`: loads districts as their reviews read them out into a
// scratch database each, reads the review over HTTP, and fails unless every figure is exact. Prints a table, or one
// line of JSON for each place.
import { parseArgs } from 'node:util';
import { scratchServer } from './server-database.ts';
import { deskReader } from './server-sheet.ts';
import { checkSheet, readSheet, tableOf } from './review-sheet.ts';
import { READ_OUT, type ReadOut } from './sheet-figures.ts';

const { values: { json = false, place } } = parseArgs({ options: { json: { type: 'boolean' }, place: { type: 'string' } } });
const places = new Map<string, ReadOut>(Object.entries(READ_OUT).filter(([name]) => place === undefined || name === place));
if (places.size === 0) {
  process.stderr.write(`${Object.keys(READ_OUT).join(', ')}\n`);
  process.exit(1);
}
for (const readOut of places.values()) {
  const scratch = await scratchServer();
  try {
    await readOut.load(scratch, (line) => process.stderr.write(`${line}\n`));
    const reader = await deskReader(scratch.services, 'demo-district-officer');
    const read = await readSheet(reader, readOut);
    await reader.close();
    const checked = checkSheet(read, readOut);
    process.stdout.write(json ? `${JSON.stringify(checked)}\n` : `${tableOf(read.review, checked)}\n`);
    if (!checked.right) process.exitCode = 1;
  } finally {
    await scratch.close();
  }
}
process.exit();
