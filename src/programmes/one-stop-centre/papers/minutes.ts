// कार्यवाही: the minutes of a meeting with its directions, to be signed and sent out (dossier A2, D1).
import type { Paper } from '#shared/case-work.ts';
import { rowIds } from '#shared/record/record.ts';
import { rowsByDay, textOf } from '../read.ts';
import { BLANK, fact, factIf, head, heading, signatures, title } from './blocks.ts';

export const minutesPaper: Paper = {
  key: 'minutes',
  ready: ({ values }) => textOf(values, 'day') !== '',
  blocks: ({ values }) => [
    title('minutes'),
    { kind: 'facts', facts: [fact('day', textOf(values, 'day')), fact('subject', textOf(values, 'subject')), fact('chair', textOf(values, 'chair')), ...factIf('present', textOf(values, 'present'))] },
    heading('minutes.said'),
    { kind: 'text', word: textOf(values, 'minutes') || BLANK },
    ...(rowIds(values, 'directions').length === 0 ? [] : [
      heading('minutes.directions'),
      {
        kind: 'table' as const,
        head: head('direction', 'owner', 'until', 'doneDay', 'reply'),
        rows: rowsByDay(values, 'directions', 'dueDay').map((row) => ['text', 'owner', 'dueDay', 'doneDay', 'reply'].map((field) => textOf(values, `directions.${row}.${field}`) || BLANK)),
      },
    ]),
    signatures('chair'),
  ],
};
