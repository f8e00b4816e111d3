// The centre's lists with a small file of a child, for tests of how the server hands her over to a unit.
import { CATEGORIES, DEPARTMENTS } from '#programmes/resource-centre/categories.ts';
import type { Programme } from '#shared/programme.ts';
import type { FieldValue } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { isProtected, type SubjectFile } from '#shared/subjects/category.ts';

export const CHILD: RecordType = {
  name: 'trialChild', version: 1, accessClass: 'child', shelf: 'trial-children',
  guard: { assigned: 'worker' },
  fields: {
    token: { kind: 'text', maxLength: 12, merge: 'ask' }, name: { kind: 'text', maxLength: 30, merge: 'ask' }, father: { kind: 'text' }, phone: { kind: 'phone' }, birthDay: { kind: 'date' }, begun: { kind: 'date' },
    worker: { kind: 'record', merge: 'ask' }, categories: { kind: 'choices', choices: CATEGORIES.map(({ id }) => id), merge: 'union' }, needs: { kind: 'choices', choices: ['school', 'wages', 'counselling', 'legal', 'shelter'], merge: 'union' },
    'asks.*.department': { kind: 'text' }, 'asks.*.service': { kind: 'text' }, 'asks.*.day': { kind: 'date' },
  },
  rules: [{ code: 'born-later', broken: ({ birthDay, begun }) => (typeof birthDay === 'string' && typeof begun === 'string' && birthDay > begun ? ['birthDay'] : []) }],
};

const file: SubjectFile = {
  recordType: CHILD.name,
  office: 'dcpu',
  fieldsOf: ({ token, identity, categories, needs, today }) => ({
    token, begun: today, categories: [...categories], needs: [...needs],
    ...Object.fromEntries((['name', 'father', 'phone', 'birthDay'] as const).flatMap((path): [string, FieldValue][] => (identity[path] === undefined ? [] : [[path, identity[path]]]))),
  }),
  summaryOf: (values, { today }) => ({
    token: String(values['token']), state: values['worker'] === undefined ? 'new' : 'work', responsible: typeof values['worker'] === 'string' ? values['worker'] : undefined, nextDay: today, needs: [], services: [],
    referrals: rowIds(values, 'asks').map((row) => ({
      row, department: String(values[`asks.${row}.department`]), service: String(values[`asks.${row}.service`]), sentDay: String(values[`asks.${row}.day`]), due: today, over: 0, state: 'sent', open: true, receivedDay: '', answeredDay: '', answerNote: '',
    })),
  }),
  isProtected: (values) => CATEGORIES.some((category) => isProtected(category) && Array.isArray(values['categories']) && values['categories'].includes(category.id)),
  identityFor: () => ({}),
  answerOf: () => undefined,
};

export const CENTRE_PROGRAMME: Programme = { id: 'trial-centre', recordTypes: [CHILD], forms: [], indicators: [], tasks: [], subjects: { categories: CATEGORIES, departments: DEPARTMENTS, file } };
