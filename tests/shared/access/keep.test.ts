// What a phone may hold hangs on the record, her name and `sightOf`, and on nothing else: a phone that has
// the same sight as before need not begin anew.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Grant } from '#shared/access/access.ts';
import { mayFollowFiles, mayKeep, sightOf } from '#shared/access/keep.ts';
import { ROLES } from '#shared/access/table.ts';
import type { Values } from '#shared/record/change.ts';
import { FILE, OFFICE, OTHER_OFFICE } from '#tests/support/files.ts';

const BUCKET = `${OFFICE}/files`;
const DAY = '2026-05-10';
const grants = fc.array(fc.record({
  role: fc.constantFrom(...ROLES), place: fc.constantFrom(OFFICE, OTHER_OFFICE, '10.193', '10'), from: fc.constantFrom('2026-01-01', '2026-06-01'), to: fc.constantFrom(null, '2026-05-09', '2026-12-31'),
}), { maxLength: 3 }).map((list) => list.map((grant, at): Grant => ({ id: `g${at}`, person: 'she', ...grant })));

/** Every way of standing to a file. */
const FILES: readonly Values[] = [false, true].flatMap((child) => [{ worker: 'she' }, { worker: 'x', 'team.k1.person': 'she' }, { worker: 'x' }, { worker: 'she', 'barred.k1.person': 'she' }, { worker: 'she', neverKept: true }]
  .map((values): Values => ({ child, ...values })));
const kept = (hers: readonly Grant[]): string => FILES.map((values) => Number(mayKeep(hers, FILE, { bucket: BUCKET, values, rivals: {} }, DAY))).join('');

test('the same sight is the same files', () => {
  fc.assert(fc.property(grants, grants, (one, other) => {
    expect(sightOf(one, BUCKET, DAY) !== sightOf(other, BUCKET, DAY) || kept(one) === kept(other)).toBe(true);
  }), { numRuns: 3_000 });
});

test('whoever does not follow the bucket holds nothing of it', () => {
  fc.assert(fc.property(grants, (hers) => {
    expect(mayFollowFiles(hers, BUCKET, DAY) || !kept(hers).includes('1')).toBe(true);
  }), { numRuns: 1_000 });
});

test('a grant renewed at the same place in the same role is the same sight; another role is another', () => {
  const grant = (id: string, role: Grant['role'], from = '2026-01-01'): Grant => ({ id, person: 'she', role, place: OFFICE, from, to: null });
  const before = sightOf([grant('a', 'case-worker')], BUCKET, DAY);
  expect(sightOf([grant('b', 'case-worker', '2026-04-01')], BUCKET, DAY)).toBe(before);
  expect(sightOf([grant('a', 'case-worker'), grant('b', 'case-worker')], BUCKET, DAY)).toBe(before);
  expect(sightOf([grant('a', 'case-worker'), grant('b', 'centre-administrator')], BUCKET, DAY)).not.toBe(before);
  expect(sightOf([grant('a', 'specialist')], BUCKET, DAY)).not.toBe(before);
});
