// The codes by which lists name districts and subdistricts, from the files of `place-codes/`.
import { readFileSync } from 'node:fs';

export interface PlaceCodes {
  /** LGD district of a district code of the 2011 census. */
  readonly districtOfCensus: ReadonlyMap<string, number>;
  /** LGD subdistrict → its district and name; the block of the same name is the one it covers. */
  readonly subdistricts: ReadonlyMap<string, { readonly district: number; readonly name: string }>;
}

let loaded: PlaceCodes | undefined;

export function placeCodes(): PlaceCodes {
  loaded ??= {
    districtOfCensus: new Map(rows('districts.csv').map(([, lgd, census]) => [String(Number(census)), Number(lgd)])),
    subdistricts: new Map(rows('subdistricts.csv').map(([code = '', district, name = '']) => [code, { district: Number(district), name }])),
  };
  return loaded;
}

function rows(file: string): string[][] {
  const text = readFileSync(new URL(`./place-codes/${file}`, import.meta.url), 'utf8');
  return text.trimEnd().split('\n').slice(1).map((line) => line.split(','));
}
