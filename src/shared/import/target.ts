// What an import needs to know about the table a programme takes in: its columns under every name
// they carry in the field, how a cell is read, where a row belongs and which values it becomes.
// Data and pure functions; reading files, finding places and writing records is the server's.
//
//   file row ──headers──▶ cells (text) ──parse──▶ ImportRow ──keyOf / placeOf / toValues──▶ record
import type { FormDefinition } from '../form/definition.ts';
import type { FieldValue, Values } from '../record/change.ts';
import type { RecordType } from '../record/record-type.ts';
import type { PlaceLevel } from '../place/place.ts';
import type { QualityPath } from '../subjects/quality.ts';

/**
 * Result of reading one cell. `code` names what is wrong; its words are
 * `<programme>:import.<target>.error.<code>`. An empty optional cell reads as `null`.
 */
export type ParsedCell = { readonly ok: true; readonly value: FieldValue } | { readonly ok: false; readonly code: string };

export interface ImportColumn {
  /** Name within the target; its words are `<programme>:import.<target>.column.<name>`. */
  readonly name: string;
  /**
   * Headers it is known by, in either script, as printed. They are compared after
   * `normaliseHeader` (case, spaces, punctuation and nukta do not matter).
   */
  readonly synonyms: readonly string[];
  /** The file must have the column and every row a value. */
  readonly required: boolean;
  /** @param text the cell as it stands in the file, untrimmed. */
  readonly parse: (text: string) => ParsedCell;
  /** What it reads names a place, by code or name; the row keeps the place's code. */
  readonly isPlace?: true;
}

/** Parsed cells by column name; `null` for an empty cell, absent when the file lacks the column. */
export type ImportRow = Readonly<Record<string, FieldValue>>;

/**
 * How a code in a list names a place:
 * `lgd` (Local Government Directory of that level), `census2011` (district of the 2011 census),
 * `subdistrict` (LGD code of the subdistrict that covers a block), `list` (the list's own code).
 */
export type PlaceScheme = 'lgd' | 'census2011' | 'subdistrict' | 'list';

/** One step down the tree. A code is believed before a name; at least one of them is present. */
export interface PlaceStep {
  readonly level: PlaceLevel;
  readonly code?: { readonly scheme: PlaceScheme; readonly value: string };
  readonly name?: string;
}

/** A row that cannot be taken in: the columns at fault and what is wrong with them. */
export interface RowFault {
  readonly code: string;
  readonly columns: readonly string[];
}

/** `named`: a code, or names up or down the tree, among the places that are known; '': the place the list was given for. */
export type RowPlace = { readonly steps: readonly PlaceStep[] } | { readonly named: string };
export type PlacedRow = ({ readonly ok: true } & RowPlace) | { readonly ok: false; readonly fault: RowFault };

/** What is wrong with a row or a cell of it, and where its words are. */
export interface Fault {
  readonly code: string;
  /** Target columns at fault; empty: the row as a whole. */
  readonly columns: readonly string[];
  /** True: the words are the target's own, `<programme>:import.<target>.error.<code>`; false: `import:fault.<code>`. */
  readonly ofTarget: boolean;
  /** Key of other words, with numbers to fill in: those of the form or of the record's rule. */
  readonly words?: string;
  readonly values?: Readonly<Record<string, number>>;
}

export type JudgedRow = { readonly ok: true; readonly values: Values } | { readonly ok: false; readonly faults: readonly Fault[] };

/** A target made from a record type and its form (`type-target.ts`). */
export interface MadeTarget {
  readonly type: RecordType;
  readonly form: FormDefinition | undefined;
  /** Levels at which its records lie; default: all but the state. */
  readonly levels: readonly PlaceLevel[] | undefined;
  /** Kinds of the offices that keep them, where only such do. */
  readonly offices: readonly string[] | undefined;
  /** The row as it would be saved, judged by the form, the type's rules and its limits. @param today ISO day */
  readonly judge: (row: ImportRow, today: string) => JudgedRow;
  /** Words of a column, and of the whole list. */
  readonly columnWords: (column: string) => string;
  readonly title: string;
  /** Column → the list of its choices and the keys of their words, for a sheet to fill in. */
  readonly choices: Readonly<Record<string, readonly { readonly value: string; readonly words: string }[]>>;
}

