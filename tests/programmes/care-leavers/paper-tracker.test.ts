import { describe, expect, test } from 'vitest';
import { paper } from '#programmes/care-leavers/forms/paper.ts';
import { mismatchesOf } from '#programmes/care-leavers/mismatches.ts';
import { paperAdvice, paperDue, paperLines, paperShown } from '#programmes/care-leavers/paper-tracker.ts';
import { careLeaver } from '#programmes/care-leavers/records.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { typeOfRow } from '#shared/form/row-form.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { contextOn, leaverOf, TODAY } from './record-of.ts';
import { brokenBy } from './rules-of.ts';
import { say } from './say.ts';

/** `{ state }` of the residence certificate → the file's values. */
const residence = (row: Values): Values => Object.fromEntries(Object.entries(row).map(([field, value]) => [`papers.residence.${field}`, value]));
const open = (answers: Values = {}) => createFormEngine(paper, { answers, today: TODAY, recordType: typeOfRow(paper, careLeaver) });
const faults = (form: ReturnType<typeof open>) => form.problems().map(({ path, code }) => `${path}: ${code}`);

describe('the time limit of an application', () => {
  // 2026-11-11 is a Wednesday; two Sundays lie within the ten office days after it.
  const submitted = { state: 'submitted', appliedDay: '2026-11-11', ackNumber: 'BRCCO/1', ackDay: '2026-11-11' };
  const due = (row: Values, today: string = TODAY) => paperDue(residence({ ...submitted, ...row }), 'residence', contextOn(today));

  test('is counted in office days, without Sundays and public holidays', () => {
    expect(due({ complete: true })).toEqual({ due: '2026-11-23', overdue: false });
    const context = { ...contextOn(), rules: { ...contextOn().rules, holidays: new Set(['2026-11-13', '2026-11-15']) } };
    expect(paperDue(residence({ ...submitted, complete: true }), 'residence', context)?.due).toBe('2026-11-24');
  });

  test('does not run while the application is incomplete, or nobody said that it is complete', () => {
    expect(due({ complete: false, missing: 'फ़ोटो' })).toBeUndefined();
    expect(due({})).toBeUndefined();
    expect(due({ complete: true, state: 'issued' })).toBeUndefined();
  });

  test('begins when what was missing has been handed in', () => {
    expect(due({ complete: true, completedDay: '2026-11-20' })?.due).toBe('2026-12-02');
  });

  test('is the day on the receipt, where one is written', () => {
    expect(due({ complete: true, dueDay: '2026-11-20' })).toEqual({ due: '2026-11-20', overdue: true });
    expect(due({ complete: true, dueDay: '2026-11-18' })?.escalatedTo).toBe('centre-administrator');
  });

  test('runs out, and after three days the head of the office is told', () => {
    expect(due({ complete: true }, '2026-11-24')).toEqual({ due: '2026-11-23', overdue: true });
    expect(due({ complete: true }, '2026-11-27')).toEqual({ due: '2026-11-23', overdue: true, escalatedTo: 'centre-administrator' });
  });

  test('follows what an administrator sets', () => {
    const { rules } = contextOn();
    const changed = { ...contextOn(), rules: { ...rules, clock: (id: string) => ({ ...rules.clock(id), limit: { amount: 2, unit: 'days' as const } }) } };
    expect(paperDue(residence({ ...submitted, complete: true }), 'residence', changed)?.due).toBe('2026-11-13');
  });

  test('is not invented for a paper that has none', () => {
    expect(paperDue({ 'papers.voter.state': 'submitted', 'papers.voter.appliedDay': '2026-01-01', 'papers.voter.complete': true }, 'voter', contextOn())).toBeUndefined();
  });
});

