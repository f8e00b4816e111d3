import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { careLeavers } from '#programmes/care-leavers/index.ts';
import { PAPER_KINDS, PAPER_STATES } from '#programmes/care-leavers/lists.ts';
import { PAPERS_TO_PRINT } from '#programmes/care-leavers/printed.ts';
import { REGISTERS } from '#programmes/care-leavers/registers.ts';
import { leavers } from '#programmes/care-leavers/practice.ts';
import { RECORD_TYPES } from '#programmes/care-leavers/records.ts';
import { TASKS } from '#programmes/care-leavers/tasks.ts';
import type { CasePart, PaperBlock } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import { isDay } from '#shared/form/calendar.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { contextOn, leaverOf, rulesAt, TODAY } from './record-of.ts';
import { say, wordAt } from './say.ts';

const tasksOf = (values: Values, today: string = TODAY, record: DehriRecord = leaverOf(values)) => TASKS.flatMap((rule) => rule.tasks(record, today, rulesAt()));
/** A grown-up of whom no paper is wanted next, so that only what a test says falls due. */
const QUIET: Values = {
  birthDate: '2006-05-01', seenDay: TODAY, leftDay: '2023-01-01', registeredDay: '2026-01-01', stay: 'rent', mood: 'well', schooling: 'none', socialCategory: '', 'plan.z.dueDay': '2026-01-01', 'plan.z.doneDay': '2026-01-01',
  ...Object.fromEntries(PAPER_KINDS.map((kind) => [`papers.${kind}.state`, 'issued'])),
};
const due = (values: Values, today: string = TODAY) => tasksOf({ ...QUIET, ...values }, today).map(({ kind, due: day }) => [kind, day]);
const paper = (row: Values): Values => Object.fromEntries(Object.entries({ receiptPhoto: 'p1', ...row }).map(([field, value]) => [`papers.residence.${field}`, value]));

