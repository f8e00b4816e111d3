import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cases } from '#programmes/one-stop-centre/cases.ts';
import { dir } from '#programmes/one-stop-centre/forms/dir.ts';
import { OFFICE_LISTS } from '#programmes/one-stop-centre/office-lists.ts';
import { REGISTERS } from '#programmes/one-stop-centre/registers.ts';
import type { PaperBlock } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import type { Values } from '#shared/record/change.ts';
import { at, DAY, recordAt } from './office-of.ts';

const hindi = JSON.parse(readFileSync('locales/hi/one-stop-centre.json', 'utf8')) as Record<string, unknown>;

/** As it is printed in Hindi. A word that is missing shows its key. */
function say(said: Phrase | string): string {
  if (typeof said === 'string') return said;
  const word = said.key.split('.').reduce<unknown>((node, part) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[part] : undefined), hindi);
  if (typeof word !== 'string') return `?${said.key}`;
  return word.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => {
    const value = said.values?.[name];
    return value === undefined ? `?${name}` : typeof value === 'number' ? String(value) : say(value);
  });
}

function printed(blocks: readonly PaperBlock[]): string {
  return blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
      case 'text':
        return say(block.word);
      case 'facts':
        return block.facts.map(({ label, value }) => `${say(label)}: ${say(value)}`).join('\n');
      case 'table':
        return [block.head, ...block.rows].map((row) => row.map(say).join(' | ')).join('\n');
      case 'ticks':
        return block.items.map(({ word, ticked }) => `${ticked ? '[x]' : '[ ]'} ${say(word)}`).join('\n');
      case 'signatures':
        return block.who.map(say).join(' | ');
    }
  }).join('\n');
}

const FILE: Values = {
  number: 'OSC/2026-27/A7-0012', registeredDay: '2026-11-10', registeredTime: '11:30', mode: 'police', takenBy: 'p1', worker: 'p1', status: 'open', name: 'सुनीता देवी', guardianName: 'रमेश राम', guardianRelation: 'husband', age: 27, ageDay: '2026-11-10',
  address: 'ग्राम रामपुर', safePhone: '9876543210', safeTime: 'morning', violence: ['domestic', 'dowry'], primaryViolence: 'domestic', incidentStory: 'मारपीट की', risks: ['danger', 'children'], consentRegister: true, consentContact: true, consentDay: '2026-11-10', sharedWith: ['dlsa'],
  'accused.a1.name': 'रमेश राम', 'accused.a1.relation': 'पति', 'children.c1.name': 'पिंकी', 'children.c1.age': 6, 'children.c1.sex': 'female', 'children.c1.with': 'माँ',
  'services.v1.kind': 'medical', 'services.v1.day': '2026-11-11', 'services.v1.outcome': 'given',
  'referrals.r1.agency': 'dlsa', 'referrals.r1.office': 'व्यवहार न्यायालय', 'referrals.r1.sentDay': '2026-11-12', 'referrals.r1.purpose': 'भरण-पोषण का वाद',
  'referrals.r2.agency': 'hospital', 'referrals.r2.sentDay': '2026-11-11', 'referrals.r2.purpose': 'चोट की जाँच',
  'followUps.f1.dueDay': '2026-11-25', 'followUps.f1.way': 'phone', 'counselling.k1.day': '2026-11-13', 'counselling.k1.with': 'her', 'counselling.k1.result': 'next_sitting', 'counselling.k1.nextDay': '2026-11-27',
  'stays.s1.bed': 'b1', 'stays.s1.inDay': '2026-11-11', 'stays.s1.inTime': '18:00', 'stays.s1.girls': 1, 'stays.s1.outDay': '2026-11-14', 'stays.s1.outTime': '10:00', 'stays.s1.outTo': 'relative',
  'papers.p1.kind': 'application', 'papers.p1.day': '2026-11-10', 'pauses.u1.clock': 'follow-up', 'pauses.u1.from': '2026-11-15', 'pauses.u1.to': '2026-11-18', 'pauses.u1.reason': 'मायके गईं',
  dirDay: '2026-11-13', dirSharedHousehold: 'ग्राम बेलवा', dirShowContact: false, 'dirIncidents.i1.day': '2026-11-09', 'dirIncidents.i1.time': '21:00', 'dirIncidents.i1.by': 'रमेश राम', 'dirIncidents.i1.physical': 'थप्पड़ मारा',
  'dirIncidents.i1.verbal': ['no_dowry', 'name_calling'], 'dirIncidents.i1.economic': ['stridhan'], 'dirIncidents.i1.economicNote': 'झुमके गिरवी रखे', dirDowry: true, dirDowryNote: 'मोटरसाइकिल', dirDowryList: false, dirPapers: ['mlc'], dirOrders: ['s18', 's20'], dirHelp: ['legal_aid'],
  dirReadOver: true, dirCopyGiven: true, dirCopyDay: '2026-11-14',
};

