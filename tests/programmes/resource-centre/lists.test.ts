import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LISTS } from '#programmes/lists.ts';
import { CATEGORIES } from '#programmes/resource-centre/categories.ts';
import { ageYears, idTail, listNumber, numberIn, oneOf, phone, someOf, yesNo } from '#programmes/resource-centre/lists/cells.ts';
import { SERVICE_WORDS, SEX_WORDS, STANDING_WORDS } from '#programmes/resource-centre/lists/words.ts';
import { mappingOf, suggestMapping } from '#shared/import/mapping.ts';
import { createRowReader } from '#shared/import/read-row.ts';
import { normaliseHeader, type ProgrammeList } from '#shared/import/target.ts';
import { IDENTITY_PATHS } from '#shared/subjects/entry.ts';
import { QUALITY_PATHS } from '#shared/subjects/quality.ts';

const OF_CHILDREN = LISTS.filter(({ target }) => target.subjects !== undefined);
const listOf = (category: string): ProgrammeList => {
  const list = OF_CHILDREN.find(({ target }) => target.subjects?.category === category);
  if (list === undefined) throw new Error(`no list of ${category}`);
  return list;
};
const word = (language: string, key: string): unknown => {
  const [namespace = '', path = ''] = key.split(':');
  const words: unknown = JSON.parse(readFileSync(new URL(`../../../locales/${language}/${namespace}.json`, import.meta.url), 'utf8'));
  return path.split('.').reduce<unknown>((node, part) => (typeof node === 'object' && node !== null ? new Map(Object.entries(node)).get(part) : undefined), words);
};