describe('what falls due', () => {
  test('is nothing where all is in order, and nothing of a closed file', () => {
    expect(due({})).toEqual([]);
    expect(due({ status: 'closed', stay: 'none' })).toEqual([]);
  });

  test('is at once, before everything else, who has no place or is in distress', () => {
    const [task] = tasksOf({ ...QUIET, stay: 'none' });
    expect(task).toMatchObject({ kind: 'no-place', due: TODAY, urgent: true, form: 'care-leavers.follow-up' });
    expect(due({ mood: 'distress' })).toEqual([['distress', TODAY]]);
  });

  test('is a paper: while its time runs the office is waited for, after that it is late and told to the head', () => {
    const submitted = { state: 'submitted', appliedDay: '2026-11-11', complete: true };
    expect(tasksOf({ ...QUIET, ...paper(submitted) })).toEqual([{ record: 'leaver-1', kind: 'paper-due', due: '2026-11-23', row: 'papers.residence', form: 'care-leavers.paper', about: { key: 'doc.residence.name' }, waitsOn: 'office' }]);
    expect(tasksOf({ ...QUIET, ...paper(submitted) }, '2026-11-30')).toMatchObject([{ kind: 'paper-overdue', due: '2026-11-23', escalatedTo: 'centre-administrator' }]);
  });

  test('is a receipt without a photo, an application that lacks something, a paper to ask about, an appeal, a new copy, a correction, a renewal', () => {
    expect(due(paper({ state: 'submitted', appliedDay: '2026-11-20', complete: false, receiptPhoto: null }))).toEqual([['paper-receipt', '2026-11-23'], ['paper-complete', '2026-11-27']]);
    expect(due({ 'papers.voter.state': 'submitted', 'papers.voter.appliedDay': '2026-11-01', 'papers.voter.complete': true, 'papers.voter.receiptPhoto': 'p' })).toEqual([['paper-ask', '2026-12-01']]);
    expect(due(paper({ state: 'refused', refusedDay: '2026-11-10' }))).toEqual([['paper-appeal', '2026-12-10']]);
    expect(due({ 'papers.pan.state': 'lost' })).toEqual([['paper-again', undefined]]);
    expect(due({ 'papers.income.validTo': '2026-12-22' })).toEqual([['paper-expires', '2026-12-22']]);
    expect(due({ 'papers.income.validTo': '2026-12-23' })).toEqual([]);
    expect(due({ 'papers.pan.nameOn': 'पिंकी देवी', 'papers.pan.birthOn': '2001-01-01', 'papers.aadhaar.nameOn': 'पूजा कुमारी', 'papers.aadhaar.birthOn': '2006-05-01' })).toEqual([['paper-correct', undefined]]);
    expect(due({ 'papers.pan.state': null })).toEqual([['paper-next', undefined]]);
  });

  test('is a birthday that changes what she may have', () => {
    expect(due({ birthDate: '2009-05-23', leftDay: null })).toEqual([]);
    expect(due({ birthDate: '2009-05-22', leftDay: null })).toEqual([['turns-eighteen', '2027-05-22']]);
    expect(due({ birthDate: '2008-11-20', seenDay: '2026-11-01' })).toEqual([['came-of-age', '2026-11-20']]);
    expect(due({ birthDate: '2006-02-01', aftercare: 'approved' })).toEqual([['aftercare-ends', '2027-02-01']]);
    expect(due({ birthDate: '2006-02-01', aftercare: 'approved', aftercareLong: true })).toEqual([]);
  });

  test('is money that did not come, a meeting with the mentor, a step of the plan, a meeting after leaving', () => {
    expect(due({ aftercare: 'approved', stipendFrom: '2026-10-01', birthDate: '2006-12-01', aftercareLong: true })).toEqual([['stipend-missing', '2026-11-10']]);
    expect(due({ 'mentorships.a.mentor': 'm', 'mentorships.a.from': '2026-10-01', 'meetings.x.day': '2026-11-05' })).toEqual([['mentor-meeting', '2026-12-05']]);
    expect(due({ 'plan.a.dueDay': '2026-12-01', 'plan.b.dueDay': '2026-10-01', 'plan.b.doneDay': '2026-10-01' })).toEqual([['plan-step', '2026-12-01']]);
    expect(due({ 'plan.z._gone': true })).toEqual([['plan-begin', undefined]]);
    expect(due({ leftDay: '2026-10-22', 'followUps.m1.doneDay': TODAY })).toEqual([['follow-up', '2027-01-22'], ['follow-up', '2027-04-22']]);
  });

  test('is handing over, at the One Stop Centre only, until it was done', () => {
    const wants: Values = { ...QUIET, registeredDay: '2026-11-20', wantsHandover: true };
    const at = (office: string, more: Values = {}) => tasksOf({}, TODAY, { ...leaverOf({ ...wants, ...more }), bucket: `${office}/care` }).map(({ kind, due: day }) => [kind, day]);
    expect(at('10.208.osc1')).toEqual([['hand-over', '2026-11-23']]);
    expect(at('10.208.osc1', { wantsHandover: null })).toEqual([['ask-handover', undefined]]);
    expect(at('10.208.osc1', { wantsHandover: false })).toEqual([]);
    expect(at('10.208.osc1', { handoverDay: TODAY })).toEqual([]);
    expect(at('10.208.dcpu1')).toEqual([]);
  });
});

const HER_NAME = 'सुनैना भारती';
const day = fc.constantFrom('2005-01-01', '2008-11-22', '2026-08-31', '2026-10-02', TODAY, '2026-12-31', 'x', null);
const answerOf = (field: (typeof RECORD_TYPES)[number]['fields'][string]): fc.Arbitrary<FieldValue> => {
  switch (field.kind) {
    case 'date': return day;
    case 'boolean': return fc.constantFrom<FieldValue>(true, false, null);
    case 'integer': return fc.constantFrom<FieldValue>(0, 3, 17, 21, 4000, null);
    case 'choice': return fc.constantFrom<FieldValue>(...(field.choices ?? ['x']), null);
    case 'choices': return fc.subarray([...(field.choices ?? [])]);
    default: return fc.constantFrom<FieldValue>('पूजा कुमारी', '4821', '', null);
  }
};
const ROWS: Readonly<Record<string, readonly string[]>> = { papers: PAPER_KINDS, stipend: ['2026-09', '2026-13'], followUps: ['m1', 'm3', 'x'] };
const anyFile: fc.Arbitrary<Values> = fc.record(Object.fromEntries(Object.entries(RECORD_TYPES[0]?.fields ?? {}).flatMap(([pattern, field]) => {
  const [repeat = '', , name] = pattern.split('.');
  return name === undefined ? [[pattern, answerOf(field)]] : (ROWS[repeat] ?? ['a', 'b']).map((row) => [`${repeat}.${row}.${name}`, answerOf(field)]);
})) as Record<string, fc.Arbitrary<FieldValue>>, { requiredKeys: [] }).map((some) => Object.fromEntries(Object.entries(some).flatMap(([path, value]) => (value === undefined ? [] : [[path, value]]))));