describe('a paper in the list', () => {
  const shown = (row: Values) => paperShown(residence(row), 'residence', contextOn());

  test('is drawn by how far it is', () => {
    expect(shown({})).toBe('not_started');
    expect(shown({ state: 'collecting' })).toBe('collecting');
    expect(shown({ state: 'submitted', appliedDay: '2026-11-11' })).toBe('submitted');
    expect(shown({ state: 'submitted', appliedDay: '2026-11-11', complete: false })).toBe('incomplete');
    expect(shown({ state: 'submitted', appliedDay: '2026-11-11', complete: true })).toBe('due');
    expect(shown({ state: 'submitted', appliedDay: '2026-10-01', complete: true })).toBe('overdue');
    expect(shown({ state: 'issued' })).toBe('issued');
    expect(shown({ state: 'issued', validTo: '2026-11-21' })).toBe('expired');
    expect(shown({ state: 'odd' })).toBe('not_started');
  });

  test('stands with every other, what can be done first and what is done last, each in plain Hindi', () => {
    const record = leaverOf({ ...residence({ state: 'submitted', appliedDay: '2026-10-01', complete: true, ackNumber: 'BRCCO/77' }), 'papers.aadhaar.state': 'issued', 'papers.aadhaar.last4': '4821', birthDate: '2006-01-01', leftDay: '2024-01-02' });
    const lines = paperLines(record, contextOn());
    expect(lines.length).toBe(21);
    expect(new Set(lines.map(({ row }) => row)).size).toBe(21);
    const at = (row: string) => lines.find((line) => line.row === row);
    expect(say(at('papers.residence')?.detail ?? '')).toBe('2026-10-14 तक मिलना था · अंचल कार्यालय (आरटीपीएस काउंटर) · पावती BRCCO/77');
    expect(say(at('papers.aadhaar')?.detail ?? '')).toBe('कागज़ पास में है · अंतिम अंक 4821');
    expect(say(at('papers.ayushman')?.detail ?? '')).toContain('पहले चाहिए');
    expect(say(at('papers.income')?.detail ?? '')).toBe('अंचल कार्यालय के आरटीपीएस काउंटर पर, ले जाएँ: आधार कार्ड, शपथ पत्र, 2 फ़ोटो, मोबाइल फ़ोन।');
    expect(lines[0]?.state?.key).toBe('not_started');
    for (const line of lines) for (const part of [line.title, line.detail, line.state?.word ?? '']) expect(say(part)).not.toBe('');
  });
});

describe('the form of a paper', () => {
  const fill = (answers: Record<string, FieldValue>, first: Values = {}) => {
    const form = open(first);
    for (const [path, value] of Object.entries(answers)) form.set(path, value);
    return form;
  };

  test('asks, when handed in, for the day and whether it is complete; then for no more', () => {
    const form = fill({ state: 'submitted' });
    expect(faults(form)).toEqual(['appliedDay: required', 'complete: required']);
    expect(faults(fill({ state: 'submitted', appliedDay: '2026-11-20', complete: true }))).toEqual([]);
  });

  test('asks for what is missing, and lets no due day be written, while it is incomplete', () => {
    const form = fill({ state: 'submitted', appliedDay: '2026-11-20', complete: true, dueDay: '2026-12-02' });
    form.set('complete', false);
    expect(faults(form)).toEqual(['missing: required']);
    expect(Object.hasOwn(form.output(), 'dueDay')).toBe(false);
  });

  test('refuses a paper issued before it was applied for, and a receipt before the application', () => {
    expect(faults(fill({ state: 'issued', nameOn: 'पूजा', appliedDay: '2026-11-10', issuedDay: '2026-11-09' }))).toEqual(['issuedDay: constraint']);
    expect(faults(fill({ state: 'submitted', appliedDay: '2026-11-10', ackNumber: '7', ackDay: '2026-11-09', complete: true }))).toEqual(['ackDay: constraint']);
  });

  test('takes a paper that she always had, without any application', () => {
    expect(faults(fill({ state: 'issued', nameOn: 'पूजा कुमारी', last4: '4821' }))).toEqual([]);
  });

  test('takes of a number its last four digits and never the whole Aadhaar', () => {
    expect(faults(fill({ state: 'issued', nameOn: 'पूजा', last4: '234567890124' }))).toEqual(['last4: digits-length']);
    expect(faults(fill({ state: 'issued', nameOn: 'पूजा 2345 6789 0124' }))).toEqual(['nameOn: aadhaar']);
    expect(faults(fill({ state: 'collecting', note: '२३४५ ६७८९ ०१२४' }))).toEqual(['note: aadhaar']);
  });

  test('wants the reason of a refusal, and to whom the appeal went', () => {
    expect(faults(fill({ state: 'refused', appliedDay: '2026-11-01' }))).toEqual(['refusedDay: required', 'refusedWhy: required']);
    expect(faults(fill({ state: 'appeal', appliedDay: '2026-11-01', refusedDay: '2026-11-10', refusedWhy: 'नाम अलग', appealDay: '2026-11-09', appealTo: 'एसडीओ' }))).toEqual(['appealDay: constraint']);
  });

  test('empties the old paper when a lost one is applied for anew', () => {
    const before = { state: 'lost', issuedDay: '2020-01-01', nameOn: 'पूजा', lostDay: '2026-11-01' };
    const form = createFormEngine(paper, { answers: before, saved: before, today: TODAY, recordType: typeOfRow(paper, careLeaver) });
    for (const [path, value] of Object.entries({ state: 'submitted', appliedDay: '2026-11-20', complete: true })) form.set(path, value);
    const output = form.output();
    expect(output['issuedDay']).toBeNull();
    expect(brokenBy(careLeaver, residence(output))).toEqual([]);
  });
});

