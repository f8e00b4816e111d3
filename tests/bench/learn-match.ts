// `npx tsx tests/bench/learn-match.ts`: counts on the training fold how often each finding comes up for rows of one
// child, of brothers and sisters, and of strangers, and writes the weights that follow (log2 of the shares).
import { writeFileSync } from 'node:fs';
import { compareRows, type Findings } from '#shared/people/same-person/compare.ts';
import { givenKey } from '#shared/people/same-person/person-name.ts';
import { TRAINING_NOISE } from '#server/demo/list-habits.ts';
import { makeChildren } from '#server/demo/made-children.ts';
import { makeLists } from '#server/demo/made-lists.ts';
import { createRandom } from '#server/demo/random.ts';
import { prepareRows, sharingOf, type TrueRow } from '#tests/shared/people/same-person/measure.ts';

const SEED = 11;
const CHILDREN = 30_000;
const STRANGERS = 3_000_000;
/** Nothing is surer than this many bits: what was never seen may come up all the same. */
const MOST_BITS = 16;

type Story = 'same' | 'sibling' | 'stranger';
type Counts = Record<Story, number>;
const FIELDS = ['name', 'father', 'mother', 'birth', 'sex', 'place', 'school', 'phone', 'number'] as const satisfies readonly (keyof Findings)[];
const counts = new Map<string, Map<string, Counts>>(FIELDS.map((field) => [field, new Map()]));

const random = createRandom(SEED);
const children = makeChildren(random, { children: CHILDREN, fold: 'training' });
const rows = prepareRows(makeLists(random, children, TRAINING_NOISE).flatMap((list) => list.rows));
const sharing = sharingOf(rows);

const households = new Map<number, TrueRow[]>();
for (const row of rows) {
  const household = children[row.child]?.household ?? -1;
  households.set(household, [...(households.get(household) ?? []), row]);
}
for (const group of households.values()) {
  for (const [at, a] of group.entries()) {
    for (const b of group.slice(at + 1)) {
      if (a.child === b.child) note('same', a, b);
      else if (children[a.child]?.birthDay !== children[b.child]?.birthDay) note('sibling', a, b);
    }
  }
}
for (let i = 0; i < STRANGERS; i++) {
  const [a, b] = [random.pick(rows), random.pick(rows)];
  if (children[a.child]?.household !== children[b.child]?.household) note('stranger', a, b);
}

function note(story: Story, a: TrueRow, b: TrueRow): void {
  const found = compareRows(a.of, b.of, sharing(a.of, b.of));
  for (const field of FIELDS) {
    const level = field === 'name' && found.crossed !== 'none' ? `crossed-${found.crossed}` : found[field];
    if (level === 'unsaid') continue;
    const levels = counts.get(field);
    const of = levels?.get(level) ?? { same: 0, sibling: 0, stranger: 0 };
    of[story] += 1;
    levels?.set(level, of);
  }
}

/** How likely the keys of two rows are the same. */
function meetings(keyOf: (row: TrueRow) => string): number {
  const byKey = new Map<string, number>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== '') byKey.set(key, (byKey.get(key) ?? 0) + 1);
  }
  const total = [...byKey.values()].reduce((sum, n) => sum + n, 0);
  return [...byKey.values()].reduce((sum, n) => sum + (n / total) ** 2, 0);
}

const lines: string[] = [];
for (const [field, levels] of counts) {
  const total = (story: Story): number => [...levels.values()].reduce((sum, of) => sum + of[story], 0);
  const share = (of: Counts, story: Story): number => (of[story] + 0.5) / (total(story) + levels.size / 2);
  const bits = (of: Counts, story: Story): number => Math.max(-MOST_BITS, Math.min(MOST_BITS, Math.log2(share(of, story) / share(of, 'stranger'))));
  const told = [...levels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([level, of]) => `    // ${of.same} ${of.sibling} ${of.stranger}\n    '${level}': [${bits(of, 'same').toFixed(2)}, ${bits(of, 'sibling').toFixed(2)}],`);
  lines.push(`  ${field}: {`, ...told, '  },');
}
const text = `// Made by \`npx tsx tests/bench/learn-match.ts\` on ${rows.length} rows of the training fold; not written by hand.
// Bits for rows of one child and for brothers and sisters, beside strangers. Above each: how often it was seen
// among them, in this order. \`typical\`: how likely two rows have the same name by chance.
export const LEARNT = {
  typical: { name: ${meetings((row) => givenKey(row.of.name)).toFixed(5)}, father: ${meetings((row) => givenKey(row.of.father)).toFixed(5)} },
${lines.join('\n')}
} as const;
`;
writeFileSync(process.argv[2] ?? new URL('../../src/shared/people/same-person/learnt-weights.ts', import.meta.url), text);
