// The file as the centre and the departments see it: begun for a child the lists know, told without whose it is,
// answered by a department.
import { isDay } from '#shared/form/calendar.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import type { Referral, SubjectFile } from '#shared/subjects/category.ts';
import { SERVICES, SEXES } from './choices.ts';
import { followUpsDue } from './follow-ups.ts';
import { given, openNeeds } from './needs.ts';
import { isProtectedFile, markOf } from './protected.ts';
import { isOpenReferral, referralNow, referralsOf } from './referrals.ts';
import { rowAt, textOf } from './values.ts';

/** Paths of the lists (`entry.ts`) and of the file. */
const IDENTITY: readonly (readonly [from: string, to: string])[] = [
  ['name', 'name'], ['father', 'fatherName'], ['mother', 'motherName'], ['birthDay', 'birthDate'], ['district', 'district'], ['block', 'block'], ['village', 'village'],
  ['school', 'schoolName'], ['phone', 'phone'], ['caseNumber', 'caseNumber'],
];

/** To fetch her, or to send her a letter, a department needs no more. */
const FOR_DEPARTMENTS = ['name', 'fatherName', 'motherName', 'guardianName', 'sex', 'birthDate', 'age', 'village', 'schoolName', 'phone'] as const;

export const file: SubjectFile = {
  recordType: 'childFile',
  office: 'dcpu',
  fieldsOf: ({ token, identity, categories, needs, today }) => {
    const values: Record<string, FieldValue> = {
      number: token, token, registeredDay: today, source: 'centre', status: 'open', statusDay: today, categories: [...categories], needs: needs.filter((need) => SERVICES.includes(need)),
    };
    for (const [from, to] of IDENTITY) if (textOf(identity, from) !== '') values[to] = textOf(identity, from);
    const sex = SEXES.find((one) => one === identity['sex']);
    if (sex !== undefined) values['sex'] = sex;
    const { age } = identity;
    // An age stands for the day on which the list met her; with a birth date beside it, it says nothing more.
    if (typeof age === 'number' && Number.isInteger(age) && values['birthDate'] === undefined) {
      values['age'] = age;
      values['ageDay'] = textOf(identity, 'seenDay') || today;
    }
    return values;
  },
  summaryOf: (values, context) => {
    const days = followUpsDue(values, context).map(({ due }) => due).filter(isDay).sort();
    const referrals = referralsOf(values).map((row): Referral => {
      const { state, due, over } = referralNow(values, row, context);
      return {
        row: row.id, department: row.text('department'), service: row.text('service'), sentDay: row.day('sentDay'), ...(due !== undefined && { due }), over: over ?? 0, state, open: values['status'] !== 'closed' && isOpenReferral(row),
        receivedDay: row.day('receivedDay'), answeredDay: row.day('answeredDay'), answerNote: row.text('answerNote'),
      };
    });
    const state = values['status'] === 'closed' ? 'closed' : referrals.some((one) => one.state === 'overdue') ? 'overdue' : referrals.some((one) => one.due !== undefined) ? 'waiting' : 'work';
    return {
      token: markOf(values), state, responsible: textOf(values, 'worker') || undefined, nextDay: days[0], needs: openNeeds(values),
      services: [...new Set(given(values).map(({ service }) => service))], referrals,
    };
  },
  isProtected: isProtectedFile,
  identityFor: (values) => (isProtectedFile(values) ? {} : Object.fromEntries(FOR_DEPARTMENTS.flatMap((path) => {
    const value = values[path];
    return value === undefined || value === null || value === '' ? [] : [[path, value] as const];
  }))),
  answerOf: (values, { row, department, answer, day, note, person }) => {
    const referral = rowAt(values, 'referrals', row);
    if (values['status'] === 'closed' || referral.text('department') !== department || values[`${referral.path}._gone`] === true || !isOpenReferral(referral)) return undefined;
    const received: Values = referral.day('receivedDay') === '' ? { [`${referral.path}.receivedDay`]: day } : {};
    if (answer === 'received') return received;
    return {
      ...received, [`${referral.path}.answer`]: answer, [`${referral.path}.answeredDay`]: day, [`${referral.path}.answerNote`]: note === '' ? null : note, [`${referral.path}.answeredBy`]: person,
    };
  },
};
