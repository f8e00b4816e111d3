// The calls of today, and older ones that should be a file and are none yet: to put a wrong tap right, to
// write what was asked about, to go on to the file.
import type { OfficeList } from '#shared/case-work.ts';
import type { DoorState } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { calls } from './calls.ts';
import { line } from './case-facts.ts';
import { call } from './forms/call.ts';
import { textOf } from './read.ts';

const state = (key: string, tone: DoorState['tone']): DoorState => ({ key, tone, word: { key: `call.state.${key}` } });
const STATES = { open: state('open', 'mend'), file: state('file', 'done'), done: state('done', 'closed') } as const;

export const callsList: OfficeList = {
  key: 'calls',
  recordType: calls.recordType,
  icon: 'call',
  offices: ['osc'],
  forms: [call.id],
  states: Object.values(STATES),
  stateOf,
  shows: (record, { today }) => textOf(record.values, 'day') === today || stateOf(record) === STATES.open,
  card: ({ values }) => ({ title: line(textOf(values, 'time'), { key: `choice.disposition.${textOf(values, 'disposition') || 'insufficient'}` }), detail: line(textOf(values, 'day'), textOf(values, 'about')) }),
};

function stateOf(record: DehriRecord): DoorState {
  if (calls.awaitsCase(record)) return STATES.open;
  return textOf(record.values, 'case') === '' ? STATES.done : STATES.file;
}
