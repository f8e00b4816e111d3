// Places form one tree; a place's code is its path in it, so "is this within that" is a prefix test
// that works offline. Components: state LGD . district LGD . block LGD . panchayat . village . tola
// (`10.193.1710.p03.v2.t1`); below the block the list that was imported gives the component.
// Offices (a One Stop Centre, a child protection unit, the district's hub) stand in the tree beside the blocks of their
// district, for a district can have several: their component begins with the kind, `10.208.osc1`. A department that
// works with the State Resource Centre stands beside the districts of its state: `5.dep1`.
export type PlaceCode = string;

/** What a record may keep as a place. */
export const PLACE_FORM = /^\d{1,3}(?:\.[0-9A-Za-z_-]{1,16}){0,5}$/u;

export const PLACE_LEVELS = ['state', 'district', 'block', 'panchayat', 'village', 'tola', 'office'] as const;
export type PlaceLevel = (typeof PLACE_LEVELS)[number];

export const OFFICE_KINDS = ['osc', 'dcpu', 'hub', 'dep'] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

export interface Place {
  readonly code: PlaceCode;
  readonly hi: string;
  readonly en: string;
}

const OFFICE = new RegExp(`^\\d{1,3}(?:\\.\\d{1,4})?\\.(${OFFICE_KINDS.join('|')})\\d{1,3}$`, 'u');

/** What kind of office the place is; undefined for a place that is none. */
export function officeKindOf(code: PlaceCode): OfficeKind | undefined {
  const kind = OFFICE.exec(code)?.[1];
  return OFFICE_KINDS.find((k) => k === kind);
}

export function levelOf(code: PlaceCode): PlaceLevel {
  if (officeKindOf(code) !== undefined) return 'office';
  const parts = code.split('.').length;
  const level = parts > 6 ? undefined : PLACE_LEVELS[parts - 1];
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

/** The LGD district code, leading column of every server table's key; 0 for the state and its own offices. */
export function districtOf(code: PlaceCode): number {
  const [, second] = code.split('.');
  if (second === undefined || officeKindOf(code.split('.', 2).join('.')) !== undefined) return 0;
  const district = Number(second);
  if (!Number.isInteger(district)) throw new Error('a place code names its district');
  return district;
}

/** The LGD code of the state: 5 for `5.49.dcpu1`. */
export function stateOf(code: PlaceCode): number {
  return Number(code.split('.', 1)[0]);
}
