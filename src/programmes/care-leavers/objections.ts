// What is said before a save, beside the forms' own rules: what only other records, the day or the
// photos on the phone can tell.
import type { CaseContext, CaseWork, Objection } from '#shared/case-work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { prepareName, SAME_NAME, scorePrepared } from '#shared/people/names.ts';
import { ADULT, ageOn } from './age.ts';
import { becomeMentor } from './forms/mentor.ts';
import { profile } from './forms/profile.ts';
import { stipend } from './forms/stipend.ts';
import { closing } from './forms/status.ts';
import { latestOf } from './follow-ups.ts';
import { whyNot } from './mentors.ts';
import { nextPapers } from './next-papers.ts';
import { monthPhrase } from './stipend.ts';
import { rowAt, rowsOf, textOf } from './values.ts';

export const objections: CaseWork['objections'] = (form, record, edits, context, others) => {
  const values: Values = { ...record?.values, ...edits };
  return [
    ...pairing(record, edits, context, others),
    ...(form === profile.id ? sameElsewhere(record, values, others('careLeaver')) : []),
    ...(form === stipend.id && record !== undefined ? monthTwice(record, edits) : []),
    ...(form === becomeMentor.id && values['mentorWilling'] === true ? tooYoung(values, context) : []),
    ...(form === closing.id && values['status'] === 'closed' ? beforeClosing(values, context) : []),
  ];
};

/** Whoever pairs them, by a tap or another way. */
function pairing(record: DehriRecord | undefined, edits: Values, context: CaseContext, others: (type: string) => readonly DehriRecord[]): Objection[] {
  if (record === undefined) return [];
  return Object.entries(edits).flatMap(([path, chosen]) => {
    if (!/^mentorships\.[^.]+\.mentor$/u.test(path) || typeof chosen !== 'string' || record.values[path] === chosen) return [];
    const mentor = others('mentor').find(({ id }) => id === chosen);
    if (mentor === undefined) return [];
    return whyNot(record, mentor, [...others('careLeaver'), mentor], context).map((word) => ({ word, blocks: true }));
  });
}

/** The same name and birth date stand in another file of the office: perhaps she is here already. */
function sameElsewhere(record: DehriRecord | undefined, values: Values, others: readonly DehriRecord[]): Objection[] {
  const [name, birth] = [prepareName(textOf(values, 'name')), textOf(values, 'birthDate')];
  if (birth === '') return [];
  const same = others.find((other) => other.id !== record?.id && textOf(other.values, 'birthDate') === birth && scorePrepared(name, prepareName(textOf(other.values, 'name'))) >= SAME_NAME);
  return same === undefined ? [] : [{ word: { key: 'objection.same', values: { number: textOf(same.values, 'number') } }, blocks: false }];
}

function monthTwice(record: DehriRecord, edits: Values): Objection[] {
  const months = new Set(Object.keys(edits).flatMap((path) => (path.startsWith('stipend.') ? [path.split('.')[1] ?? ''] : [])));
  return [...months].flatMap((month) => {
    const day = rowAt(record.values, 'stipend', month).text('receivedDay');
    const again = edits[`stipend.${month}.receivedDay`];
    return day === '' || again === day || again === undefined ? [] : [{ word: { key: 'objection.month', values: { month: monthPhrase(month), day } }, blocks: false }];
  });
}

function tooYoung(values: Values, { today }: CaseContext): Objection[] {
  const age = ageOn(values, today);
  return age !== undefined && age >= ADULT ? [] : [{ word: { key: 'objection.mentorAge' }, blocks: true }];
}

/** Photos that are not safe yet hold the closing up; what is still open is said. */
function beforeClosing(values: Values, context: CaseContext): Objection[] {
  const out: Objection[] = [];
  const photos = context.unverifiedPhotos ?? 0;
  if (photos > 0) out.push({ word: { key: 'objection.photos', values: { count: photos } }, blocks: true });
  const papers = nextPapers({ values }, context).underWay.length;
  if (papers > 0) out.push({ word: { key: 'objection.papers', values: { count: papers } }, blocks: false });
  if (latestOf(values, 'stay') === 'none') out.push({ word: { key: 'objection.noPlace' }, blocks: false });
  if (rowsOf(values, 'mentorships').some((row) => row.text('mentor') !== '' && row.text('to') === '')) out.push({ word: { key: 'objection.mentor' }, blocks: false });
  return out;
}
