// A clock of the file that stands still: since when, and for what reason. It is shown as stopped, with
// the reason, and never hidden.
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import type { Pause } from '#shared/task/clock.ts';
import { textOf } from './read.ts';

export function pausesOf(values: Values, clock: string): readonly Pause[] {
  return rowIds(values, 'pauses').flatMap((id) => {
    const [from, to] = [textOf(values, `pauses.${id}.from`), textOf(values, `pauses.${id}.to`)];
    if (from === '' || textOf(values, `pauses.${id}.clock`) !== clock) return [];
    return [{ from, ...(to !== '' && { to }), reason: textOf(values, `pauses.${id}.reason`) }];
  });
}
