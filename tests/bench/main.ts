// `npm run bench [name …]`: measures and prints one JSON line per figure. Names choose parts.
import { benchNames } from './names.ts';

const PARTS: Readonly<Record<string, () => Promise<void> | void>> = {
  names: benchNames,
  sizes: async () => { await import('./sizes.ts').then((m) => m.printSizes()); },
};

const chosen = process.argv.slice(2);
for (const [name, run] of Object.entries(PARTS)) {
  if (chosen.length === 0 || chosen.includes(name)) await run();
}
process.exit();
