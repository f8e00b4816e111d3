// A clock of the file that stands still: since when, and for what reason. It is shown as stopped, with
// the reason, and never hidden.
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import type { Pause } from '#shared/task/clock.ts';
import { textOf } from './read.ts';

/** Pauses of a clock; with `row` (`referrals.k7`) those of that row and those of the clock as a whole. */
export function pausesOf(values: Values, clock: string, row?: string): readonly Pause[] {
  return rowIds(values, 'pauses').flatMap((id) => {
    const said = textOf(values, `pauses.${id}.clock`);
    const [from, to] = [textOf(values, `pauses.${id}.from`), textOf(values, `pauses.${id}.to`)];
    if (from === '' || (said !== clock && (row === undefined || said !== `${clock}:${row}`))) return [];
    return [{ from, ...(to !== '' && { to }), reason: textOf(values, `pauses.${id}.reason`) }];
  });
}
