// Made-up doors for pages that have no server: names as common as in Bihar, in every state.
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { syntheticHouseholds } from '#tests/client/search/synthetic-households.ts';

const VILLAGE = '10.192.1685.p01.v1';
const DOORS_OF_TOLA = 250;
const OUTCOMES: readonly Values[] = [
  {}, {}, {}, {},
  { outcome: 'linked_already', groupName: 'उजाला' }, { outcome: 'new_group' }, { outcome: 'locked' }, { outcome: 'refused', refusalReason: 'no_time' },
];

/** The same `count` gives the same doors. */
export function benchDoors(count: number): DehriRecord[] {
  return syntheticHouseholds(count, 23).map(({ id, texts: [woman = '', man = ''], card }, i) => {
    const tola = 1 + Math.floor(i / DOORS_OF_TOLA);
    const outcome = OUTCOMES[(i * 5 + Math.floor(i / 11)) % OUTCOMES.length] ?? {};
    const place = `${VILLAGE}.t${tola}`;
    const values: Values = {
      headName: woman, guardianName: man, guardianRelation: 'husband', cardNumber: card, listed: true, tolaName: `टोला ${tola}`, memberCount: 2 + (i % 6), cardType: 'phh',
      ...(Object.keys(outcome).length === 0 ? {} : { ...outcome, outcomeDay: '2026-01-10' }),
    };
    return { id, type: 'household', bucket: `${place}/doorstep`, seq: (i % DOORS_OF_TOLA) + 1, schema: 1, values, base: 'list.1', heads: {}, rivals: {} };
  });
}

export const BENCH_PROFILE: Profile = {
  digest: 'bench', epoch: 'bench', device: 'bench-phone',
  person: { id: 'sita', name: 'सीता कुमारी' },
  grants: [{ id: 'g1', person: 'sita', role: 'mitra', place: VILLAGE, from: '2026-01-01', to: null }],
  places: [
    ['10', 'बिहार', 'Bihar'], ['10.192', 'भागलपुर', 'Bhagalpur'], ['10.192.1685', 'सबौर', 'Sabour'], ['10.192.1685.p01', 'रामपुर', 'Rampur'], [VILLAGE, 'रामपुर', 'Rampur'],
    ...Array.from({ length: 200 }, (_, i): [string, string, string] => [`${VILLAGE}.t${i + 1}`, `टोला ${i + 1}`, `Tola ${i + 1}`]),
  ],
  colleagues: {},
  leaseDays: 7, idleMinutes: 30,
};
