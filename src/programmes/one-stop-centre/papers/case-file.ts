// संचिका: the whole file with its days, as it lies in the almirah. Whoever prints it is asked why where
// the table of rights says so; it leaves the centre only by order of a court.
import type { CaseContext, Paper, PaperBlock } from '#shared/case-work.ts';
import type { Fact, Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import { isChildsFile, subjectAge } from '../age.ts';
import { rowsByDay, textOf } from '../read.ts';
import { bedName, staysOf, withHer } from '../shelter.ts';
import { allChosen, BLANK, chosen, fact, factIf, head, heading, signatures, text, title, yesNo } from './blocks.ts';
import { nameOf } from './dir.ts';

export const caseFile: Paper = {
  key: 'case-file',
  ready: ({ values }) => textOf(values, 'registeredDay') !== '',
  blocks: ({ values }, context) => [
    title('case-file'),
    text('case-file.secret'),
    ...(isChildsFile(values) ? [text('case-file.child')] : []),
    { kind: 'facts', facts: registration(values, context) },
    heading('case-file.person'),
    { kind: 'facts', facts: person(values) },
    heading('case-file.incident'),
    { kind: 'facts', facts: incident(values) },
    ...rows(values, 'accused', 'case-file.accused', ['name', 'relation', 'address'], (at) => ['name', 'relation', 'address'].map((field) => textOf(values, `${at}.${field}`))),
    heading('case-file.risk'),
    { kind: 'facts', facts: [...factIf('risks', allChosen(values, 'risks', 'risk')), ...factIf('note', textOf(values, 'riskNote')), ...factIf('day', textOf(values, 'riskDay')), fact('riskOver', { key: values['riskOver'] === true ? 'yes' : 'no' })] },
    ...rows(values, 'services', 'case-file.services', ['day', 'service', 'provider', 'result', 'note'], (at) => [
      textOf(values, `${at}.day`), chosen(values, `${at}.kind`, 'service'), textOf(values, `${at}.provider`), chosen(values, `${at}.outcome`, 'serviceOutcome'), textOf(values, `${at}.note`),
    ], 'day'),
    ...rows(values, 'referrals', 'case-file.referrals', ['sentDay', 'to', 'purpose', 'receivedDay', 'answer', 'answeredDay'], (at) => [
      textOf(values, `${at}.sentDay`), chosen(values, `${at}.agency`, 'agency'), textOf(values, `${at}.purpose`), textOf(values, `${at}.receivedDay`), chosen(values, `${at}.answer`, 'answer'), textOf(values, `${at}.answeredDay`),
    ], 'sentDay'),
    ...rows(values, 'counselling', 'case-file.counselling', ['day', 'with', 'result', 'nextDay'], (at) => [
      textOf(values, `${at}.day`), chosen(values, `${at}.with`, 'sittingWith'), chosen(values, `${at}.result`, 'sittingResult'), textOf(values, `${at}.nextDay`),
    ], 'day'),
    ...stays(values, context),
    ...child(values),
    ...dir(values),
    ...rows(values, 'followUps', 'case-file.followUps', ['dueDay', 'doneDay', 'way', 'followUpState', 'note'], (at) => [
      textOf(values, `${at}.dueDay`), textOf(values, `${at}.doneDay`), chosen(values, `${at}.way`, 'way'), chosen(values, `${at}.state`, 'followUpState'), textOf(values, `${at}.note`),
    ], 'dueDay'),
    ...rows(values, 'papers', 'case-file.papers', ['day', 'paper'], (at) => [textOf(values, `${at}.day`), chosen(values, `${at}.kind`, 'paper')], 'day'),
    ...rows(values, 'pauses', 'case-file.pauses', ['clock', 'from', 'until', 'reason'], (at) => [
      chosen(values, `${at}.clock`, 'clock'), textOf(values, `${at}.from`), textOf(values, `${at}.to`), textOf(values, `${at}.reason`),
    ], 'from'),
    heading('case-file.end'),
    { kind: 'facts', facts: end(values) },
    signatures('caseWorker', 'centreHead'),
  ],
};

function registration(values: Values, context: CaseContext): readonly Fact[] {
  return [
    fact('number', textOf(values, 'number')),
    fact('registeredDay', { key: 'dayTime', values: { day: textOf(values, 'registeredDay'), time: textOf(values, 'registeredTime') } }),
    fact('mode', chosen(values, 'mode', 'mode')),
    fact('takenBy', context.nameOf(textOf(values, 'takenBy'))),
    fact('worker', context.nameOf(textOf(values, 'worker'))),
    fact('consentRegister', yesNo(values, 'consentRegister')),
    fact('consentContact', yesNo(values, 'consentContact')),
    ...factIf('consentDay', textOf(values, 'consentDay')),
  ];
}

function person(values: Values): readonly Fact[] {
  const age = subjectAge(values);
  return [
    fact('name', nameOf(values)),
    ...factIf('guardian', textOf(values, 'guardianName')),
    fact('age', age === undefined ? '' : { key: 'years', values: { age } }),
    ...factIf('maritalStatus', chosen(values, 'maritalStatus', 'maritalStatus')),
    ...factIf('socialCategory', chosen(values, 'socialCategory', 'socialCategory')),
    ...factIf('education', chosen(values, 'education', 'education')),
    ...factIf('occupation', textOf(values, 'occupation')),
    fact('presentAddress', textOf(values, 'address')),
    ...factIf('phone', textOf(values, 'safePhone')),
    ...factIf('children', rowIds(values, 'children').length === 0 ? '' : String(rowIds(values, 'children').length)),
  ];
}

function incident(values: Values): readonly Fact[] {
  return [
    fact('violence', allChosen(values, 'violence', 'violence')),
    fact('primaryViolence', chosen(values, 'primaryViolence', 'violence')),
    ...factIf('day', textOf(values, 'incidentDay')),
    ...factIf('since', textOf(values, 'incidentSince')),
    ...factIf('place', textOf(values, 'incidentPlace')),
    ...factIf('story', textOf(values, 'incidentStory')),
    ...factIf('injuries', textOf(values, 'injuries')),
    ...factIf('firNumber', textOf(values, 'firNumber')),
    ...factIf('courtNumber', textOf(values, 'courtNumber')),
  ];
}

function stays(values: Values, context: CaseContext): readonly PaperBlock[] {
  const all = staysOf(values);
  if (all.length === 0) return [];
  return [heading('case-file.shelter'), {
    kind: 'table',
    head: head('bed', 'inDay', 'withHer', 'longerReason', 'outDay', 'outTo'),
    rows: all.map((stay) => [
      bedName(stay, context), { key: 'dayTime', values: { day: stay.inDay, time: stay.inTime } }, withHer(stay), stay.longerReason === '' ? BLANK : { key: `choice.stayReason.${stay.longerReason}` },
      stay.outDay === '' ? BLANK : { key: 'dayTime', values: { day: stay.outDay, time: stay.outTime } }, stay.outTo === '' ? BLANK : { key: `choice.shelterEnd.${stay.outTo}` },
    ]),
  }];
}

function child(values: Values): readonly PaperBlock[] {
  if (textOf(values, 'foundDay') === '') return [];
  return [heading('case-file.childsPath'), {
    kind: 'facts',
    facts: [
      fact('foundDay', { key: 'dayTime', values: { day: textOf(values, 'foundDay'), time: textOf(values, 'foundTime') } }),
      fact('cwcDay', textOf(values, 'cwcDay') === '' ? '' : { key: 'dayTime', values: { day: textOf(values, 'cwcDay'), time: textOf(values, 'cwcTime') } }),
      ...['cwcLateReason', 'cwcOrder', 'pocsoReportDay', 'pocsoReportTo', 'supportPerson'].flatMap((field) => factIf(field, textOf(values, field))),
    ],
  }];
}

function dir(values: Values): readonly PaperBlock[] {
  if (textOf(values, 'dirDay') === '') return [];
  return [heading('case-file.dir'), {
    kind: 'facts',
    facts: [fact('dirDay', textOf(values, 'dirDay')), fact('incidents', String(rowIds(values, 'dirIncidents').length)), ...factIf('orders', allChosen(values, 'dirOrders', 'dirOrder')), fact('copyDay', textOf(values, 'dirCopyDay'))],
  }];
}

function end(values: Values): readonly Fact[] {
  return [
    fact('status', { key: `choice.status.${textOf(values, 'status') || 'open'}` }),
    ...factIf('day', textOf(values, 'statusDay')),
    ...factIf('outcome', chosen(values, 'outcome', 'outcome')),
    ...factIf('note', textOf(values, 'outcomeNote')),
    ...factIf('feedback', chosen(values, 'feedback', 'feedback')),
    ...factIf('reopenedDay', textOf(values, 'reopenedDay')),
    ...factIf('reason', textOf(values, 'reopenReason')),
  ];
}

/** A table of the rows of a repeat, numbered, left out when there is none. */
function rows(values: Values, repeat: string, title: string, columns: readonly string[], cells: (at: string) => readonly (string | Phrase)[], day = ''): readonly PaperBlock[] {
  const ids = day === '' ? rowIds(values, repeat) : rowsByDay(values, repeat, day);
  if (ids.length === 0) return [];
  return [heading(title), { kind: 'table', head: head(...columns), rows: ids.map((row) => cells(`${repeat}.${row}`).map((cell) => cell || BLANK)) }];
}
