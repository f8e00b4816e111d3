// The places that the Local Government Directory names down to the block (`data/SOURCE.md`): what a
// fresh server of a state begins with. Panchayats, villages and tolas come with the lists.
import { readFileSync } from 'node:fs';
import type { Place } from '#shared/place/place.ts';

interface StateFiles {
  readonly hi: string;
  readonly en: string;
  readonly districts: string;
  readonly blocks?: string;
}

/** By LGD state code. */
const STATES: Readonly<Record<string, StateFiles>> = {
  '10': { hi: 'बिहार', en: 'Bihar', districts: 'districts.csv', blocks: 'blocks.csv' },
  '5': { hi: 'उत्तराखंड', en: 'Uttarakhand', districts: 'districts-uttarakhand.csv' },
};

/** LGD codes of the states that have files here. */
export function knownStates(): readonly string[] {
  return Object.keys(STATES);
}

/** The state, its districts and its blocks. Throws for a state without files. */
export function placesOfState(state: string): readonly Place[] {
  const files = STATES[state];
  if (files === undefined) throw new Error(`no places of state ${state}`);
  const places: Place[] = [{ code: state, hi: files.hi, en: files.en }];
  for (const row of readTable(files.districts)) {
    places.push({ code: `${state}.${row['district_lgd'] ?? ''}`, hi: row['name_hi'] ?? '', en: row['name_en'] ?? titleCase(row['name_lgd'] ?? '') });
  }
  if (files.blocks !== undefined) {
    for (const row of readTable(files.blocks)) {
      places.push({ code: `${state}.${row['district_lgd'] ?? ''}.${row['block_lgd'] ?? ''}`, hi: row['name_hi'] ?? '', en: row['name_en'] ?? '' });
    }
  }
  return places;
}

/** Our own small files: no quotes, no commas within a cell. */
function readTable(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8').trimEnd().split(/\r?\n/u);
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
}