function paper(key: string, values: Values = FILE, row?: string): string {
  const found = cases.papers.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no paper ${key}`);
  const record = recordAt('case', values);
  return found.ready(record, row) ? printed(found.blocks(record, at(), row)) : '';
}

describe('the Domestic Incident Report', () => {
  test('fills itself from the file and ticks what was chosen', () => {
    const text = paper('dir');
    for (const part of ['सुनीता देवी', '27 साल', 'ग्राम बेलवा', 'रमेश राम | पति', 'पिंकी | 6 साल', 'घटना 1', 'थप्पड़ मारा', '[x] दहेज न लाने पर अपमान', '[ ] मज़ाक उड़ाना', '[x] स्त्रीधन', 'झुमके गिरवी रखे', 'मोटरसाइकिल', '[x] संरक्षण आदेश (धारा 18)', '[ ] निवास आदेश (धारा 19)', '[x] विधिक सहायता', 'रेखा']) expect(text).toContain(part);
    expect(text).not.toContain('?');
  });

  test('says that its form is the centre’s, and keeps where she is now from a paper that the second party gets', () => {
    expect(paper('dir')).toContain('प्रारूप: केंद्र द्वारा');
    expect(paper('dir')).not.toContain('9876543210');
    expect(paper('dir')).not.toContain('ग्राम रामपुर');
    expect(paper('dir', { ...FILE, dirShowContact: true })).toContain('9876543210');
  });

  test('is printed with lines to fill before much is known, and not at all before it is begun', () => {
    expect(paper('dir', { number: 'OSC/1', dirDay: DAY })).toContain('____');
    expect(paper('dir', { number: 'OSC/1' })).toBe('');
  });

  test('asks for nothing that the file already says', () => {
    const form = createFormEngine(dir, { answers: { address: 'ग्राम रामपुर' }, today: DAY });
    expect(form.output()).toMatchObject({ dirSharedHousehold: 'ग्राम रामपुर', dirDay: DAY });
    form.addRow('dirIncidents', 'i1');
    for (const [path, value] of Object.entries({ 'dirIncidents.i1.by': 'रमेश', dirShowContact: false, dirDowry: false, dirReadOver: true, dirCopyGiven: true })) form.set(path, value);
    expect(form.problems()).toEqual([]);
  });
});

describe('a referral letter', () => {
  test('has her name only if she agreed that this agency gets it', () => {
    expect(paper('referral', FILE, 'r1')).toContain('सुनीता देवी');
    expect(paper('referral', FILE, 'r2')).not.toContain('सुनीता');
    expect(paper('referral', FILE, 'r2')).toContain('OSC/2026-27/A7-0012');
  });

  test('names a child only to those who work for children', () => {
    const girl = { ...FILE, age: 15, sharedWith: ['dlsa', 'cwc'], 'referrals.r1.agency': 'dlsa' };
    expect(paper('referral', girl, 'r1')).not.toContain('सुनीता');
    expect(paper('referral', { ...girl, 'referrals.r1.agency': 'cwc' }, 'r1')).toContain('सुनीता');
  });

  test('never tells what happened, nor where to reach her', () => {
    for (const row of ['r1', 'r2']) for (const word of ['मारपीट', '9876543210', 'ग्राम रामपुर', 'घरेलू', 'रमेश']) expect(paper('referral', FILE, row)).not.toContain(word);
  });
});

test('the shelter slip bears the number and never the name', () => {
  expect(paper('shelter-slip', FILE, 's1')).toMatch(/OSC\/2026-27\/A7-0012[^]*बिस्तर 1[^]*2026-11-11, 18:00/u);
  expect(paper('shelter-slip', FILE, 's1')).not.toContain('सुनीता');
});

test('the case file has every part with its days, and no word is missing', () => {
  const text = paper('case-file');
  for (const part of ['सुनीता देवी', 'जान का ख़तरा, बच्चों को ख़तरा', 'चिकित्सीय सहायता', 'जिला विधिक सेवा प्राधिकार', '2026-11-27', 'लड़कियाँ 1, लड़के 0', 'लिखित आवेदन', 'मायके गईं', 'संरक्षण आदेश']) expect(text).toContain(part);
  expect(text).not.toContain('?');
  expect(paper('case-file', { ...FILE, age: 15, foundDay: '2026-11-10', foundTime: '09:00', cwcDay: '2026-11-10', cwcTime: '16:00', cwcOrder: 'बालिका गृह', status: 'closed', statusDay: DAY, outcome: 'helped', feedback: 'good' })).not.toContain('?');
});

test('the minutes have their directions, with who and by when', () => {
  const minutes = OFFICE_LISTS.flatMap((list) => list.papers ?? []).find(({ key }) => key === 'minutes');
  const record = recordAt('meeting', { day: '2026-11-10', subject: 'टास्क फोर्स', chair: 'जिला पदाधिकारी', minutes: 'रैंप नहीं है', 'directions.d1.text': 'रैंप बनवाएँ', 'directions.d1.owner': 'सिविल सर्जन', 'directions.d1.dueDay': '2026-11-20' });
  const text = printed(minutes?.blocks(record, at()) ?? []);
  for (const part of ['बैठक की कार्यवाही', 'रैंप नहीं है', 'रैंप बनवाएँ | सिविल सर्जन | 2026-11-20 | ____________', 'अध्यक्ष का हस्ताक्षर']) expect(text).toContain(part);
  expect(text).not.toContain('?');
});

describe('a register', () => {
  const rows = (key: string, values: Values = FILE, named = false) => {
    const register = REGISTERS.find((one) => one.key === key);
    if (register === undefined) throw new Error(`no register ${key}`);
    return register.rows(recordAt(register.recordTypes[0] ?? '', values), at(), named).map(({ day, cells }) => [day, ...cells.map(say)].join(' | '));
  };
  const OF_FILES = ['registration', 'referrals', 'shelter', 'follow-ups', 'counselling'];

  test('shows numbers, and names only when they were asked for', () => {
    for (const key of OF_FILES) {
      expect(rows(key).join('\n')).not.toContain('सुनीता');
      expect(rows(key).join('\n')).toContain('OSC/2026-27/A7-0012');
      expect(rows(key, FILE, true).join('\n')).toContain('सुनीता देवी');
    }
  });

  test('never names a child or a protected file, nor prints what was written freely about it', () => {
    for (const key of OF_FILES) {
      for (const values of [{ ...FILE, age: 15 }, { ...FILE, primaryViolence: 'rape' }]) {
        for (const named of [false, true]) expect(rows(key, values, named).join('\n')).not.toMatch(/सुनीता|भरण-पोषण/u);
      }
    }
    expect(rows('registration', { ...FILE, primaryViolence: 'rape' }).join('\n')).not.toContain('बलात्कार');
  });

  test('has a cell for every column, a title and no word missing', () => {
    for (const { key, columns, recordTypes, rows: rowsOf } of REGISTERS) {
      const values: Values = recordTypes[0] === 'case' ? FILE
        : recordTypes[0] === 'call' ? { day: DAY, time: '10:00', disposition: 'registrable', by: 'p1', case: 'case-1' }
        : recordTypes[0] === 'meeting' ? { day: DAY, subject: 'टास्क फोर्स', 'directions.d.text': 'x', 'directions.d.dueDay': DAY }
        : { needed: 9, purchase: 'wanted', purchaseDay: DAY, rupees: 500, name: 'कंबल', unit: 'नग', 'moves.m.day': DAY, 'moves.m.kind': 'received', 'moves.m.amount': 3 };
      const made = rowsOf(recordAt(recordTypes[0] ?? '', values), at(), true);
      expect(made.length).toBeGreaterThan(0);
      for (const { cells } of made) expect([key, cells.length, cells.map(say).filter((cell) => cell.startsWith('?'))]).toEqual([key, columns.length, []]);
      expect(say({ key: `register.${key}.title` })).not.toMatch(/^\?/u);
      expect(columns.filter(({ name }) => say({ key: `register.${key}.column.${name}` }).startsWith('?'))).toEqual([]);
    }
  });
});
