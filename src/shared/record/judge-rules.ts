// The rules of a record type, judged over the whole record: on the phone before anything is written, and
// by the server after the merge. A change answers only for what it breaks itself: what the record broke
// already stays to be mended, and stops no other work.
import type { FieldPath, Values } from './change.ts';
import type { RecordType } from './record-type.ts';

export interface BrokenRule {
  /** Its words: `<programme>:rule.<code>`. */
  readonly code: string;
  readonly paths: readonly FieldPath[];
}

/**
 * Rules that `after` breaks at paths where `before` (undefined: a new record) kept them. Rules of the record
 * type are pure; of a type without rules nothing is looked at.
 * @param today ISO day on which the change was captured
 */
export function newlyBroken({ rules }: Pick<RecordType, 'rules'>, before: Values | undefined, after: Values, today: string): readonly BrokenRule[] {
  if (rules === undefined || rules.length === 0) return NONE;
  return rules.flatMap(({ code, broken }) => {
    const now = broken(after, today);
    if (now.length === 0) return [];
    const was = new Set(before === undefined ? [] : broken(before, today));
    const paths = now.filter((path) => !was.has(path));
    return paths.length === 0 ? [] : [{ code, paths: [...new Set(paths)] }];
  });
}

const NONE: readonly BrokenRule[] = [];

// A held change travels with the paths at fault. The rule's code goes beside them, marked: no path of a
// record has a colon before its first dot.
const MARK = 'rule:';

export function rulePaths(broken: readonly BrokenRule[]): string[] {
  return broken.flatMap(({ code, paths }) => [...paths, MARK + code]);
}

/** Codes of the rules that a held change broke. */
export function rulesAmong(paths: readonly string[]): string[] {
  return paths.flatMap((path) => (path.startsWith(MARK) ? [path.slice(MARK.length)] : []));
}
