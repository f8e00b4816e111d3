// Is it the same child? Accuracy against known truth, and what a comparison costs.
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SAME_NAME, scoreNames } from '#shared/people/names.ts';
import { blockKeys } from '#shared/people/same-person/block-keys.ts';
import { judgePair } from '#shared/people/same-person/judge.ts';
import { corruptedRows } from '#tests/shared/people/same-person/corrupted-rows.ts';
import { madeRows } from '#tests/shared/people/same-person/made-rows.ts';
import { candidates, measure, pairShares, sharesOf, sharingOf, type Shares, type TrueRow } from '#tests/shared/people/same-person/measure.ts';
import { median, printFigure } from './line.ts';

/** Others than the rules and thresholds were looked at with. */
const SEED = 731_000;
/** One population alone is right or wrong by chance: a target is held against the mean of so many. */
const POPULATIONS = 8;

export function benchMatch(): void {
  benchFreshNames();
  const populations = Array.from({ length: POPULATIONS }, (_, at) => madeRows('heldOut', 18_000, SEED + 100 + at));
  const rows = populations[0] ?? [];
  printAccuracy('held-out', populations);
  printAccuracy('harsh', [madeRows('harsh', 18_000, SEED + 1)], false);
  printAccuracy('febrl-style', [corruptedRows(16_000, SEED + 2)]);
  printAccuracy('large', [madeRows('heldOut', 80_000, SEED + 3)], false);
  benchSpeed(rows);
  benchMemory();
}

function benchFreshNames(): void {
  const pairs = readFileSync(new URL('../fixtures/name-pairs-fresh.tsv', import.meta.url), 'utf8').split('\n').map((line) => line.split('\t'));
  const shareFound = (answer: string): number => {
    const of = pairs.filter(([is]) => is === answer);
    return of.filter(([, a = '', b = '']) => scoreNames(a, b) >= SAME_NAME).length / of.length;
  };
  printFigure({ name: 'match.fresh-names-recall', value: 100 * shareFound('same'), unit: '%', target: '>= 90' });
  printFigure({ name: 'match.fresh-names-false', value: 100 * shareFound('diff'), unit: '%', target: '<= 5' });
}

/** `held`: the targets are held against it; otherwise it is told to show how far they reach. Of several populations the mean. */
function printAccuracy(of: string, populations: readonly (readonly TrueRow[])[], held = true): void {
  const counted = populations.map((rows) => ({ ...measure(rows), size: rows.length }));
  const shares = counted.map(sharesOf);
  const print = (name: string, values: readonly number[], target: string, note?: string): void => {
    const range = values.length === 1 ? [] : [`${fixed(Math.min(...values))} to ${fixed(Math.max(...values))} over ${values.length} populations`];
    const said = [...(note === undefined ? [] : [note]), ...range].join('; ');
    printFigure({ name: `match.${of}-${name}`, value: mean(values), unit: name === 'questions' ? 'per 100 rows' : name === 'candidates' ? 'per row' : '%', target: held ? target : 'told', ...(said !== '' && { note: said }) });
  };
  const told = (kind: string, joined: readonly Shares[], each: readonly Shares[]): void => {
    const alone = (pick: (one: Shares) => number): string => `pair by pair ${fixed(mean(each.map((one) => 100 * pick(one))))}`;
    print(`${kind}certain-precision`, joined.map(({ precision }) => precision * 100), '>= 99', alone(({ precision }) => precision));
    print(`${kind}certain-recall`, joined.map(({ recall }) => recall * 100), '>= 85', alone(({ recall }) => recall));
    print(`${kind}found-recall`, joined.map(({ recallWithAsk }) => recallWithAsk * 100), '>= 95', `certain and asked; ${alone(({ recallWithAsk }) => recallWithAsk)}`);
  };
  told('', shares.map(({ all }) => all), counted.map(({ all }) => pairShares(all)));
  if (counted.every(({ crossScript }) => crossScript.truePairs > 0)) told('cross-script-', shares.map(({ crossScript }) => crossScript), counted.map(({ crossScript }) => pairShares(crossScript)));
  print('questions', counted.map(({ joined, size }) => (100 * joined.questions) / size), '<= 3', `${Math.round(mean(counted.map(({ size }) => size)))} rows, ${Math.round(mean(counted.map(({ all }) => all.truePairs)))} true pairs`);
  print('keys-recall', counted.map(({ all }) => (100 * all.foundByKeys) / all.truePairs), '>= 98');
  print('candidates', counted.map(({ meanCandidates }) => meanCandidates), '<= 50');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function fixed(value: number): string {
  return value.toFixed(2);
}

function benchSpeed(rows: readonly TrueRow[]): void {
  const sharing = sharingOf(rows);
  const pairs = [...candidates(rows).pairs].map((pair) => [rows[Math.floor(pair / rows.length)], rows[pair % rows.length]] as const);
  const ready = pairs.flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [{ a: a.of, b: b.of, sharing: sharing(a.of, b.of) }]));
  const perPair = median(Array.from({ length: 5 }, () => timed(() => { for (const { a, b, sharing: counts } of ready) judgePair(a, b, counts); }))) / ready.length;
  printFigure({ name: 'match.judge-one-pair', value: perPair * 1000, unit: 'µs', target: '<= 8', note: `${ready.length} pairs that share a key` });
  const perRow = median(Array.from({ length: 3 }, () => timed(() => { for (const { of } of rows) blockKeys(of); }))) / rows.length;
  printFigure({ name: 'match.keys-of-one-row', value: perRow * 1000, unit: 'µs', target: '<= 40' });
}

function benchMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const heap = (): number => {
    if (typeof collect === 'function') collect();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  let kept: readonly TrueRow[] = madeRows('heldOut', 80_000, SEED + 4);
  const each = (heap() - before) / kept.length;
  printFigure({ name: 'match.prepared-row', value: each, unit: 'bytes', target: '<= 800', note: `of ${kept.length} rows, words shared` });
  kept = [];
}

/** Milliseconds of work, however busy the machine is with other things. */
function timed(run: () => void): number {
  const begun = process.cpuUsage();
  run();
  return process.cpuUsage(begun).user / 1000;
}
