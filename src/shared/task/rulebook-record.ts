// What an administrator has set in place of a programme's own limits, numbers and lists. One record for
// each place that sets something, under an id that follows from the place, so that two who begin one at
// once meet in it; it flows down to everyone who works there or below.
import type { PlaceCode } from '../place/place.ts';
import type { FieldDef, RecordType } from '../record/record-type.ts';
import { LIMIT_UNITS } from './rulebook.ts';

/** `clocks.<clock>`, `numbers.<number>`, `holidays.<ISO day>`, `lists.<any id>`, `letterheads.<place>` (see `report/letterhead.ts`), `asked.<type and register>` (see `asked.ts`). */
export const rulebook: RecordType = {
  name: 'rulebook',
  version: 1,
  accessClass: 'notice',
  shelf: 'notice',
  quiet: true,
  levels: ['state', 'district'],
  fields: {
    'clocks.*.amount': { kind: 'integer', min: 0, max: 3660 },
    'clocks.*.unit': { kind: 'choice', choices: LIMIT_UNITS },
    'clocks.*.why': why(),
    'numbers.*.value': { kind: 'decimal', min: 0, max: 1_000_000 },
    'numbers.*.why': why(),
    'holidays.*.name': { kind: 'text', maxLength: 80, merge: 'ask' },
    'lists.*.list': { kind: 'text', maxLength: 60 },
    /** `x_…`, so that it never meets a value that a programme names one day. */
    'lists.*.value': { kind: 'text', maxLength: 40 },
    'lists.*.word': { kind: 'text', maxLength: 80 },
    'letterheads.*.place': { kind: 'place' },
    'letterheads.*.line1': { kind: 'text', maxLength: 120 },
    'letterheads.*.line2': { kind: 'text', maxLength: 120 },
    'letterheads.*.line3': { kind: 'text', maxLength: 120 },
    'letterheads.*.line4': { kind: 'text', maxLength: 120 },
    'letterheads.*.signer': { kind: 'text', maxLength: 80 },
    'asked.*.type': { kind: 'text', maxLength: 60 },
    'asked.*.register': { kind: 'text', maxLength: 120 },
    'asked.*.asked': { kind: 'boolean' },
    'asked.*.why': why(),
  },
  groups: {
    clock: { fields: ['clocks.*.amount', 'clocks.*.unit', 'clocks.*.why'], merge: 'ask' },
    number: { fields: ['numbers.*.value', 'numbers.*.why'], merge: 'ask' },
    asked: { fields: ['asked.*.type', 'asked.*.register', 'asked.*.asked', 'asked.*.why'], merge: 'ask' },
    listed: { fields: ['lists.*.list', 'lists.*.value', 'lists.*.word'], merge: 'ask' },
    letterhead: { fields: ['letterheads.*.place', 'letterheads.*.line1', 'letterheads.*.line2', 'letterheads.*.line3', 'letterheads.*.line4', 'letterheads.*.signer'], merge: 'ask' },
  },
};

export function rulebookId(place: PlaceCode): string {
  return `rulebook-${place}`;
}

/** Order, letter or reason on which it was changed. */
function why(): FieldDef {
  return { kind: 'text', maxLength: 300 };
}
