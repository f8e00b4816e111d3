// घरेलू घटना रिपोर्ट: after Form I of the PWDV Rules 2006 (dossier A6). The wording is general
// knowledge, so the paper says that the centre made it. It fills itself from the file.
import type { CaseContext, Paper, PaperBlock } from '#shared/case-work.ts';
import type { Fact, Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import { subjectAge } from '../age.ts';
import { DIR_ECONOMIC, DIR_HELP, DIR_ORDERS, DIR_PAPERS, DIR_SEXUAL, DIR_VERBAL } from '../lists.ts';
import { rowsByDay, textOf } from '../read.ts';
import { BLANK, chosen, fact, factIf, head, heading, signatures, text, ticks, title, yesNo } from './blocks.ts';

export const dirPaper: Paper = {
  key: 'dir',
  ready: ({ values }) => textOf(values, 'dirDay') !== '',
  blocks: ({ values }, context) => [
    title('dir'),
    text('dir.form'),
    { kind: 'facts', facts: [fact('number', textOf(values, 'number')), fact('dirDay', textOf(values, 'dirDay'))] },
    heading('dir.aggrieved'),
    { kind: 'facts', facts: aggrieved(values) },
    heading('dir.respondents'),
    people(values, 'accused', ['name', 'relation', 'address', 'phone']),
    heading('dir.children', { count: rowIds(values, 'children').length }),
    children(values),
    heading('dir.incidents'),
    ...rowsByDay(values, 'dirIncidents', 'day').flatMap((row, index) => incident(values, row, index + 1)),
    heading('dir.dowry'),
    { kind: 'facts', facts: [fact('dowryDemand', yesNo(values, 'dirDowry')), ...factIf('dowryDetails', textOf(values, 'dirDowryNote')), ...(values['dirDowry'] === true ? [fact('dowryList', yesNo(values, 'dirDowryList'))] : [])] },
    heading('dir.papers'),
    ticks(values, 'dirPapers', 'dirPaper', DIR_PAPERS),
    heading('dir.orders'),
    ticks(values, 'dirOrders', 'dirOrder', DIR_ORDERS),
    ...noteBlock(values, 'dirOrderNote'),
    heading('dir.help'),
    ticks(values, 'dirHelp', 'dirHelp', DIR_HELP),
    text(values['dirReadOver'] === true ? 'dir.wasReadOver' : 'dir.toReadOver'),
    values['dirCopyGiven'] === true ? text('dir.copyGiven', { day: textOf(values, 'dirCopyDay') }) : text('dir.copyFree'),
    { kind: 'facts', facts: [fact('writtenBy', writer(values, context)), fact('place', '')] },
    signatures('womanOrInformant', 'writer'),
  ],
};

function aggrieved(values: Values): readonly Fact[] {
  const age = subjectAge(values);
  // A copy goes to the second party: where she is now stays with the centre unless she wants it printed.
  const shown = values['dirShowContact'] === true;
  const throughCentre: Phrase = { key: 'printed.throughCentre' };
  return [
    fact('name', nameOf(values)),
    ...factIf('guardian', textOf(values, 'guardianName')),
    fact('age', age === undefined ? '' : { key: 'years', values: { age } }),
    fact('sharedHousehold', textOf(values, 'dirSharedHousehold')),
    fact('presentAddress', shown ? textOf(values, 'address') : throughCentre),
    fact('phone', shown ? textOf(values, 'safePhone') : throughCentre),
  ];
}

export function nameOf(values: Values): string | Phrase {
  return textOf(values, 'name') || { key: 'printed.nameNotTold' };
}

/** Repeat rows as a table whose columns are fields. */
function people(values: Values, repeat: string, fields: readonly string[]): PaperBlock {
  const rows = rowIds(values, repeat).map((row) => fields.map((field) => textOf(values, `${repeat}.${row}.${field}`) || BLANK));
  return { kind: 'table', head: head(...fields), rows: rows.length > 0 ? rows : [fields.map(() => BLANK)] };
}

function children(values: Values): PaperBlock {
  const rows = rowIds(values, 'children').map((row) => {
    const age = values[`children.${row}.age`];
    return [
      textOf(values, `children.${row}.name`) || BLANK,
      typeof age === 'number' ? { key: 'years', values: { age } } : BLANK,
      chosen(values, `children.${row}.sex`, 'sex') || BLANK,
      textOf(values, `children.${row}.with`) || BLANK,
    ];
  });
  return { kind: 'table', head: head('name', 'age', 'sex', 'residesWith'), rows };
}

function incident(values: Values, row: string, index: number): readonly PaperBlock[] {
  const at = `dirIncidents.${row}`;
  const value = (field: string): string => textOf(values, `${at}.${field}`);
  return [
    heading('dir.incident', { index }),
    { kind: 'facts', facts: [fact('day', value('day')), fact('time', value('time')), fact('place', value('place')), fact('by', value('by'))] },
    heading('dir.physical'),
    { kind: 'text', word: value('physical') || BLANK },
    heading('dir.sexual'),
    ticks(values, `${at}.sexual`, 'dirSexual', DIR_SEXUAL),
    ...noteBlock(values, `${at}.sexualNote`),
    heading('dir.verbal'),
    ticks(values, `${at}.verbal`, 'dirVerbal', DIR_VERBAL),
    ...noteBlock(values, `${at}.verbalNote`),
    heading('dir.economic'),
    ticks(values, `${at}.economic`, 'dirEconomic', DIR_ECONOMIC),
    ...noteBlock(values, `${at}.economicNote`),
  ];
}

function noteBlock(values: Values, path: string): readonly PaperBlock[] {
  const note = textOf(values, path);
  return note === '' ? [] : [{ kind: 'text', word: note }];
}

function writer(values: Values, context: CaseContext): string {
  return context.nameOf(textOf(values, 'worker') || context.person);
}
