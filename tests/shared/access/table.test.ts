// Every cell of the table of rights against the policy as it is written out by hand.
import { describe, expect, test } from 'vitest';
import { decideSubject, relationOf, type Grant, type Subject } from '#shared/access/access.ts';
import { ACCESS_CLASSES, RECORD_VERBS, RELATIONS, ROLES, type Relation, type Role } from '#shared/access/table.ts';
import { policy, POLICY_ROWS, POLICY_VERBS } from '#tests/support/policy.ts';

const DAY = '2026-05-10';
const OFFICE = '10.193.osc1';

/** A grant and a record that stand so to each other. */
function standing(role: Role, relation: Relation, accessClass: string): { grant: Grant; subject: Subject } {
  const grant = (place: string): Grant => ({ id: 'g', person: 'she', role, place, from: '2026-01-01', to: null });
  const record = (more: Partial<Subject> = {}): Subject => ({ accessClass, bucket: `${OFFICE}/files`, assigned: 'another', team: ['a third'], barred: ['a fourth'], ...more });
  switch (relation) {
    case 'assigned': return { grant: grant(OFFICE), subject: record({ assigned: 'she', team: ['she'] }) };
    case 'team': return { grant: grant(OFFICE), subject: record({ team: ['a third', 'she'], opened: true }) };
    case 'opened': return { grant: grant(OFFICE), subject: record({ opened: true }) };
    case 'here': return { grant: grant(OFFICE), subject: record() };
    case 'beneath': return { grant: grant('10.193'), subject: record() };
    case 'shared': return { grant: grant(OFFICE), subject: record({ bucket: '10.193/notice' }) };
    case 'barred': return { grant: grant(OFFICE), subject: record({ assigned: 'she', team: ['she'], opened: true, barred: ['she'] }) };
    case 'outside': return { grant: grant('10.193.osc2'), subject: record({ assigned: 'she', team: ['she'], opened: true }) };
  }
}

describe.each(ROLES)('%s', (role) => {
  test.each(ACCESS_CLASSES.flatMap((accessClass) => RELATIONS.map((relation) => [accessClass, relation] as const)))('%s, %s', (accessClass, relation) => {
    const { grant, subject } = standing(role, relation, accessClass);
    expect(relationOf(grant, subject)).toBe(relation);
    for (const verb of RECORD_VERBS) {
      const decided = decideSubject([grant], verb, subject, DAY);
      expect([verb, decided.ok ? decided.leave : 'no']).toEqual([verb, policy(role, accessClass, relation, verb)]);
      // Nothing is left of a grant that has ended, or has not begun.
      expect(decideSubject([grant], verb, subject, '2025-12-31').ok).toBe(false);
      expect(decideSubject([{ ...grant, to: '2026-05-09' }], verb, subject, DAY).ok).toBe(false);
    }
  });
});

test('the policy names nothing that the code does not know', () => {
  expect(POLICY_VERBS).toEqual(RECORD_VERBS);
  for (const [role = '', accessClass = '', relation = ''] of POLICY_ROWS) {
    expect(ROLES.map(String)).toContain(role);
    expect(ACCESS_CLASSES.map(String)).toContain(accessClass);
    expect(RELATIONS.map(String)).toContain(relation);
  }
  expect(ROLES.length * RELATIONS.length * ACCESS_CLASSES.length * RECORD_VERBS.length).toBe(10_560);
});

test('what a second person opens is to be looked at: it lets nobody write who could not before', () => {
  const verbs = ['create', 'write', 'settle', 'approve', 'assign'] as const;
  const more = ROLES.flatMap((role) => ACCESS_CLASSES.flatMap((accessClass) => verbs
    .filter((verb) => policy(role, accessClass, 'opened', verb) !== 'no' && policy(role, accessClass, 'here', verb) === 'no').map((verb) => `${role} ${accessClass} ${verb}`)));
  expect(more).toEqual([]);
});