describe('whatever stands in a file', () => {
  const forms = new Set(careLeavers.forms.map(({ id }) => id));

  test('every task has a word and a form that is there', () => {
    fc.assert(fc.property(anyFile, (values) => {
      for (const task of tasksOf(values)) {
        expect(wordAt(`task.${task.kind}`)).toBeDefined();
        expect(task.waitsOn === undefined || wordAt(`waiting.${task.waitsOn}`) !== undefined).toBe(true);
        expect(task.form === undefined || forms.has(task.form)).toBe(true);
        expect(task.about === undefined || say(task.about) !== '').toBe(true);
        expect(task.due === undefined || isDay(task.due)).toBe(true);
      }
    }), { numRuns: 300 });
  });

  test('every part, card, register and printed paper can be said, in Hindi and in English', () => {
    fc.assert(fc.property(anyFile, fc.constantFrom('hi', 'en'), (values, language) => {
      const record = leaverOf({ ...values, name: HER_NAME });
      const context = contextOn();
      const heard = (phrase: Phrase | string): void => void expect(say(phrase, language)).not.toContain('undefined');
      for (const flag of leavers.flags(record, context)) heard(flag.word);
      for (const { title, detail } of [leavers.card(record, context), leavers.masked(record, context)]) [title, detail].forEach(heard);
      for (const part of leavers.parts) partHeard(part, record, heard);
      for (const register of REGISTERS) {
        for (const named of [true, false]) {
          for (const { cells } of register.rows(record, context, named)) {
            expect(cells.length).toBe(register.columns.length);
            cells.forEach(heard);
            expect(named || !cells.some((cell) => say(cell, language) === HER_NAME)).toBe(true);
          }
        }
      }
      for (const printed of PAPERS_TO_PRINT) {
        for (const row of printed.repeat === undefined ? [undefined] : PAPER_KINDS.map((kind) => `papers.${kind}`)) if (printed.ready(record, row)) printed.blocks(record, context, row).forEach((block) => blockHeard(block, heard));
      }
    }), { numRuns: 200 });
  });
});

function partHeard(part: CasePart, record: DehriRecord, heard: (phrase: Phrase | string) => void): void {
  const context = contextOn();
  part.shown?.(record, context);
  for (const { label, value } of part.facts?.(record, context) ?? []) [label, value].forEach(heard);
  for (const { title, detail, state } of part.lines?.(record, context) ?? []) [title, detail, state?.word ?? ''].forEach(heard);
  for (const { title, detail } of part.advice?.(record, context) ?? []) [title, detail].forEach(heard);
}

function blockHeard(block: PaperBlock, heard: (phrase: Phrase | string) => void): void {
  switch (block.kind) {
    case 'heading': case 'text': return heard(block.word);
    case 'facts': return block.facts.forEach(({ label, value }) => [label, value].forEach(heard));
    case 'table': return [...block.head, ...block.rows.flat()].forEach(heard);
    case 'ticks': return block.items.forEach(({ word }) => heard(word));
    case 'signatures': return block.who.forEach(heard);
    default: return undefined;
  }
}

describe('the registers', () => {
  const values: Values = {
    number: 'CL/1', name: 'पूजा कुमारी', sex: 'female', birthDate: '2006-05-01', homeName: 'बालिका गृह', allianceMember: true, allianceNumber: '12', allianceDay: '2026-01-05',
    'papers.residence.state': 'submitted', 'papers.residence.appliedDay': '2026-11-11', 'papers.residence.complete': true, 'papers.residence.ackNumber': 'B/7',
    aftercare: 'approved', stipendFrom: '2026-10-01', 'stipend.2026-10.amount': 4000, 'stipend.2026-10.receivedDay': '2026-11-02',
    'mentorships.a.mentor': 'm', 'mentorships.a.mentorName': 'रेखा', 'mentorships.a.from': '2026-09-01', 'meetings.x.day': '2026-10-01',
  };
  const rows = (key: string, named: boolean) => (REGISTERS.find((register) => register.key === key)?.rows(leaverOf(values), contextOn(), named) ?? []).map(({ day: on, cells }) => [on, ...cells.map((cell) => say(cell))]);

  test('tell members, papers, money and mentors', () => {
    expect(rows('alliance', true)).toEqual([['2026-01-05', '12', 'CL/1', 'पूजा कुमारी', 'महिला', '20', 'बालिका गृह', '2026-01-05']]);
    expect(rows('papers', true)).toEqual([['2026-11-11', 'CL/1', 'पूजा कुमारी', 'आवासीय प्रमाण पत्र', '2026-11-11', 'B/7', '2026-11-23', 'समय चल रहा है', '']]);
    expect(rows('stipend', true)).toEqual([
      ['2026-11-02', 'CL/1', 'पूजा कुमारी', 'अक्टूबर 2026', '4,000', '2026-11-02', ''], ['2026-11-01', 'CL/1', 'पूजा कुमारी', 'नवंबर 2026', 'आनी है', '', ''],
    ]);
    expect(rows('mentors', true)).toEqual([['2026-09-01', 'CL/1', 'पूजा कुमारी', 'रेखा', '2026-09-01', '', '1', '']]);
  });

  test('tell no name without leave', () => {
    for (const { key } of REGISTERS) expect(JSON.stringify(rows(key, false))).not.toMatch(/पूजा|रेखा|बालिका गृह/u);
  });
});

