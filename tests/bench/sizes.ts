// Sizes of the built app's JavaScript, gzip: what the first page names, and the whole field app as a
// phone keeps it (the service worker and the Hindi words too). The desk, the gallery and the developers'
// page, what only keepers of files of persons fetch, the library, and the words of other languages, are fetched when
// opened or chosen: told apart. Fails when a
// limit is passed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { printFigure } from './line.ts';

const DIST = new URL('../../dist/', import.meta.url).pathname;
const APART = /^(?:desk|map|centre|help|gallery|debug|case|office|library|practice|words-(?!hi-))/;

export interface Limits {
  /** Kilobytes (1,000 bytes) of gzip. */
  readonly firstPage: number;
  readonly fieldApp: number;
  /** Screens for files of persons, beyond the field app; the programmes that keep them and their words are told apart. */
  readonly caseScreens: number;
}

export interface Sizes extends Limits {
  readonly caseProgrammes: number;
  readonly caseWords: number;
  readonly desk: number;
  /** The library's screens, programme and Hindi words. */
  readonly library: number;
  readonly english: number;
}

export function measureSizes(): Sizes {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((m) => m[1] ?? '');
  const chunks = readdirSync(join(DIST, 'assets')).filter((f) => f.endsWith('.js'));
  const inAssets = (belongs: (file: string) => boolean): string[] => chunks.filter(belongs).map((f) => `assets/${f}`);
  return {
    firstPage: sum(named),
    fieldApp: sum(['sw.js', ...inAssets((f) => !APART.test(f))]),
    caseScreens: sum(inAssets((f) => /^(?:cases|case-app|case-form)-/.test(f))),
    caseProgrammes: sum(inAssets((f) => f.startsWith('case-programmes'))),
    caseWords: sum(inAssets((f) => f.startsWith('case-words-hi'))),
    desk: sum(inAssets((f) => f.startsWith('desk') && !/^desk-words-(?!hi-)/.test(f))),
    library: sum(inAssets((f) => f.startsWith('library') && !/^library-words-(?!hi-)/.test(f))),
    english: sum(inAssets((f) => f.startsWith('words-en-'))),
  };
}

function sum(files: readonly string[]): number {
  return files.reduce((total, f) => total + gzipSync(readFileSync(join(DIST, f)), { level: 9 }).length, 0) / 1000;
}

export const LIMITS: Limits = { firstPage: 150, fieldApp: 230, caseScreens: 35 };
/** What `npm run verify` refuses: the field app misses its limit and may not grow further from it. */
const CEILING: Omit<Limits, 'caseScreens'> = { firstPage: 150, fieldApp: 312 };

export function printSizes(): boolean {
  const sizes = measureSizes();
  printFigure({ name: 'size.first-page', value: sizes.firstPage, unit: 'kB gzip', target: `<= ${LIMITS.firstPage}` });
  printFigure({ name: 'size.field-app', value: sizes.fieldApp, unit: 'kB gzip', target: `<= ${LIMITS.fieldApp}` });
  printFigure({ name: 'case-screens-gzip-kb', value: sizes.caseScreens, unit: 'kB gzip', target: `<= ${LIMITS.caseScreens}` });
  printFigure({ name: 'size.case-programmes', value: sizes.caseProgrammes, unit: 'kB gzip', target: 'none: fetched by roles that keep files' });
  printFigure({ name: 'size.case-words', value: sizes.caseWords, unit: 'kB gzip', target: 'none: fetched by roles that keep files' });
  printFigure({ name: 'size.desk', value: sizes.desk, unit: 'kB gzip', target: 'none: fetched when opened' });
  printFigure({ name: 'size.library', value: sizes.library, unit: 'kB gzip', target: 'none: fetched when first wanted, or quietly with the guide' });
  printFigure({ name: 'size.words-english', value: sizes.english, unit: 'kB gzip', target: 'none: fetched when chosen' });
  return sizes.firstPage <= CEILING.firstPage && sizes.fieldApp <= CEILING.fieldApp;
}

if (import.meta.url === `file://${process.argv[1]}` && !printSizes()) process.exitCode = 1;
