// The tables that are kept on paper: members of the alliance, papers, stipend, mentors. Without leave to
// name, the number of the file stands for the person.
import type { Register } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { ageOn } from './age.ts';
import { PAPER_KINDS } from './lists.ts';
import { meetingsOf } from './mentors.ts';
import { paperDue, paperPhrase, paperShown } from './paper-tracker.ts';
import { openChoice } from './phrases.ts';
import { monthPhrase, rupees, stipendMonths } from './stipend.ts';
import { rowAt, rowsOf, textOf } from './values.ts';

type Cell = string | Phrase;

const member: Register = {
  key: 'alliance',
  recordTypes: ['careLeaver'],
  columns: [{ name: 'member' }, { name: 'file' }, { name: 'name', width: 2 }, { name: 'sex' }, { name: 'age' }, { name: 'home', width: 2 }, { name: 'joined' }],
  rows: ({ values }, { today }, named) => (values['allianceMember'] !== true ? [] : [{
    day: textOf(values, 'allianceDay'),
    cells: [
      textOf(values, 'allianceNumber'), textOf(values, 'number'), who(values, named), choiceCell('sex', textOf(values, 'sex')),
      String(ageOn(values, today) ?? ''), named ? textOf(values, 'homeName') : '', textOf(values, 'allianceDay'),
    ],
  }]),
};

const papers: Register = {
  key: 'papers',
  recordTypes: ['careLeaver'],
  columns: [{ name: 'file' }, { name: 'name', width: 2 }, { name: 'paper', width: 2 }, { name: 'applied' }, { name: 'ack' }, { name: 'due' }, { name: 'state' }, { name: 'issued' }],
  rows: ({ values }, context, named) => PAPER_KINDS.flatMap((kind) => {
    const row = rowAt(values, 'papers', kind);
    if (row.text('state') === '' || row.text('state') === 'not_needed') return [];
    return [{
      day: row.text('appliedDay') || row.text('issuedDay') || textOf(values, 'registeredDay'),
      cells: [
        textOf(values, 'number'), who(values, named), paperPhrase(kind), row.text('appliedDay'), row.text('ackNumber'),
        paperDue(values, kind, context)?.due ?? '', { key: `paperShown.${paperShown(values, kind, context)}` }, row.text('issuedDay'),
      ],
    }];
  }),
};

const stipend: Register = {
  key: 'stipend',
  recordTypes: ['careLeaver'],
  columns: [{ name: 'file' }, { name: 'name', width: 2 }, { name: 'month' }, { name: 'amount' }, { name: 'received' }, { name: 'note', width: 2 }],
  rows: ({ values }, context, named) => stipendMonths(values, context).map(({ month, amount, receivedDay, overdue }) => ({
    day: receivedDay || `${month}-01`,
    cells: [
      textOf(values, 'number'), who(values, named), monthPhrase(month), amount === undefined ? { key: overdue ? 'stipend.state.missing' : 'stipend.state.awaited' } : rupees(amount),
      receivedDay, rowAt(values, 'stipend', month).text('note'),
    ],
  })),
};

const mentors: Register = {
  key: 'mentors',
  recordTypes: ['careLeaver'],
  columns: [{ name: 'file' }, { name: 'name', width: 2 }, { name: 'mentor', width: 2 }, { name: 'from' }, { name: 'to' }, { name: 'meetings' }, { name: 'endWhy', width: 2 }],
  rows: ({ values }, { rules }, named) => rowsOf(values, 'mentorships').filter((row) => row.text('mentor') !== '').map((row) => ({
    day: row.text('from'),
    cells: [
      textOf(values, 'number'), who(values, named), named ? row.text('mentorName') : '', row.text('from'), row.text('to'),
      String(meetingsOf(values, row).length), row.text('endWhy') === '' ? '' : openChoice('pairingEnd', row.text('endWhy'), rules),
    ],
  })),
};

export const REGISTERS: readonly Register[] = [member, papers, stipend, mentors];

function who(values: DehriRecord['values'], named: boolean): string {
  return named ? textOf(values, 'name') : '';
}

function choiceCell(list: string, value: string): Cell {
  return value === '' ? '' : { key: `choice.${list}.${value}` };
}
