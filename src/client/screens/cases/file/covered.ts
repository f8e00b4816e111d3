// A file without the answers that say who she or someone of hers is: what a page shows before names are
// asked for. They are taken out of the record, so that nothing drawn from it can show them.
import type { CaseWork } from '#shared/case-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { patternOf, type RecordType } from '#shared/record/record-type.ts';

export function coveredFile(work: CaseWork, type: RecordType, record: DehriRecord): DehriRecord {
  const covered = coveredPatterns(work, type);
  return { ...record, values: Object.fromEntries(Object.entries(record.values).filter(([path]) => !covered.has(patternOf(path)))) };
}

const patterns = new WeakMap<CaseWork, ReadonlySet<string>>();

function coveredPatterns(work: CaseWork, type: RecordType): ReadonlySet<string> {
  const known = patterns.get(work) ?? new Set([
    ...(type.searchNames ?? []),
    ...(type.searchDigits ?? []),
    ...(work.names ?? Object.keys(type.fields).filter((pattern) => saysWho(pattern) || type.fields[pattern]?.kind === 'phone')),
  ].filter((pattern) => pattern !== work.numberPath));
  patterns.set(work, known);
  return known;
}

/** `name`, `fatherName`, `accused.*.address` … : where a programme has not said it itself. */
function saysWho(pattern: string): boolean {
  return /(?:^|\.)(?:name|alias|address|[a-z]+(?:Name|Address))$/u.test(pattern);
}
