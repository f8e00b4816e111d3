// Sizes of the built app, gzip: what the first page names, and the whole field app (desk,
// administration and developers' pages are apart). Fails when a limit is passed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { printFigure } from './line.ts';

const DIST = new URL('../../dist/', import.meta.url).pathname;
const APART = /^(desk|coverage|gallery|debug|admin|sheet|uplot|map)/;

export interface Sizes {
  /** Kilobytes (1,000 bytes) of gzip. */
  readonly firstPage: number;
  readonly fieldApp: number;
}

export function measureSizes(): Sizes {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((m) => m[1] ?? '');
  const scripts = readdirSync(join(DIST, 'assets')).filter((f) => f.endsWith('.js'));
  const field = scripts.filter((f) => !APART.test(f));
  return { firstPage: sum(named), fieldApp: sum(field.map((f) => `assets/${f}`)) };
}

function sum(files: readonly string[]): number {
  return files.reduce((total, f) => total + gzipSync(readFileSync(join(DIST, f)), { level: 9 }).length, 0) / 1000;
}

export const LIMITS: Sizes = { firstPage: 150, fieldApp: 230 };

export function printSizes(): boolean {
  const sizes = measureSizes();
  printFigure({ name: 'size.first-page', value: sizes.firstPage, unit: 'kB gzip', target: `<= ${LIMITS.firstPage}` });
  printFigure({ name: 'size.field-app', value: sizes.fieldApp, unit: 'kB gzip', target: `<= ${LIMITS.fieldApp}` });
  return sizes.firstPage <= LIMITS.firstPage && sizes.fieldApp <= LIMITS.fieldApp;
}

if (import.meta.url === `file://${process.argv[1]}` && !printSizes()) process.exitCode = 1;
