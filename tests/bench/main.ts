// `npm run bench [name …]`: measures and prints one JSON line per figure. Names choose parts.
import { benchNames } from './names.ts';

const PARTS: Readonly<Record<string, () => Promise<void> | void>> = {
  names: benchNames,
  push: async () => { await import('./server-push.ts').then((m) => m.benchPush()); },
  district: async () => { await import('./import-list.ts').then((m) => m.benchDistrict()); },
  lists: async () => { await import('./lists-part.ts').then((m) => m.benchLists()); },
  large: async () => { await import('./large-part.ts').then((m) => m.benchLarge()); },
  review: async () => { await import('./review-part.ts').then((m) => m.benchReview()); },
  export: async () => { await import('./export-part.ts').then((m) => m.benchExport()); },
  counting: async () => { await import('./counting-part.ts').then((m) => m.benchCounting()); },
  sizes: async () => { await import('./sizes.ts').then((m) => m.printSizes()); },
  sync: async () => { await import('./sync-parts.ts').then((m) => m.benchSync()); },
  photos: async () => { await import('./photo-part.ts').then((m) => m.benchPhotos()); },
  visit: async () => { await import('./visit-part.ts').then((m) => m.benchVisit()); },
  start: async () => { await import('./start-parts.ts').then((m) => m.benchStart()); },
  list: async () => { await import('./list-part.ts').then((m) => m.benchList()); },
  cases: async () => { await import('./cases-part.ts').then((m) => m.benchCases()); },
  desk: async () => { await import('./desk-part.ts').then((m) => m.benchDesk()); },
  joins: async () => { await import('./joins-part.ts').then((m) => m.benchJoins()); },
  match: async () => { await import('./match-part.ts').then((m) => m.benchMatch()); },
  form: async () => { await import('./form-part.ts').then((m) => m.benchForm()); },
};

const chosen = process.argv.slice(2);
for (const [name, run] of Object.entries(PARTS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  try {
    await run();
  } catch (error) {
    // The other parts are measured all the same.
    process.stderr.write(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
}
process.exit();
