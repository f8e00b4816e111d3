// What must fit together in a meeting and in a direction. Each is refused on the phone and held by the server.
import type { Values } from '#shared/record/change.ts';
import type { RecordRule } from '#shared/record/record-type.ts';
import { rowIds } from '#shared/record/record.ts';
import { textOf } from './read.ts';

/** Of two days the later one that is earlier than it should be. */
function before(values: Values, late: string, early: string): boolean {
  return textOf(values, late) !== '' && textOf(values, early) !== '' && textOf(values, late) < textOf(values, early);
}

export const MEETING_RULES: readonly RecordRule[] = [
  { code: 'meeting-without', broken: (values) => ['day', 'subject'].filter((path) => textOf(values, path) === '') },
  { code: 'period-backwards', broken: (values) => (before(values, 'to', 'from') ? ['to'] : []) },
  { code: 'held-ahead', broken: (values, today) => (values['status'] === 'held' && textOf(values, 'day') > today ? ['status', 'day'] : []) },
  { code: 'next-before', broken: (values) => (textOf(values, 'nextDay') !== '' && textOf(values, 'nextDay') <= textOf(values, 'day') ? ['nextDay'] : []) },
];

export const DIRECTION_RULES: readonly RecordRule[] = [
  // Action points need an owner and a due day (dossier D1).
  { code: 'direction-without', broken: (values) => ['text', 'post', 'dueDay', 'meetingPlace'].filter((path) => textOf(values, path) === '') },
  { code: 'due-before-given', broken: (values) => (before(values, 'dueDay', 'givenDay') ? ['dueDay'] : []) },
  {
    code: 'extension-without',
    broken: (values) => rowIds(values, 'extensions').flatMap((row) => ['to', 'reason'].map((field) => `extensions.${row}.${field}`).filter((path) => textOf(values, path).trim() === '')),
  },
  {
    code: 'extension-earlier',
    broken: (values) => rowIds(values, 'extensions').map((row) => `extensions.${row}.to`).filter((path) => textOf(values, path) !== '' && textOf(values, path) <= textOf(values, 'dueDay')),
  },
  { code: 'reply-empty', broken: (values) => rowIds(values, 'replies').map((row) => `replies.${row}.text`).filter((path) => textOf(values, path).trim() === '') },
  { code: 'reply-ahead', broken: (values, today) => rowIds(values, 'replies').map((row) => `replies.${row}.day`).filter((path) => textOf(values, path) > today) },
  { code: 'closed-ahead', broken: (values, today) => (textOf(values, 'statusDay') > today ? ['statusDay'] : []) },
  { code: 'closed-before-given', broken: (values) => (before(values, 'statusDay', 'givenDay') ? ['statusDay'] : []) },
  { code: 'returned-without', broken: (values) => (values['status'] === 'returned' && textOf(values, 'statusNote').trim() === '' ? ['statusNote'] : []) },
];
