import { expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { ENGINE_TYPES } from '#shared/engine-types.ts';
import { fieldDef, pathsOf } from '#shared/record/record-type.ts';
import { askedRegisters, askedRow, isUnasked, mayBeUnasked, unaskedFrom } from '#shared/task/asked.ts';
import { checkValues } from '#server/sync/check-change.ts';
import { rulebook } from '#shared/task/rulebook-record.ts';
import { FAMILY, GROUP } from '#tests/support/programme.ts';

const TYPES = [...ENGINE_TYPES, ...PROGRAMMES.flatMap((p) => p.recordTypes)];
const set = (at: string, type: string, register: string, asked: boolean | null, gone = false) => {
  const row = `asked.${askedRow(type, register)}`;
  return { bucket: `${at}/notice`, values: { [`${row}.type`]: type, [`${row}.register`]: register, [`${row}.asked`]: asked, [`${row}.why`]: 'पत्र 1', [`${row}._gone`]: gone } };
};

test('what is declared to be asked is listed, groups whole and rows by pattern', () => {
  expect(askedRegisters(FAMILY)).toEqual(['headName', 'cardNumber', 'consent', '@visit']);
  const household = TYPES.find(({ name }) => name === 'household');
  if (household === undefined) throw new Error('there are households');
  expect(askedRegisters(household)).toEqual(expect.arrayContaining(['headName', 'members.*.name', 'members.*.@birth', '@outcome']));
});

test('answers that protect, approvals, identity and files of persons are never left to the rule', () => {
  expect(askedRegisters(FAMILY).filter((r) => mayBeUnasked(FAMILY, r))).toEqual(['headName', '@visit']);
  expect(mayBeUnasked(GROUP, 'status')).toBe(false);
  for (const type of TYPES) {
    const offered = askedRegisters(type).filter((register) => mayBeUnasked(type, register));
    expect(type.guard !== undefined || type.quiet === true || type.writeOnly === true ? offered : []).toEqual([]);
    for (const path of offered.flatMap((register) => pathsOf(type, register))) {
      expect(fieldDef(type, path)?.protective).toBeUndefined();
      expect(fieldDef(type, path)?.kind).not.toBe('record');
      expect(type.approves?.[path]).toBeUndefined();
      expect(type.unique ?? []).not.toContain(path);
    }
  }
  expect(mayBeUnasked(FAMILY, 'members.k7._gone')).toBe(false);
});

test('only the state sets it, only for what may be left to the rule, and it can be taken back', () => {
  const unasked = (...said: Parameters<typeof unaskedFrom>[0]) => (type: typeof FAMILY, register: string) => isUnasked(unaskedFrom(said), type, register);
  expect(unasked(set('10', 'family', '@visit', false))(FAMILY, '@visit')).toBe(true);
  expect(unasked(set('10', 'family', '@visit', false))(FAMILY, 'headName')).toBe(false);
  expect(unasked(set('10.193', 'family', '@visit', false))(FAMILY, '@visit')).toBe(false);
  expect(unasked(set('10', 'family', '@visit', true))(FAMILY, '@visit')).toBe(false);
  expect(unasked(set('10', 'family', '@visit', false, true))(FAMILY, '@visit')).toBe(false);
  expect(unasked(set('10', 'family', 'consent', false))(FAMILY, 'consent')).toBe(false);
  expect(unasked(set('10', 'group', 'status', false))(GROUP, 'status')).toBe(false);
});

test('every register of every programme has a row that a server takes', () => {
  for (const type of TYPES) {
    for (const register of askedRegisters(type)) {
      const { values } = set('10', type.name, register, false);
      const change = { id: 'c', record: 'r', type: 'rulebook', bucket: '10/notice', device: 'd', counter: 1, author: 'a', grant: 'g', deviceTime: 0, form: null, schema: 1, values, replaces: {} };
      expect(checkValues(rulebook, change, false)).toBeUndefined();
    }
    expect(new Set(askedRegisters(type).map((r) => askedRow(type.name, r))).size).toBe(askedRegisters(type).length);
  }
});
