// `npm run lakhisarai`: loads the centre as its review read it out into a scratch database and reads the
// year's sheet over HTTP. Prints one line of JSON and fails unless every figure is exact.
import { LAKHISARAI, LAKHISARAI_DISTRICT, LAKHISARAI_YEAR, loadLakhisarai } from '#server/demo/lakhisarai.ts';
import { scratchServer } from './server-database.ts';
import { sheetReader } from './server-sheet.ts';

const scratch = await scratchServer();
try {
  await loadLakhisarai(scratch.services);
  const reader = await sheetReader(scratch.services, 'demo-district-officer');
  const { counts, total } = await reader.read(`place=${LAKHISARAI_DISTRICT}&from=${LAKHISARAI_YEAR.from}&to=${LAKHISARAI_YEAR.to}`);
  await reader.close();
  const figures = Object.entries(LAKHISARAI).map(([name, expected]) => ({ name, shown: total[counts.indexOf(`one-stop-centre.${name}`)], expected }));
  const right = figures.every(({ shown, expected }) => shown === expected);
  process.stdout.write(`${JSON.stringify({ name: 'lakhisarai', ...Object.fromEntries(figures.map(({ name, shown }) => [name, shown])), right })}\n`);
  if (!right) process.exitCode = 1;
} finally {
  await scratch.close();
}
process.exit();