export interface ImportTarget {
  /** `ration-card-list`; unique within its programme. */
  readonly name: string;
  /** Record type that each row becomes. */
  readonly recordType: string;
  readonly columns: readonly ImportColumn[];
  /** The row's natural key: the same key in one district is the same record. Undefined: the row has none and is refused. */
  readonly keyOf: (row: ImportRow) => string | undefined;
  /**
   * Steps from the highest level the row names to the lowest, gaps allowed (a list without
   * panchayats): the server fills what the upload itself says (state, district, block).
   */
  readonly placeOf: (row: ImportRow) => PlacedRow;
  /** What is wrong with the row as a whole (columns that contradict each other). */
  readonly faultsOf: (row: ImportRow) => readonly RowFault[];
  /** The record's values, without its place. */
  readonly toValues: (row: ImportRow) => Values;
  /**
   * Values that a second import may renew (dealer, card type). Everything else that a person has
   * written since stays as she wrote it.
   */
  readonly renews: readonly string[];
  /** Rows stay a department's list about persons (`shared/subjects`), and become no records: `recordType` is '', and `keyOf`, `placeOf`, `faultsOf`, `toValues` are not asked. */
  readonly subjects?: SubjectColumns;
  /** Then the person chooses by which columns a row is known again, and `keyOf`, `faultsOf`, `toValues` are not asked. */
  readonly made?: MadeTarget;
}

/** Where and when a row of persons is judged. */
export interface JudgedOn {
  /** ISO day. */
  readonly today: string;
  /** LGD code of the state that the list is of. */
  readonly state: number;
}

/** `key`: what makes the row known again within its department and category. */
export type JudgedSubject = { readonly ok: true; readonly key: string; readonly values: Values } | { readonly ok: false; readonly faults: readonly Fault[] };

/** What is particular to a list about persons. */
export interface SubjectColumns {
  readonly category: string;
  /** Of a list without names: does something that says who she is stand under this header? Nothing under it is shown, taken in or kept. */
  readonly refuses?: (header: string) => boolean;
  /** Names of the columns that lists of this category alone have: by them a file of another department is told. */
  readonly own: readonly string[];
  /** Column in which a list may name its category, and the category that a cell names. */
  readonly told: { readonly column: string; readonly category: (text: string) => string | undefined };
  /** Paths by which it is said how complete a row is. */
  readonly scored: readonly QualityPath[];
  readonly judge: (row: ImportRow, on: JudgedOn) => JudgedSubject;
  /** Keys of words. */
  readonly columnWords: (column: string) => string;
  readonly faultWords: (code: string) => string;
}

/** A list with the programme that takes it in. */
export interface ProgrammeList {
  readonly programme: string;
  readonly target: ImportTarget;
  /** Of a made target: the same by another version of its form. */
  readonly again?: (form: FormDefinition) => ImportTarget;
}

/** A column that a made list has beside the fields of its record: one cell for what is several answers there. */
export interface OwnColumn {
  readonly programme: string;
  readonly recordType: string;
  readonly column: ImportColumn;
  /** Key of its name. */
  readonly words: string;
  /** What the row's cell becomes. */
  readonly valuesOf: (row: ImportRow) => Values;
}

/** Which column each header of a file stands for; the first header wins where two mean the same. */
export function matchHeaders(target: ImportTarget, headers: readonly string[]): {
  /** Column name → index of the header. */
  readonly at: ReadonlyMap<string, number>;
  readonly unknown: readonly string[];
  /** Required columns that the file lacks. */
  readonly missing: readonly string[];
} {
  const bySynonym = new Map(target.columns.flatMap((c) => [c.name, ...c.synonyms].map((s) => [normaliseHeader(s), c.name] as const)));
  const at = new Map<string, number>();
  const unknown: string[] = [];
  for (const [index, header] of headers.entries()) {
    const name = bySynonym.get(normaliseHeader(header));
    if (name === undefined) unknown.push(header);
    else if (!at.has(name)) at.set(name, index);
  }
  return { at, unknown, missing: target.columns.filter((c) => c.required && !at.has(c.name)).map((c) => c.name) };
}

/** `  Ration-Card No. ` → `rationcardno`, `कार्ड नं०` → `कार्डनं` (the zero marks an abbreviation). */
export function normaliseHeader(header: string): string {
  return header.normalize('NFKD').toLowerCase().replace(/(?<=[\p{L}\p{M}])०(?![०-९])/gu, '').replace(/[^\p{L}\p{M}\p{N}]|\u093c/gu, '');
}
