// What the programmes say in the review of a place fits what they count, and has its words.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import type { Programme } from '#shared/programme.ts';
import { cellsOf, countsOf } from '#shared/report/review.ts';

type Tree = { readonly [key: string]: Tree | string };
const wordsOf = ({ id }: Programme, language: string): Tree => JSON.parse(readFileSync(`locales/${language}/${id}.json`, 'utf8')) as Tree;
const treeAt = (tree: Tree, ...path: readonly string[]): Tree => path.reduce<Tree>((node, part) => {
  const next = node[part];
  return typeof next === 'object' ? next : {};
}, tree);

const said = PROGRAMMES.flatMap((programme) => (programme.review === undefined ? [] : [[programme.id, programme, programme.review] as const]));

test('the centre, the care leavers and the drive have their say', () => {
  expect(said.map(([id]) => id)).toEqual(expect.arrayContaining(['jeevika', 'one-stop-centre', 'care-leavers']));
});

describe.each(said)('%s', (_, programme, parts) => {
  test('speaks of its own counts, clocks and records only', () => {
    const counts = programme.indicators.flatMap((indicators) => indicators.counts);
    const clocks = programme.rules?.clocks.map(({ id }) => id) ?? [];
    const types = programme.recordTypes.map(({ name }) => name);
    for (const { lines, recordType } of parts) {
      expect(lines.flatMap(countsOf).filter((name) => !counts.includes(name))).toEqual([]);
      expect(lines.flatMap((line) => ('overdue' in line && !clocks.includes(line.clock) ? [line.clock] : []))).toEqual([]);
      expect([undefined, ...types]).toContain(recordType);
    }
  });

  test('names each cell once, and leads with lines that there are', () => {
    expect(new Set(parts.map(({ key }) => key)).size).toBe(parts.length);
    for (const part of parts) {
      const names = part.lines.map(({ name }) => name);
      const cells = cellsOf(part).map(({ name }) => name);
      expect(new Set(cells).size).toBe(cells.length);
      expect(names).toEqual(expect.arrayContaining([...part.headline, part.compare]));
      expect(part.headline.length).toBeLessThanOrEqual(4);
      expect(part.headline.length).toBeGreaterThan(0);
    }
  });

  test.each(readdirSync('locales'))('has a word in %s for each part, line and source, and no other', (language) => {
    const tree = treeAt(wordsOf(programme, language), 'review');
    expect(Object.keys(tree).sort()).toEqual(parts.map(({ key }) => key).sort());
    for (const { key, lines } of parts) {
      expect(tree[key]).toHaveProperty('title', expect.stringMatching(/./u));
      for (const kind of ['line', 'short']) {
        const words = treeAt(tree, key, kind);
        expect(Object.keys(words).sort()).toEqual(lines.map(({ name }) => name).sort());
        expect(Object.values(words).filter((word) => word === '')).toEqual([]);
      }
      expect(Object.keys(treeAt(tree, key, 'source')).sort()).toEqual([...new Set(lines.map(({ source }) => source))].sort());
    }
  });
});
