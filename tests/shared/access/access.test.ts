import { describe, expect, test } from 'vitest';
import { decideRecord, type Grant } from '#shared/access/access.ts';
import { decideDesk } from '#shared/access/decide-desk.ts';
import { ROLES, type Role } from '#shared/access/table.ts';

const DAY = '2026-11-21';
const grant = (role: Role, place: string, from = '2026-01-01', to: string | null = null): Grant => ({ id: `${role}@${place}`, person: 'p', role, place, from, to });
const VILLAGE = '10.193.1710.p1.v2';

// Written by hand from the list of people in the product's description, not read from the table.
const MAY: Record<Role, { families: string; groups: string; notices: string }> = {
  mitra: { families: 'read write', groups: 'read write', notices: 'read' },
  coordinator: { families: 'read write settle', groups: 'read write approve settle', notices: 'read write' },
  'block-manager': { families: 'read settle', groups: 'read approve settle', notices: 'read write' },
  'district-officer': { families: '', groups: 'read', notices: 'read write' },
  administrator: { families: '', groups: '', notices: 'read write' },
  'centre-administrator': { families: '', groups: '', notices: '' },
  'case-worker': { families: '', groups: '', notices: '' },
  specialist: { families: '', groups: '', notices: '' },
  'mission-coordinator': { families: '', groups: '', notices: 'read' },
  department: { families: '', groups: '', notices: '' },
  'resource-operator': { families: '', groups: '', notices: 'read' },
  'resource-officer': { families: '', groups: '', notices: 'read write' },
};
const CLASSES = [['family', 'families', 'doorstep'], ['group', 'groups', 'groups'], ['notice', 'notices', 'notice']] as const;
const VERBS = ['read', 'write', 'approve', 'settle'] as const;

describe('access to records', () => {
  for (const role of ROLES) {
    for (const [accessClass, column, shelf] of CLASSES) {
      for (const verb of VERBS) {
        const may = MAY[role][column].split(' ').includes(verb);
        test(`${role} ${may ? 'may' : 'may not'} ${verb} ${column} of her place`, () => {
          expect(decideRecord([grant(role, VILLAGE)], verb, accessClass, `${VILLAGE}.t1/${shelf}`, DAY).ok).toBe(may);
        });
      }
    }
  }

  test('a class nobody named is closed to everyone', () => {
    for (const role of ROLES) expect(decideRecord([grant(role, '10')], 'read', 'survivor-case', `${VILLAGE}/cases`, DAY).ok).toBe(false);
  });

  test('another village is outside, even when its code begins alike', () => {
    const decision = decideRecord([grant('mitra', VILLAGE)], 'read', 'family', '10.193.1710.p1.v22/doorstep', DAY);
    expect(decision).toEqual({ ok: false, reason: 'outside-place' });
  });

  test('a notice of the block flows down to the mitra of a village, families do not', () => {
    expect(decideRecord([grant('mitra', VILLAGE)], 'read', 'notice', '10.193.1710/notice', DAY).ok).toBe(true);
    expect(decideRecord([grant('mitra', VILLAGE)], 'read', 'family', '10.193.1710/doorstep', DAY).ok).toBe(false);
  });

  test('a notice is written only within the place of the one who writes it, though it is read below', () => {
    const g = [grant('coordinator', '10.193.1710')];
    const writes = (bucket: string): boolean => decideRecord(g, 'write', 'notice', bucket, DAY).ok;
    expect([writes('10.193.1710/notice'), writes(`${VILLAGE}/notice`), writes('10.193/notice'), writes('10/notice')]).toEqual([true, true, false, false]);
    expect(decideRecord(g, 'read', 'notice', '10.193/notice', DAY).ok).toBe(true);
  });

  test('a grant counts on its first and last day and not outside them', () => {
    const g = [grant('mitra', VILLAGE, '2026-11-01', '2026-11-30')];
    const on = (day: string): boolean => decideRecord(g, 'write', 'family', `${VILLAGE}/doorstep`, day).ok;
    expect([on('2026-10-31'), on('2026-11-01'), on('2026-11-30'), on('2026-12-01')]).toEqual([false, true, true, false]);
  });

  test('the reason says whether the grant ended, the place is another, or the role is not enough', () => {
    expect(decideRecord([], 'read', 'family', `${VILLAGE}/doorstep`, DAY)).toEqual({ ok: false, reason: 'no-grant' });
    expect(decideRecord([grant('mitra', VILLAGE, '2025-01-01', '2025-02-01')], 'read', 'family', `${VILLAGE}/doorstep`, DAY)).toEqual({ ok: false, reason: 'grant-ended' });
    expect(decideRecord([grant('mitra', VILLAGE)], 'approve', 'group', `${VILLAGE}/groups`, DAY)).toEqual({ ok: false, reason: 'not-your-role' });
  });
});

describe('the desk', () => {
  test('a mitra cannot import, assign or read the audit log', () => {
    for (const verb of ['import', 'assign', 'people', 'held', 'audit', 'export'] as const) expect(decideDesk([grant('mitra', VILLAGE)], verb, VILLAGE, DAY).ok).toBe(false);
  });

  test('a block manager reads the sheet of her block and not of her district', () => {
    const g = [grant('block-manager', '10.193.1710')];
    expect(decideDesk(g, 'sheet', '10.193.1710.p1', DAY).ok).toBe(true);
    expect(decideDesk(g, 'sheet', '10.193', DAY).ok).toBe(false);
  });
});
