// A 181 call: disposed in one tap, or the beginning of a file (dossier A4).
import type { CaseContext, CallWork } from '#shared/case-work.ts';
import { textOf } from './read.ts';

export const calls: CallWork = {
  recordType: 'call',
  dispositions: [
    { value: 'registrable', icon: 'file', tone: 'mend', becomesCase: true },
    { value: 'information', icon: 'info', tone: 'done' },
    { value: 'blank', icon: 'speaker', tone: 'closed' },
    { value: 'dropped', icon: 'close', tone: 'closed' },
    { value: 'insufficient', icon: 'question', tone: 'later' },
    { value: 'wrong', icon: 'no', tone: 'closed' },
    { value: 'repeat', icon: 'undo', tone: 'later' },
  ],
  dispose: (disposition, context) => ({ day: context.today, time: clockOf(context), disposition, by: context.person }),
  toCase: (call, context) => ({ call, mode: 'call_181', registeredDay: context.today, registeredTime: clockOf(context) }),
  dayOf: ({ values }) => textOf(values, 'day'),
  dispositionOf: ({ values }) => textOf(values, 'disposition'),
  awaitsCase: ({ values }) => values['disposition'] === 'registrable' && textOf(values, 'case') === '',
};

/** `14:30` by India's clocks. */
export function clockOf({ now }: Pick<CaseContext, 'now'>): string {
  const minutes = Math.floor(now / 60_000) + 330;
  const of = (n: number): string => String(((n % 60) + 60) % 60).padStart(2, '0');
  return `${String(((Math.floor(minutes / 60) % 24) + 24) % 24).padStart(2, '0')}:${of(minutes)}`;
}