describe('the letter to an office', () => {
  const values: Values = { name: 'पूजा कुमारी', birthDate: '2006-05-01', leftDay: '2024-05-02', 'papers.aadhaar.state': 'issued', 'papers.residence.appliedDay': '2026-10-01', 'papers.residence.complete': true, 'papers.residence.ackNumber': 'B/7' };
  const letter = PAPERS_TO_PRINT.find(({ key }) => key === 'letter');
  const words = (state: string, more: Values = {}): string => {
    const record = leaverOf({ ...values, 'papers.residence.state': state, ...more });
    if (letter?.ready(record, 'papers.residence') !== true) return '';
    return letter.blocks(record, contextOn(), 'papers.residence').map((block) => {
      if (block.kind === 'text' || block.kind === 'heading') return say(block.word);
      return block.kind === 'ticks' ? block.items.map(({ word }) => say(word)).join(' / ') : '';
    }).join('\n');
  };

  test('asks for a paper and names what goes with it', () => {
    expect(words('collecting')).toContain('विषय: आवासीय प्रमाण पत्र बनाने का अनुरोध');
    expect(words('collecting')).toContain('आधार कार्ड / 2 फ़ोटो');
  });

  test('reminds of one whose time is over, with the day, and asks for reason and appellate officer', () => {
    expect(words('submitted')).toContain('कागज़ 2026-10-14 तक मिलना था');
    expect(words('submitted')).toContain('अपील सुनने वाले पदाधिकारी');
  });

  test('appeals against a refusal, with the reason that was told, to the officer who hears it', () => {
    expect(words('refused')).toMatch(/^सेवा में, अपील सुनने वाले पदाधिकारी\nविषय: .*अपील/u);
    expect(words('appeal', { 'papers.residence.appealTo': 'अनुमंडल पदाधिकारी', 'papers.residence.refusedDay': '2026-10-20', 'papers.residence.refusedWhy': 'पता अधूरा' })).toMatch(/^सेवा में, अनुमंडल पदाधिकारी\n[^]*2026-10-20[^]*पता अधूरा/u);
  });

  test('asks for a wrong name or birth date to be put right, by the paper that has it right', () => {
    const wrong = { 'papers.residence.nameOn': 'पिंकी देवी', 'papers.marksheet.state': 'issued', 'papers.marksheet.nameOn': 'PUJA KUMARI' };
    expect(words('issued', wrong)).toContain('आवासीय प्रमाण पत्र में नाम “पिंकी देवी” लिखा है। 10वीं की अंक-सूची में “PUJA KUMARI” है।');
    expect(words('issued', wrong)).toContain('10वीं की अंक-सूची');
    expect(words('issued', { 'papers.residence.birthOn': '2006-05-02', 'papers.marksheet.state': 'issued', 'papers.marksheet.birthOn': '2006-05-01' })).toContain('जन्म तारीख 2006-05-02');
  });

  test('is not there for a paper that is in order, or not begun', () => {
    expect([...PAPER_STATES, ''].filter((state) => words(state) !== '')).toEqual(['collecting', 'submitted', 'refused', 'appeal', 'lost', 'expired']);
    expect(letter?.ready(leaverOf({ ...values, 'papers.residence.state': 'collecting' }), 'papers.nothing')).toBe(false);
  });
});
