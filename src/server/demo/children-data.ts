// Names and places the made-up children of Uttarakhand are drawn from (`data/SOURCE.md`).
import { readFileSync } from 'node:fs';

export interface Written {
  readonly hi: string;
  readonly en: string;
}

/** A name with how often it is borne and the other ways it is written, each with its count. */
export interface NameEntry extends Written {
  readonly n: number;
  readonly otherHi: readonly (readonly [string, number])[];
  readonly otherEn: readonly (readonly [string, number])[];
}

export interface NameStock {
  readonly girls: readonly NameEntry[];
  readonly boys: readonly NameEntry[];
  readonly families: readonly NameEntry[];
}

export interface BlockEntry {
  readonly district: number;
  readonly districtName: Written;
  /** The district's share of the children, in round figures. */
  readonly share: number;
  readonly block: Written;
}

/**
 * Names of one half have nothing in common with those of the other, given and family names alike: what is
 * learnt on the one is measured on the other.
 */
export type Fold = 'training' | 'heldOut' | 'all';

export function nameStock(fold: Fold): NameStock {
  const all = rowsOf('child-names.tsv').map(([kind = '', sex = '', hi = '', en = '', n = '', otherHi = '', otherEn = '']) => ({
    kind, sex, entry: { hi, en, n: Number(n), otherHi: counted(otherHi), otherEn: counted(otherEn) } satisfies NameEntry,
  })).filter(({ entry }) => fold === 'all' || (hashOf(entry.en) % 2 === 0) === (fold === 'training'));
  const of = (kind: string, sex: string): NameEntry[] => all.filter((row) => row.kind === kind && row.sex === sex).map((row) => row.entry);
  return { girls: of('given', 'F'), boys: of('given', 'M'), families: of('family', '') };
}

export function blocks(): readonly BlockEntry[] {
  return rowsOf('uttarakhand-blocks.tsv').map(([district = '', districtHi = '', districtEn = '', share = '', hi = '', en = '']) => ({
    district: Number(district), districtName: { hi: districtHi, en: districtEn }, share: Number(share), block: { hi, en },
  }));
}

export function villageNames(): readonly Written[] {
  return rowsOf('uttarakhand-villages.tsv').map(([hi = '', en = '']) => ({ hi, en }));
}

function rowsOf(file: string): string[][] {
  return readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split('\t'));
}

function counted(text: string): [string, number][] {
  return text === '' ? [] : text.split(' ').map((item) => {
    const [word = '', n = '1'] = item.split(':');
    return [word, Number(n)];
  });
}

function hashOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return (hash ^ (hash >>> 7)) >>> 0;
}
