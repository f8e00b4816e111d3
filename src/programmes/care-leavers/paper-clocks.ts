// Since when a paper lies at an office, and by which time limit. Her worker's tasks and the line of the paper
// go by it, and the counts of a review.
import { isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import type { PaperKind } from './lists.ts';
import { nodeOf } from './papers-graph.ts';
import { clockOfService } from './service-deadlines.ts';
import { rowAt } from './values.ts';

export interface PaperClock {
  /** Of the rulebook; undefined: no limit of that service is known. */
  readonly clock: string | undefined;
  /** ISO day. */
  readonly from: string;
  /** `from` is the day that the office wrote on the acknowledgement: it is late after that day. */
  readonly isSet?: true;
}

/** The office's own time: only once the application is complete, and only where a limit or a day is known. */
export function officeClock(values: Values, kind: PaperKind): PaperClock | undefined {
  const row = rowAt(values, 'papers', kind);
  if (row.text('state') !== 'submitted' || row.value('complete') !== true) return undefined;
  const { service } = nodeOf(kind);
  const clock = service === undefined ? undefined : clockOfService(service);
  const told = row.text('dueDay');
  if (isDay(told)) return { clock, from: told, isSet: true };
  const from = [row.text('completedDay'), row.text('ackDay'), row.text('appliedDay')].find(isDay);
  return clock === undefined || from === undefined ? undefined : { clock, from };
}

/** Where no time of the office runs, one asks after a while how far it is; likewise of an appeal. */
export function askClock(values: Values, kind: PaperKind): PaperClock | undefined {
  const row = rowAt(values, 'papers', kind);
  const state = row.text('state');
  const waits = state === 'appeal' || (state === 'submitted' && row.value('complete') !== false && officeClock(values, kind) === undefined);
  const from = row.text(state === 'appeal' ? 'appealDay' : 'appliedDay');
  return waits && isDay(from) ? { clock: 'care-ask', from } : undefined;
}
