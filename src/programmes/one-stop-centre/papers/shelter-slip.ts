// Admission slip of the shelter. She may have to show it: it bears the number, never the name.
import type { Paper } from '#shared/case-work.ts';
import { bedName, stayOf, withHer } from '../shelter.ts';
import { textOf } from '../read.ts';
import { fact, factIf, signatures, text, title } from './blocks.ts';

export const shelterSlip: Paper = {
  key: 'shelter-slip',
  repeat: 'stays',
  ready: ({ values }, row) => row !== undefined && textOf(values, `stays.${row}.inDay`) !== '',
  blocks: ({ values }, context, row) => {
    const stay = stayOf(values, row ?? '');
    return [
      title('shelter-slip'),
      {
        kind: 'facts',
        facts: [
          fact('number', textOf(values, 'number')), fact('bed', bedName(stay, context)), fact('inDay', { key: 'dayTime', values: { day: stay.inDay, time: stay.inTime } }),
          fact('withHer', withHer(stay)),
          ...(stay.outDay === '' ? [] : [fact('outDay', { key: 'dayTime', values: { day: stay.outDay, time: stay.outTime } }), ...factIf('outTo', stay.outTo === '' ? '' : { key: `choice.shelterEnd.${stay.outTo}` })]),
        ],
      },
      text('shelter-slip.limit', { days: context.rules.clock('shelter').limit.amount }),
      text('shelter-slip.free'),
      text('shelter-slip.things'),
      signatures('woman', 'caseWorker'),
    ];
  },
};