describe('a paper whose days do not fit together is refused with its words', () => {
  const code = (row: Values) => brokenBy(careLeaver, residence(row)).map(([rule, paths]) => [rule, paths[0]?.split('.').at(-1)]);

  test.each([
    ['issued before it was applied for', { state: 'issued', appliedDay: '2026-11-10', issuedDay: '2026-11-09' }, 'paper-issued-first', 'issuedDay', /आवेदन से पहले/u],
    ['acknowledged before it was applied for', { state: 'submitted', appliedDay: '2026-11-10', ackDay: '2026-11-09' }, 'paper-ack-first', 'ackDay', /पावती/u],
    ['due although incomplete', { state: 'submitted', appliedDay: '2026-11-10', dueDay: '2026-12-01', complete: false }, 'paper-due-incomplete', 'dueDay', /समय-सीमा नहीं चलती/u],
    ['due before it was applied for', { state: 'submitted', appliedDay: '2026-11-10', dueDay: '2026-11-01', complete: true }, 'paper-due-first', 'dueDay', /आवेदन से पहले/u],
    ['completed before it was applied for', { state: 'submitted', appliedDay: '2026-11-10', completedDay: '2026-11-01', complete: true }, 'paper-completed-first', 'completedDay', /आवेदन से पहले/u],
    ['applied for on a day to come', { state: 'submitted', appliedDay: '2026-11-23' }, 'paper-not-yet', 'appliedDay', /अभी आई नहीं/u],
    ['refused without a reason', { state: 'refused', refusedDay: '2026-11-10' }, 'paper-why-refused', 'refusedWhy', /कारण लिखें/u],
    ['valid until before it was issued', { state: 'issued', issuedDay: '2026-11-10', validTo: '2026-11-01' }, 'paper-valid-first', 'validTo', /वैधता/u],
  ] as const)('%s', (_, row, rule, field, words) => {
    expect(code(row)).toEqual([[rule, field]]);
    expect(say({ key: `rule.${rule}` })).toMatch(words);
  });

  test('and one whose days fit is not', () => {
    expect(code({ state: 'issued', appliedDay: '2026-11-01', ackDay: '2026-11-01', complete: true, dueDay: '2026-11-13', issuedDay: '2026-11-12', validTo: '2027-11-11' })).toEqual([]);
    expect(code({ state: 'issued', appliedDay: null, issuedDay: null })).toEqual([]);
  });
});

describe('papers beside each other', () => {
  const papers = (rows: Readonly<Record<string, Values>>, own: Values = {}): Values => ({
    ...own, ...Object.fromEntries(Object.entries(rows).flatMap(([kind, row]) => [[`papers.${kind}.state`, 'issued'], ...Object.entries(row).map(([field, value]) => [`papers.${kind}.${field}`, value])])),
  });

  test('agree when only the script and the spelling differ', () => {
    expect(mismatchesOf(papers({ marksheet: { nameOn: 'POOJA KUMARI', birthOn: '2006-01-15' }, aadhaar: { nameOn: 'पूजा कुमारी', birthOn: '2006-01-15' } }, { name: 'पुजा कुमारी', birthDate: '2006-01-15' }))).toEqual([]);
  });

  test('tell which one is to be mended, where, and by which other', () => {
    const values = papers({ marksheet: { nameOn: 'PUJA KUMARI', birthOn: '2006-01-15' }, aadhaar: { nameOn: 'Pinki Kumari', birthOn: '2005-01-01' } }, { name: 'पूजा कुमारी', birthDate: '2006-01-15' });
    expect(mismatchesOf(values)).toEqual([
      { about: 'name', paper: 'aadhaar', says: 'Pinki Kumari', right: 'PUJA KUMARI', by: 'marksheet' },
      { about: 'birth', paper: 'aadhaar', says: '2005-01-01', right: '2006-01-15', by: 'marksheet' },
    ]);
    expect(say(paperAdvice(leaverOf(values), contextOn())[0]?.detail ?? '')).toBe(
      'आधार कार्ड में “Pinki Kumari” है, 10वीं की अंक-सूची में “PUJA KUMARI”। सुधार कराएँ आधार केंद्र (बीआरसी, बैंक या डाकघर) में; 10वीं की अंक-सूची साथ ले जाएँ।',
    );
  });

  test('go against the strongest only when two others agree with each other', () => {
    const values = papers({ marksheet: { nameOn: 'रिंकी देवी' }, aadhaar: { nameOn: 'पूजा कुमारी' }, voter: { nameOn: 'Puja Kumari' } });
    expect(mismatchesOf(values).map(({ paper, by }) => [paper, by])).toEqual([['marksheet', 'aadhaar']]);
  });

  test('tell when her own file says otherwise than they', () => {
    expect(mismatchesOf(papers({ birth: { birthOn: '2006-01-15' } }, { birthDate: '2005-01-15' }))).toEqual([{ about: 'birth', says: '2005-01-15', right: '2006-01-15', by: 'birth' }]);
  });

  test('count only while they are in her hand', () => {
    const values = { ...papers({ marksheet: { nameOn: 'पूजा' }, aadhaar: { nameOn: 'रिंकी' } }), 'papers.aadhaar.state': 'lost' };
    expect(mismatchesOf(values)).toEqual([]);
  });
});