describe('every category has its list', () => {
  test.each(CATEGORIES.map(({ id }) => [id] as const))('%s: title, columns and what to fill have words in both languages', (category) => {
    const { programme, target } = listOf(category);
    const keys = [`${programme}:import.${target.name}.title`, ...target.columns.map(({ name }) => target.subjects?.columnWords(name) ?? ''), ...(target.subjects?.scored ?? []).map((path) => target.subjects?.columnWords(path) ?? '')];
    expect(keys.flatMap((key) => ['hi', 'en'].filter((language) => typeof word(language, key) !== 'string').map((language) => `${language} ${key}`))).toEqual([]);
    expect(target.subjects?.scored.filter((path) => !QUALITY_PATHS.includes(path))).toEqual([]);
  });

  test.each(CATEGORIES.map(({ id }) => [id] as const))('%s: no header means two columns of one list', (category) => {
    const known = new Map<string, string>();
    const twice: string[] = [];
    for (const { name, synonyms } of listOf(category).target.columns) {
      for (const key of new Set([name, ...synonyms].map(normaliseHeader))) {
        if ((known.get(key) ?? name) !== name) twice.push(`${key}: ${known.get(key) ?? ''}, ${name}`);
        known.set(key, name);
      }
    }
    expect(twice).toEqual([]);
  });

  test.each(CATEGORIES.flatMap(({ id }) => ['hi', 'en'].map((language) => [id, language] as const)))('%s: an empty sheet in %s comes back with every column known', (category, language) => {
    const { target } = listOf(category);
    const headers = target.columns.map(({ name }) => String(word(language, target.subjects?.columnWords(name) ?? '')));
    const known = new Map(suggestMapping(target, headers).filter(({ sureness }) => sureness === 1).map(({ column, index }) => [column, index]));
    expect(target.columns.filter(({ name }, at) => known.get(name) !== at).map(({ name }) => name)).toEqual([]);
  });

  test('a list without names has no column that says who she is, and refuses such headers in whatever words', () => {
    for (const { id } of CATEGORIES.filter(({ disclosure }) => disclosure === 'token')) {
      const { target } = listOf(id);
      const allowed = new Set(['sex', 'age', 'district', 'caseNumber']);
      expect(target.columns.map(({ name }) => name).filter((name) => IDENTITY_PATHS.some((path) => path === name) && !allowed.has(name))).toEqual([]);
      for (const header of ['नाम', 'Victim Name', 'पीड़िता के पिता', 'Mobile No.', 'Full Address', 'School', 'गाँव', 'आधार संख्या', 'DOB', 'नाम व पता', 'Name & Age']) expect({ header, refused: target.subjects?.refuses?.(header) }).toEqual({ header, refused: true });
      for (const header of ['केस संख्या', 'लिंग', 'जिले का नाम', 'Age', 'टिप्पणी', '']) expect({ header, refused: target.subjects?.refuses?.(header) }).toEqual({ header, refused: false });
    }
  });

  test('every code that a row can be refused with has words in both languages', () => {
    const sources = ['cells', 'common-columns', 'own-columns', 'subject-list'].map((file) => readFileSync(new URL(`../../../src/programmes/resource-centre/lists/${file}.ts`, import.meta.url), 'utf8')).join('\n');
    const codes = [...sources.matchAll(/(?:code: |wrong\([^\n]*?, |required\([\w.]+, |numberIn\([^)]*, |\}, |_WORDS, |'\s*: )'([a-z]+(?:-[a-z]+)*)'/gu)].map(([, code = '']) => code);
    expect(codes).toEqual(expect.arrayContaining(['age-too-old', 'father-in-name', 'grade-malnutrition', 'sex', 'money', 'number-missing']));
    const missing = [...new Set([...codes, 'place-unknown', 'place-outside', 'place-several', 'day-ahead', 'date-unreadable', 'stage', 'outcome', 'substance', 'kind'])].filter((code) => typeof word('hi', `resource-centre:import.list.error.${code}`) !== 'string' || typeof word('en', `resource-centre:import.list.error.${code}`) !== 'string');
    expect(missing).toEqual([]);
  });
});

describe('cells are read as offices write them', () => {
  const value = (cell: ReturnType<typeof ageYears>): unknown => (cell.ok ? cell.value : cell.code);

  test.each([['12', 12], ['१२ वर्ष', 12], ['12 yrs', 12], ['8 साल 6 माह', 8], ['18 माह', 1], ['5.5', 5], ['20 दिन', 0], ['', null], ['अज्ञात', null], ['25', 25], ['26', 'age-too-old'], ['200', 'age-too-old'], ['बारह', 'age'], ['8-10', 'age'], ['-3', 'age']])('age %j is %j', (text, read) => {
    expect(value(ageYears(text))).toBe(read);
  });
  test.each([['9876543210', '9876543210'], ['+91-98765 43210', '9876543210'], ['09876543210', '9876543210'], ['9876543210.0', '9876543210'], ['12345, 9876543210', '9876543210'], ['9999999999', null], ['0000000000', null], ['NA', null], ['12345', 'phone'], ['9876', 'phone'], ['मोबाइल नहीं', 'phone']])('phone %j is %j', (text, read) => {
    expect(value(phone(text))).toBe(read);
  });
  test.each([['1234', '1234'], ['XXXX XXXX 1234', '1234'], ['2345-6789-0124', '0124'], ['', null], ['12345', 'id-tail'], ['abc', 'id-tail']])('number %j keeps %j', (text, read) => {
    expect(value(idTail(text))).toBe(read);
  });
  test.each([['L/07-a', 'L/07-A'], ['१२३', '123'], ['45.0', '45'], ['रीना', 'case-number'], ['2345 6789 0124', 'aadhaar']])('list number %j is %j', (text, read) => {
    expect(value(listNumber(text))).toBe(read);
  });
  test.each([['40%', 40], ['40 प्रतिशत', 40], ['0', 'percent'], ['101', 'percent'], ['आधा', 'percent'], ['', null]])('percent %j is %j', (text, read) => {
    expect(value(numberIn(1, 100, 'percent')(text))).toBe(read);
  });
  test('words in either script stand for codes', () => {
    expect(['बालिका', 'F', 'लड़का', 'Boy', 'ट्रांसजेंडर', 'क'].map((text) => value(oneOf(SEX_WORDS, 'sex')(text)))).toEqual(['female', 'female', 'male', 'male', 'other', 'sex']);
    expect(['लंबित', 'Completed', 'पलायन कर गए', 'पता नहीं चला'].map((text) => value(oneOf(STANDING_WORDS, 'standing')(text)))).toEqual(['open', 'served', 'left', 'standing']);
    expect(value(someOf(SERVICE_WORDS, 'service')('परामर्श, विद्यालय में नामांकन'))).toEqual(['counselling', 'school']);
    expect(value(someOf(SERVICE_WORDS, 'service')('legal aid and shelter'))).toEqual(['legal', 'shelter']);
    expect(value(someOf(SERVICE_WORDS, 'service')('परामर्श, कुछ और'))).toBe('service');
    expect(['हाँ', 'N', '', 'शायद'].map((text) => value(yesNo(text)))).toEqual([true, false, null, 'yes-no']);
  });
});

describe('a row', () => {
  const read = (category: string, table: Readonly<Record<string, string>>): unknown => {
    const { target } = listOf(category);
    const row = createRowReader(target, mappingOf(suggestMapping(target, Object.keys(table))), { today: '2026-11-22', state: 5, place: () => ({ ok: true, code: '5.49' }) })(Object.values(table));
    return row.ok ? row.values : row.faults.map(({ code }) => code);
  };

  test('of each category is read with its own columns', () => {
    expect(read('malnutrition', { 'बच्चे का नाम': 'रीना', 'आंगनवाड़ी केंद्र': 'रायपुर 2', 'वजन': '9.4', 'लंबाई': '81', 'SAM/MAM': 'सैम', 'वजन की तारीख': '1/11/26' })).toEqual({ name: 'रीना', centre: 'रायपुर 2', weight: 9.4, height: 81, grade: 'sam', weighDay: '2026-11-01', seenDay: '2026-11-01' });
    expect(read('anaemia', { Name: 'Reena', 'Hb Level': '8.2 g/dl', Severity: 'Moderate', 'IFA Given': 'Y' })).toEqual({ name: 'Reena', hb: 8.2, grade: 'moderate', ironGiven: true });
    expect(read('disability', { 'दिव्यांग का नाम': 'रीना', 'दिव्यांगता का प्रकार': 'दृष्टिबाधित', 'प्रतिशत': '40%', 'UDID No': 'UK0510020040012345' })).toEqual({ name: 'रीना', kind: 'visual', percent: 40, udid: 'UK0510020040012345' });
    expect(read('addiction', { 'नाम': 'सोनू', 'नशे का प्रकार': 'व्हाइटनर सूंघना', 'नशामुक्ति केंद्र': 'केंद्र 1' })).toEqual({ name: 'सोनू', substance: 'inhalant', centre: 'केंद्र 1' });
    expect(read('marriage', { 'बालिका का नाम': 'रीना', 'विवाह की तारीख': '5/12/2026', 'परिणाम': 'रोका गया', 'वर की आयु': '24' })).toEqual({ name: 'रीना', marriageDay: '2026-12-05', outcome: 'prevented', partnerAge: 24 });
    expect(read('trafficking', { 'Name of Victim': 'Reena', 'FIR No': '12/2026', Source: 'A', Destination: 'B', 'Rescue Date': '1/11/2026' })).toEqual({ name: 'Reena', firNumber: '12/2026', sourcePlace: 'A', destination: 'B', rescueDay: '2026-11-01', seenDay: '2026-11-01' });
    expect(read('pocso', { 'Case Token': 'p/7', Stage: 'Trial', 'Support Person': 'Yes', Compensation: '₹ 1,00,000/-' })).toEqual({ caseNumber: 'P/7', stage: 'trial', supportPerson: true, compensationMoney: 100_000 });
    expect(read('hiv', { 'ART No': 'A-9', 'ART Centre': 'केंद्र', 'On ART': 'हाँ' })).toEqual({ caseNumber: 'A-9', centre: 'केंद्र', onTreatment: true });
  });

  test('a header State is the State she is of, and Status how her matter stands', () => {
    expect(read('labour', { Name: 'Reena', State: 'Uttarakhand', Status: 'Pending' })).toEqual({ name: 'Reena', state: 'open' });
    expect(read('labour', { Name: 'Reena', State: 'Bihar' })).toEqual(['place-outside']);
  });

  test('a marriage may lie ahead, but not by years', () => {
    expect(read('marriage', { 'नाम': 'रीना', 'विवाह की तारीख': '5/12/2029' })).toEqual(['day-ahead']);
  });

  test('an age two years off the birth date is let through, three are not, whichever day it was written on', () => {
    const off = (age: string): unknown => read('labour', { 'नाम': 'रीना', 'जन्मतिथि': '05/04/2014', 'उम्र': age, 'रेस्क्यू की तारीख': '01/11/2020' });
    expect([3, 4, 6, 12, 14].map((age) => !Array.isArray(off(String(age))))).toEqual([false, true, true, true, true]);
    expect(off('15')).toEqual(['age-against-birth']);
  });
});
