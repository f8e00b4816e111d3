// The figures of the press, counted over every generated family by the programme's own indicators.
import { beforeAll, describe, expect, test } from 'vitest';
import { jeevika } from '#programmes/jeevika/index.ts';
import { rationCardList as list } from '#programmes/jeevika/lists/ration-card-list.ts';
import { BHAGALPUR, BHAGALPUR_SEED, planBhagalpur, plainSetting } from '#server/demo/bhagalpur.ts';
import { planDistrict } from '#server/demo/district-plan.ts';
import { familiesOf, LIST_HEADERS, listRow, type Family } from '#server/demo/families.ts';
import { createRowReader } from '#shared/import/read-row.ts';
import { matchHeaders } from '#shared/import/target.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';

const plan = planBhagalpur();
const counts = new Map<string, number>();
const cards = new Set<string>();
const phones = new Set<string>();
let devanagari = 0;

const indicatorsOf = (type: string) => jeevika.indicators.filter((i) => i.recordType === type);
function count(type: string, values: Values): void {
  const record = { id: 'r', type, bucket: '10.192.1685.p1.v1.t1/x', seq: 1, schema: 1, values, base: 'c', heads: {}, rivals: {} };
  for (const { contributions } of indicatorsOf(type)) {
    for (const { count: name, amount } of contributions(record)) counts.set(name, (counts.get(name) ?? 0) + amount);
  }
}

beforeAll(() => {
  for (const family of familiesOf(plan, BHAGALPUR_SEED, 0.17)) {
    const values: Record<string, FieldValue> = { listed: true };
    if (family.groupName !== '') values['listGroupName'] = family.groupName;
    if (family.inDrive) Object.assign(values, { outcome: 'new_group', groupEntered: true, linkedDay: '2025-05-15', ...(family.tola.mahadalit ? { mahadalit: true } : {}) });
    count('household', values);
    cards.add(family.cardNumber);
    if (family.phone !== '') phones.add(family.phone.slice(0, 5));
    if (family.script === 'hi') devanagari += 1;
  }
  for (const tola of plan) {
    if (tola.group === 0) continue;
    const members = Object.fromEntries(Array.from({ length: tola.group }, (_, i) => [`members.f${i}.household`, `f${i}`]));
    count('shg', { origin: 'new', status: 'submitted', formedDay: '2025-05-15', ...members });
  }
}, 60_000);

describe('Bhagalpur', () => {
  test('has 5,32,630 families, 3,39,650 linked, 414 new groups with 5,560 families, 953 of them Mahadalit', () => {
    expect(Object.fromEntries(Object.keys(BHAGALPUR).map((name) => [name, counts.get(name)]))).toEqual(BHAGALPUR);
  });
  test('has groups of ten to fifteen women of one tola', () => {
    expect(plan.filter((t) => t.group > 0 && (t.group < 10 || t.group > 15))).toEqual([]);
    expect(plan.filter((t) => t.group + t.linkedBefore > t.families)).toEqual([]);
  });
  test('gives every family a card number of its own and no telephone that could ring', () => {
    expect(cards.size).toBe(BHAGALPUR.listed);
    expect([...cards].filter((c) => !/^10224\d{14}[1-9]$/.test(c))).toEqual([]);
    expect([...phones]).toEqual(['60000']);
  });
  test('writes names in two scripts in the proportion of a real list', () => {
    expect(devanagari / BHAGALPUR.listed).toBeCloseTo(0.17, 2);
  });
  test('lies in the sixteen blocks of the directory', () => {
    expect(new Set(plan.map((t) => t.block.code)).size).toBe(16);
  });
});

describe('a list of any size', () => {
  const families = (seed: number, size: number): Family[] => [...familiesOf(planDistrict(seed, size, plainSetting(size)), seed, 0.5)];
  test.each([1, 60, 600, 5_000])('of %i families has just that many, the same again for the same seed, others for another', (size) => {
    const made = families(7, size);
    expect(made.length).toBe(size);
    expect(families(7, size)).toEqual(made);
    expect(families(8, size)).not.toEqual(made);
  });
  test('is read by the import without a fault', () => {
    const { at, missing, unknown } = matchHeaders(list, LIST_HEADERS);
    expect([missing, unknown]).toEqual([[], []]);
    const read = createRowReader(list, Object.fromEntries(at));
    const rows = families(9, 3_000).map((f) => read(listRow(f)));
    expect(rows.filter((r) => !r.ok)).toEqual([]);
    expect(rows.every((r) => r.ok && r.values['guardianRelation'] === 'husband')).toBe(true);
  });
});
