// A small programme for tests of the engine: a family, a group, a notice, with every merge policy.
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';

export const FAMILY: RecordType = {
  name: 'family', version: 1, accessClass: 'family', shelf: 'doorstep',
  fields: {
    headName: { kind: 'text', merge: 'ask' },
    cardNumber: { kind: 'digits', length: [8, 20], merge: 'ask' },
    outcome: { kind: 'choice', choices: ['linked', 'refused', 'locked'], merge: 'ask' },
    outcomeDay: { kind: 'date' },
    needs: { kind: 'choices', choices: ['housing', 'pension', 'ration'], merge: 'union' },
    memberCount: { kind: 'integer', min: 1, max: 40 },
    consent: { kind: 'boolean', merge: 'ask', protective: [false, true] },
    notes: { kind: 'text', maxLength: 500 },
    place: { kind: 'place' },
    'members.*.name': { kind: 'text' },
    'members.*.age': { kind: 'integer', min: 0, max: 120 },
  },
  groups: { visit: { fields: ['outcome', 'outcomeDay'], merge: 'ask' } },
  unique: ['cardNumber'],
};

export const GROUP: RecordType = {
  name: 'group', version: 1, accessClass: 'group', shelf: 'groups',
  fields: { name: { kind: 'text' }, status: { kind: 'choice', choices: ['draft', 'approved', 'returned'], merge: 'ask' } },
  approves: { status: ['approved', 'returned'] },
};

export const NOTICE: RecordType = {
  name: 'notice', version: 1, accessClass: 'notice', shelf: 'notice', fields: { title: { kind: 'text' } },
};

export const TEST_PROGRAMME: Programme = {
  id: 'trial',
  recordTypes: [FAMILY, GROUP, NOTICE],
  forms: [],
  tasks: [],
  indicators: [
    {
      recordType: 'family', counts: ['listed', 'linked', 'needs'],
      contributions: ({ values, bucket }) => {
        const place = typeof values['place'] === 'string' ? values['place'] : bucket.slice(0, bucket.indexOf('/'));
        const needs = values['needs'];
        return [
          { count: 'listed', place, day: '', amount: 1 },
          ...(values['outcome'] === 'linked' ? [{ count: 'linked', place, day: typeof values['outcomeDay'] === 'string' ? values['outcomeDay'] : '', amount: 1 }] : []),
          ...(Array.isArray(needs) && needs.length > 0 ? [{ count: 'needs', place, day: '', amount: needs.length }] : []),
        ];
      },
    },
    { recordType: 'group', counts: ['groups'], contributions: ({ bucket }) => [{ count: 'groups', place: bucket.slice(0, bucket.indexOf('/')), day: '', amount: 1 }] },
  ],
};
