import { describe, expect, test } from 'vitest';
import { placeFor, sectionsOf } from '#client/screens/desk/sections.ts';
import { deskOf } from '#client/screens/desk/desk-rights.ts';
import { grantableAt } from '#client/screens/desk/people/grantable.ts';
import type { Grant } from '#shared/access/access.ts';
import { ROLES, type Role } from '#shared/access/table.ts';

const grant = (role: Role, place: string): Grant => ({ id: `${role}-${place}`, person: 'p', role, place, from: '2026-01-01', to: null });
const desk = (grants: readonly Grant[], place?: string) => ({ ...deskOf(grants, '2026-05-01'), place });

describe('the pages of the desk', () => {
  test.each<[Role, readonly string[]]>([
    ['coordinator', ['review', 'coverage', 'meetings', 'library', 'assign', 'phones', 'duplicates', 'groups', 'camps', 'rules', 'held', 'exports']],
    ['block-manager', ['review', 'coverage', 'meetings', 'library', 'assign', 'tolas', 'people', 'offices', 'phones', 'groups', 'camps', 'rules', 'held', 'imports', 'exports', 'erase']],
    ['district-officer', ['review', 'coverage', 'meetings', 'registers', 'library', 'groups', 'camps', 'rules', 'openings', 'audit']],
    ['administrator', ['review', 'coverage', 'library', 'assign', 'people', 'offices', 'phones', 'camps', 'rules', 'held', 'imports', 'exports', 'connect', 'audit', 'erase']],
    ['department', ['lists', 'referrals', 'meetings', 'library', 'imports']],
    ['resource-operator', ['lists', 'pairs', 'children', 'referrals', 'childSheet', 'review', 'coverage', 'library', 'imports']],
    ['resource-officer', ['lists', 'pairs', 'children', 'covered', 'referrals', 'childSheet', 'rights', 'review', 'coverage', 'meetings', 'library', 'rules', 'imports', 'audit']],
  ])('of a %s are those of the role', (role, pages) => expect(sectionsOf(desk([grant(role, '10.193')]))).toEqual(pages));

  test('has rules to set for a district or the state, nowhere below', () => {
    expect(sectionsOf(desk([grant('administrator', '10')]))).toContain('rules');
    for (const role of ['coordinator', 'block-manager'] as const) expect(sectionsOf(desk([grant(role, '10.193.1')]))).not.toContain('rules');
    expect(sectionsOf(desk([grant('centre-administrator', '10.193.osc1')]))).not.toContain('rules');
  });
  test('has offices and places for a district or the state, nowhere below', () => {
    expect(sectionsOf(desk([grant('administrator', '10')]))).toContain('offices');
    expect(sectionsOf(desk([grant('block-manager', '10.193.1')]))).not.toContain('offices');
    expect(sectionsOf(desk([grant('centre-administrator', '10.193.osc1')]))).not.toContain('offices');
  });
  test('of a role that has ended are gone', () => {
    expect(sectionsOf(desk([{ ...grant('administrator', '10'), to: '2026-04-30' }]))).toEqual([]);
  });
  test('open at the place last looked at where she may do it, else at her own', () => {
    const grants = [grant('block-manager', '10.193.1'), grant('district-officer', '10.193')];
    expect(placeFor(desk(grants, '10.193.1.p1'), 'people')).toBe('10.193.1.p1');
    expect(placeFor(desk(grants, '10.193.2'), 'people')).toBe('10.193.1');
    expect(placeFor(desk(grants, '10.193.2'), 'coverage')).toBe('10.193.2');
    expect(placeFor(desk(grants, '10.193.1.p1.v1'), 'imports')).toBe('10.193.1');
  });
  test('of the centre open at the centre or at her department, whatever place was looked at last', () => {
    expect(placeFor(desk([grant('resource-operator', '5')], '5.49'), 'pairs')).toBe('5');
    expect(placeFor(desk([grant('department', '5.dep1'), grant('department', '5.dep3')], '5.dep3'), 'lists')).toBe('5.dep3');
    expect(placeFor(desk([grant('department', '5.dep1')]), 'imports')).toBe('5.dep1');
    expect(sectionsOf(desk([grant('department', '5.dep1')]))[0]).toBe('lists');
  });
  test('of places one within another begin at the outer one', () => {
    expect(desk([grant('block-manager', '10.193.1.p1'), grant('coordinator', '10.193.1')]).roots('assign')).toEqual(['10.193.1']);
  });
});

test('nobody is offered a role to give that she may not give there', () => {
  const offered = (role: Role, at: string): string[] => ROLES.filter((r) => grantableAt(desk([grant(role, '10.193.1')]), at).has(r));
  expect(offered('block-manager', '10.193.1.p2')).toEqual(['mitra', 'coordinator']);
  expect(offered('block-manager', '10.193.2')).toEqual([]);
  expect(offered('coordinator', '10.193.1')).toEqual([]);
  expect(offered('administrator', '10.193.1')).toEqual([...ROLES]);
});
