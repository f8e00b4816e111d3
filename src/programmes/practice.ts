// A made-up place for practising, fetched only when somebody practises: families of two tolas for the
// doorstep, beds and an empty office for those who keep files. Its codes begin with a state that does not
// exist, so that nothing of it could ever be taken for a record. Names are common ones, put together at
// random.
import type { Role } from '#shared/access/table.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Values } from '#shared/record/change.ts';
import names from './practice.json' with { type: 'json' };

export interface PracticeRecord {
  readonly id: string;
  readonly type: string;
  readonly place: PlaceCode;
  readonly values: Values;
}

const VILLAGE = '99.1.1.p1.v1';
const MAHADALIT = '99.1.1.p1.v1.t1';
const EAST = '99.1.1.p1.v1.t2';
const CENTRE = '99.1.osc1';
const HUB = '99.1.hub1';

/** [code, Hindi, Roman] */
export const PRACTICE_PLACES: readonly (readonly [PlaceCode, string, string])[] = Object.entries(names.places).map(([code, [hi = '', en = '']]) => [code, hi, en]);

/** Where she practises and as what: who works with families practises at the doors. */
export function practiceGrant(role: Role): { readonly role: Role; readonly place: PlaceCode } {
  switch (role) {
    case 'centre-administrator': case 'case-worker': case 'specialist': return { role: role === 'specialist' ? 'case-worker' : role, place: CENTRE };
    case 'mission-coordinator': return { role, place: HUB };
    default: return { role: 'mitra', place: VILLAGE };
  }
}

const FAMILIES = 28;

/** @param day ISO day of today: some families have been visited yesterday. */
export function practiceRecords(yesterday: string): readonly PracticeRecord[] {
  const families = Array.from({ length: FAMILIES }, (_, i): PracticeRecord => {
    const mahadalit = i < FAMILIES / 2;
    const [woman, man, child] = [pick(names.women, i * 5), pick(names.men, i * 4), pick(names.children, i)];
    return {
      id: `practice-family-${i + 1}`, type: 'household', place: mahadalit ? MAHADALIT : EAST,
      values: {
        headName: woman, headSex: 'female', guardianName: man, guardianRelation: 'husband',
        cardNumber: `9900${String(10_000_000 + i * 7919)}`, cardType: i % 6 === 0 ? 'aay' : 'phh', listed: true, memberCount: 3 + (i % 4),
        place: mahadalit ? MAHADALIT : EAST, tolaName: names.places[mahadalit ? MAHADALIT : EAST][0] ?? '', mahadalit, mahadalitSource: 'list',
        'members.c.name': child, 'members.c.relation': i % 2 === 0 ? 'daughter' : 'son', 'members.c.age': 9 + (i % 6), 'members.c._gone': false,
        // Enough willing women of one tola that a group can be formed at once.
        ...(mahadalit && i < 11 ? { outcome: 'new_group', outcomeDay: yesterday, womanName: woman, womanAge: 24 + i } : {}),
      },
    };
  });
  const beds = [1, 2, 3].map((n): PracticeRecord => ({ id: `practice-bed-${n}`, type: 'bed', place: CENTRE, values: { name: `${names.bed} ${n}`, room: '1' } }));
  return [...families, ...beds];
}

function pick(from: readonly string[], at: number): string {
  return from[at % from.length] ?? '';
}
