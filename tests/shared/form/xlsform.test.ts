import { describe, expect, it } from 'vitest';
import { createFormEngine } from '#shared/form/engine.ts';
import { inlineWords } from '#shared/form/words.ts';
import { loadXlsform, type XlsformSheets } from '#shared/form/xlsform.ts';

const SHEETS: XlsformSheets = {
  survey: [
    { type: 'start', name: 'start' },
    { type: 'text', name: 'head_name', 'label::Hindi (hi)': 'मुखिया का नाम', 'label::English (en)': 'Name of the head', required: 'yes' },
    { type: 'select_one yes_no', name: 'shg', 'label::Hindi (hi)': 'समूह में हैं?', 'label::English (en)': 'In a group?' },
    { type: 'begin_group', name: 'house', appearance: 'field-list', relevant: "${shg} = 'yes'" },
    { type: 'integer', name: 'rooms', constraint: '. > 0 and . < 30', 'constraint_message::Hindi (hi)': '1 से 29 तक लिखें', default: 2 },
    { type: 'end_group' },
    { type: 'begin repeat', name: 'members' },
    { type: 'text', name: 'm_name', required: 'true' },
    { type: 'integer', name: 'm_age' },
    { type: 'end repeat' },
    { type: 'calculate', name: 'grown', calculation: 'count(${members})' },
    { type: 'select_one district', name: 'district' },
    { type: 'select_one block', name: 'block', choice_filter: 'district=${district}' },
  ],
  choices: [
    { list_name: 'yes_no', name: 'yes', 'label::Hindi (hi)': 'हाँ' },
    { list_name: 'yes_no', name: 'no', 'label::Hindi (hi)': 'नहीं' },
    { list_name: 'district', name: 'saran', label: 'Saran' },
    { list_name: 'block', name: 'sonepur', label: 'Sonepur', district: 'saran' },
    { list_name: 'block', name: 'kahalgaon', label: 'Kahalgaon', district: 'bhagalpur' },
  ],
  settings: [{ form_id: 'house_visit', version: '3', default_language: 'Hindi (hi)' }],
};

describe('a published XLSForm', () => {
  const { definition, problems, languages } = loadXlsform(SHEETS, { recordType: 'household' });

  it('loads with its words, and says what it left out', () => {
    expect(definition).toMatchObject({ id: 'xlsform.house_visit', version: 3 });
    expect(problems).toEqual([{ severity: 'ignored', code: 'unsupported-type', sheet: 'survey', row: 2, what: 'start' }]);
    expect(languages).toEqual(['hi', 'en']);
    expect(inlineWords(definition.children[0]?.label, 'en')).toBe('Name of the head');
    expect(inlineWords(definition.children[0]?.label, 'bho')).toBe('मुखिया का नाम');
  });

  it('runs on the same engine', () => {
    const engine = createFormEngine(definition, { today: '2026-02-02' });
    expect(engine.state('rooms').relevant).toBe(false);
    engine.set('shg', 'yes');
    expect([engine.state('rooms').relevant, engine.value('rooms')]).toEqual([true, 2]);
    engine.set('rooms', 40);
    engine.addRow('members', 'k1');
    engine.set('district', 'saran');
    expect(engine.value('grown')).toBe(1);
    expect(engine.state('block').choices.map((choice) => choice.value)).toEqual(['sonepur']);
    expect(engine.problems().map((p) => `${p.path} ${p.code}`)).toEqual(['head_name required', 'rooms constraint', 'members.k1.m_name required']);
  });
});

describe('what the engine cannot do', () => {
  const load = (survey: XlsformSheets['survey']) => loadXlsform({ survey, choices: [] }, { recordType: 'x' }).problems.map((p) => [p.severity, p.code, p.row, p.form?.code ?? p.what]);

  it('is reported by its row', () => {
    expect(load([
      { type: 'audio', name: 'a' },
      { type: 'frobnicate', name: 'b' },
      { type: 'text', name: '' },
      { type: 'select_one nolist', name: 'c' },
      { type: 'text', name: 'd', relevant: 'pulldata(1)' },
      { type: 'text', name: 'e', constraint: '${nobody} > 1' },
      { type: 'end group' },
      { type: 'begin repeat', name: 'r' },
    ])).toEqual([
      ['error', 'unsupported-type', 2, 'audio'],
      ['error', 'unknown-type', 3, 'frobnicate'],
      ['error', 'no-name', 4, 'text'],
      ['error', 'not-open', 8, 'end group'],
      ['error', 'not-closed', 9, 'begin repeat'],
      ['error', 'form', 5, 'unknown-list'],
      ['error', 'form', 6, 'expression'],
      ['error', 'form', 7, 'expression'],
    ]);
  });

  it('includes repeats within repeats', () => {
    expect(load([
      { type: 'begin repeat', name: 'r' }, { type: 'begin repeat', name: 's' }, { type: 'text', name: 't' }, { type: 'end repeat' }, { type: 'end repeat' },
    ])).toEqual([['error', 'form', 3, 'nested-repeat']]);
  });
});
