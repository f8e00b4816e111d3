// Places form one tree; a place's code is its path in it, so "is this within that" is a prefix test
// that works offline. Components: state LGD . district LGD . block LGD . panchayat . village . tola
// (`10.193.1710.p03.v2.t1`); below the block the list that was imported gives the component.
export type PlaceCode = string;

export const PLACE_LEVELS = ['state', 'district', 'block', 'panchayat', 'village', 'tola'] as const;
export type PlaceLevel = (typeof PLACE_LEVELS)[number];

export interface Place {
  readonly code: PlaceCode;
  readonly hi: string;
  readonly en: string;
}

export function levelOf(code: PlaceCode): PlaceLevel {
  const level = PLACE_LEVELS[code.split('.').length - 1];
  if (level === undefined) throw new Error('a place code has one to six parts');
  return level;
}

/** True for the place itself and everything below it. */
export function isWithin(code: PlaceCode, ancestor: PlaceCode): boolean {
  return code === ancestor || code.startsWith(`${ancestor}.`);
}

export function parentOf(code: PlaceCode): PlaceCode | undefined {
  const dot = code.lastIndexOf('.');
  return dot < 0 ? undefined : code.slice(0, dot);
}

/** The ancestor of `code` at `level` (itself included), if it lies that deep. */
export function ancestorAt(code: PlaceCode, level: PlaceLevel): PlaceCode | undefined {
  const parts = code.split('.');
  const depth = PLACE_LEVELS.indexOf(level) + 1;
  return parts.length < depth ? undefined : parts.slice(0, depth).join('.');
}

/** The LGD district code, leading column of every server table's key. */
export function districtOf(code: PlaceCode): number {
  const district = Number(code.split('.')[1]);
  if (!Number.isInteger(district)) throw new Error('a place code names its district');
  return district;
}
