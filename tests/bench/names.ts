// Names: what a key, a pair and a query cost on this machine without a browser.
import { createNameIndex } from '#client/search/name-index.ts';
import { nameKey } from '#shared/people/name-key.ts';
import { prepareName, scorePrepared } from '#shared/people/names.ts';
import { syntheticHouseholds } from '#tests/client/search/synthetic-households.ts';
import { median, percentile, printFigure } from './line.ts';

const QUERIES = ['s', 'su', 'sun', 'सुनि', 'devi', 'सुनीता देवी', 'ram paswan', 'laksh', '456', '१२३४', 'नूर', 'kum man'];

export function benchNames(): void {
  const households = syntheticHouseholds(50_000, 11);
  const names = households.map((h) => h.texts[0] ?? '');
  printFigure({ name: 'names.keys-of-50000', value: timed(() => names.forEach((n) => n.split(' ').forEach((t) => nameKey(t)))), unit: 'ms', target: '<= 300' });

  const prepared = ['सुनीता देवी', 'RAMESH KUMAR YADAV', 'नूरजहां खातून', 'SURENDRA PASWAN', 'राम लखन सिंह', 'KHUSHBU KUMARI'].map(prepareName);
  const pairs = median(Array.from({ length: 5 }, () => timed(() => {
    for (let i = 0; i < 1000; i++) for (const a of prepared) for (const b of prepared) scorePrepared(a, b);
  }))) / (1000 * 36);
  printFigure({ name: 'names.score-one-pair', value: pairs * 1000, unit: 'µs', target: '<= 10' });

  for (const count of [5_000, 50_000]) {
    const some = households.slice(0, count);
    const index = createNameIndex();
    const built = timed(() => {
      for (const h of some) index.add(h.id, { texts: h.texts, digits: [h.card] });
      index.query('zz 000');
    });
    const texts = some.map((h) => h.texts.join(' ').toLowerCase());
    const times = QUERIES.flatMap((typed) => Array.from({ length: 20 }, () => timed(() => index.query(typed))));
    const plain = QUERIES.flatMap((typed) => Array.from({ length: 20 }, () => timed(() => texts.filter((t) => t.includes(typed)))));
    printFigure({ name: `names.index-build-${count}`, value: built, unit: 'ms', target: '<= 400' });
    printFigure({ name: `names.query-${count}-p95`, value: percentile(times, 95), unit: 'ms', target: '<= 5', beside: { name: 'array includes', value: percentile(plain, 95), unit: 'ms' } });
  }
}

function timed(run: () => void): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}
