// What is said before a save, beside the forms' own rules: what only other records or the day can tell.
import type { CaseContext, CaseWork, Objection } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import { prepareName, SAME_NAME, scorePrepared } from '#shared/people/names.ts';
import type { PlannedWrite } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import { ADULT, ageOn } from './age.ts';
import { closing, kept, named, responsible } from './forms/handling.ts';
import { intake } from './forms/intake.ts';
import { pause, referralSend } from './forms/work.ts';
import { openNeeds } from './needs.ts';
import { childFile } from './records.ts';
import { isOpenReferral, referralsOf, usualDue } from './referrals.ts';
import { listOf, rowAt, rowsOf, textOf } from './values.ts';

const blocks = (key: string, values?: Phrase['values']): Objection => ({ word: { key: `objection.${key}`, ...(values === undefined ? {} : { values }) }, blocks: true });
const says = (key: string, values?: Phrase['values']): Objection => ({ ...blocks(key, values), blocks: false });

export const objections: CaseWork['objections'] = (form, record, edits, context, others) => {
  const values: Values = { ...record?.values, ...edits };
  switch (form) {
    case intake.id: return sameElsewhere(record, values, others('childFile'));
    case referralSend.id: return beforeReferral(values, edits);
    case pause.id: return rowsIn(edits, 'pauses').filter((row) => !openServices(values).has(rowAt(values, 'pauses', row).text('service'))).map(() => blocks('nothingRuns'));
    case responsible.id:
    case named.id:
    case kept.id: return colleagues(values);
    case closing.id: return beforeClosing(record, values, context);
    default: return [];
  }
};

function openServices(values: Values): ReadonlySet<string> {
  return new Set(referralsOf(values).filter(isOpenReferral).map((row) => row.text('service')));
}

/** The same name and birth date stand in another file of the office: perhaps she is here already. */
function sameElsewhere(record: DehriRecord | undefined, values: Values, others: readonly DehriRecord[]): readonly Objection[] {
  const [name, birth] = [prepareName(textOf(values, 'name')), textOf(values, 'birthDate')];
  if (birth === '' || textOf(values, 'name') === '') return [];
  const same = others.find((other) => other.id !== record?.id && textOf(other.values, 'birthDate') === birth && scorePrepared(name, prepareName(textOf(other.values, 'name'))) >= SAME_NAME);
  return same === undefined ? [] : [says('same', { number: textOf(same.values, 'number') })];
}

function beforeReferral(values: Values, edits: Values): readonly Objection[] {
  if (listOf(values, 'categories').includes('hiv') && values['consentShare'] !== true) return [blocks('consentShare')];
  const rows = rowsIn(edits, 'referrals').map((row) => rowAt(values, 'referrals', row));
  const twice = rows.filter((row) => referralsOf(values).some((other) => other.id !== row.id && isOpenReferral(other) && other.text('service') === row.text('service') && other.text('department') === row.text('department')));
  return [
    ...twice.map((row) => says('twice', { service: { key: `service.${row.text('service')}` } })),
    ...(values['assent'] === false ? [says('assent')] : []),
  ];
}

function colleagues(values: Values): readonly Objection[] {
  const barred = new Set(rowsOf(values, 'barred').map((row) => row.text('person')));
  const working = [textOf(values, 'worker'), ...rowsOf(values, 'team').map((row) => row.text('person'))];
  return working.some((person) => person !== '' && barred.has(person)) ? [blocks('colleagueBarred')] : [];
}

function beforeClosing(record: DehriRecord | undefined, values: Values, context: CaseContext): readonly Objection[] {
  const out: Objection[] = [];
  const open = referralsOf(values).filter(isOpenReferral);
  if (open.length > 0 && textOf(values, 'openReferralsWhy').trim() === '') out.push(blocks('openReferrals', { count: open.length }));
  if (record !== undefined && contestedRegisters(childFile, record).length > 0) out.push(blocks('contested'));
  if (textOf(values, 'outcome') === 'of_age' && (ageOn(values, context.today) ?? ADULT) < ADULT) out.push(blocks('notOfAge'));
  if (textOf(values, 'outcome') === 'of_age' && textOf(values, 'aftercareDay') === '') out.push(says('aftercare'));
  const needs = openNeeds(values).length;
  if (needs > 0 && ['rehabilitated', 'restored', 'enrolled'].includes(textOf(values, 'outcome'))) out.push(says('openNeeds', { count: needs }));
  return out;
}

/** The day that the department is told, where the worker has set none: by the limit in force when it is sent. */
export function alsoWrites(form: string, record: string, before: DehriRecord | undefined, edits: Values, context: CaseContext): readonly PlannedWrite[] {
  if (form !== referralSend.id) return [];
  const values: Values = { ...before?.values, ...edits };
  const due = rowsIn(edits, 'referrals').map((row) => rowAt(values, 'referrals', row)).filter((row) => row.day('dueDay') === '' && row.day('sentDay') !== '' && row.text('service') !== '');
  if (due.length === 0) return [];
  return [{ type: 'childFile', record, edits: Object.fromEntries(due.map((row) => [`${row.path}.dueDay`, usualDue(row.text('service'), row.day('sentDay'), context)])) }];
}

function rowsIn(edits: Values, repeat: string): readonly string[] {
  return [...new Set(Object.keys(edits).flatMap((path) => (path.startsWith(`${repeat}.`) ? [path.split('.')[1] ?? ''] : [])))];
}
