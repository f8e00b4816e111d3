// Two rows of lists side by side: what each says of one field stands in one line, with how alike it is.
import { COMPARED, type Compared, type Likeness } from '#shared/people/same-person/judged.ts';
import type { PairSide, SubjectPair } from '#shared/subjects/pair.ts';

/** Which of a row's paths are looked at together. */
const PATHS: Readonly<Record<Compared, readonly string[]>> = {
  name: ['name'], father: ['father'], mother: ['mother'], birth: ['birthDay', 'age'], sex: ['sex'], place: ['district', 'block', 'village'], school: ['school'], phone: ['phone'], number: ['idTail', 'caseNumber'],
};
const COMPARED_PATHS: ReadonlySet<string> = new Set(Object.values(PATHS).flat());

type Said = readonly (readonly [path: string, value: string | number])[];

export interface PairRow {
  /** Words `subjects:reason.field.<key>` of what is compared, else those of the path. */
  readonly key: string;
  readonly compared: boolean;
  /** Undefined: it was not compared. */
  readonly how: Likeness | undefined;
  readonly a: Said;
  readonly b: Said;
}

/** What was compared, in its order, then what else either says. What neither says is left out. */
export function pairRows({ a, b, reasons }: Pick<SubjectPair, 'a' | 'b' | 'reasons'>): readonly PairRow[] {
  const hows = new Map(reasons.map(({ field, how }) => [field, how]));
  const compared = COMPARED.map((field): PairRow => ({ key: field, compared: true, how: hows.get(field), a: saidAt(a, PATHS[field]), b: saidAt(b, PATHS[field]) }));
  const others = [...new Set([...Object.keys(a.said), ...Object.keys(b.said)])].filter((path) => !COMPARED_PATHS.has(path));
  return [
    ...compared.filter((row) => row.a.length + row.b.length > 0 || (row.how !== undefined && row.how !== 'unsaid')),
    ...others.map((path): PairRow => ({ key: path, compared: false, how: undefined, a: saidAt(a, [path]), b: saidAt(b, [path]) })),
  ];
}

function saidAt({ said }: PairSide, paths: readonly string[]): Said {
  return paths.flatMap((path) => {
    const value = said[path];
    return value === undefined || value === '' ? [] : [[path, value] as const];
  });
}
