// Has she been here before? The same safe number, or her name together with that of husband or father,
// in any spelling. It only asks the worker to look: nothing is joined by itself.
import { SAME_NAME, scoreNames } from '#shared/people/names.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { textOf } from './read.ts';

/** @param files of the office, as far as they are on this phone */
export function earlierFiles(values: Values, files: readonly DehriRecord[], self?: DehriRecord['id']): readonly DehriRecord[] {
  return files.filter((file) => file.id !== self && (isSame(values, file.values, 'safePhone') || (soundsSame(values, file.values, 'name') && soundsSame(values, file.values, 'guardianName'))));
}

function isSame(a: Values, b: Values, path: string): boolean {
  return textOf(a, path) !== '' && textOf(a, path) === textOf(b, path);
}

function soundsSame(a: Values, b: Values, path: string): boolean {
  const [one, other] = [textOf(a, path), textOf(b, path)];
  return one !== '' && other !== '' && scoreNames(one, other) >= SAME_NAME;
}
