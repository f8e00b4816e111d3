// Reads lines `name<TAB>name` and prints how alike the two names are, 0.0000 to 1.0000, line by line.
// From 0.8500 on they are one name written differently. Diagnostics give the line number only.

import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { scoreNames } from '#shared/people/names.ts';

const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader downstream has had enough (`| head`).
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

let lineNumber = 0;
for await (const raw of lines) {
  lineNumber++;
  const line = lineNumber === 1 ? raw.replace(/^\ufeff/, '') : raw;
  const cells = line.split('\t');
  const [a = '', b = ''] = cells;
  const wellFormed = cells.length === 2 && a.trim() !== '' && b.trim() !== '';
  if (!wellFormed) process.stderr.write(`line ${lineNumber}: expected two names with one tab between them\n`);
  const score = wellFormed ? scoreNames(a, b) : 0;
  if (!process.stdout.write(`${score.toFixed(4)}\n`)) await once(process.stdout, 'drain');
}
