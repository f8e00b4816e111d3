// A form is data in the vocabulary of XLSForm (xlsform.org), so that a published one can be loaded
// by the same engine. Published versions are never edited; a record keeps `form@version`.
// Words: `<programme>:form.<form>.<name>.label | .hint | .error`, choices
// `<programme>:choice.<list>.<value>`; a loaded XLSForm carries its own words in `label` etc.

/** XLSForm expression: `${age} >= 18 and selected(${needs}, 'housing')`. */
export type Expression = string;
export type Words = Readonly<Record<string, string>>;

export interface Choice {
  readonly value: string;
  readonly label?: Words;
  /** Name of an icon in `client/ui/icons`. */
  readonly icon?: string;
  /** Extra columns for `choice_filter`. */
  readonly [column: string]: string | Words | undefined;
}

interface Named {
  readonly name: string;
  readonly label?: Words;
  readonly hint?: Words;
  readonly relevant?: Expression;
  /**
   * What the record says already stays as it is when this is not relevant now, with everything in it
   * (a survey opened again at a locked door). Without it, an answer that is no longer relevant is emptied.
   */
  readonly keeps?: boolean;
}

export type QuestionType =
  | 'text' | 'integer' | 'decimal' | 'date' | 'age' | 'select_one' | 'select_multiple' | 'yes_no'
  | 'tel' | 'digits' | 'note' | 'calculate' | 'geopoint' | 'image';

export interface Question extends Named {
  readonly type: QuestionType;
  readonly required?: boolean | Expression;
  readonly constraint?: Expression;
  readonly constraintMessage?: Words;
  readonly calculation?: Expression;
  readonly default?: Expression;
  /** Name of a list in `choices`, for selects. */
  readonly list?: string;
  readonly choiceFilter?: Expression;
  readonly appearance?: string;
  readonly readonly?: boolean;
  /**
   * For `age`, which keeps completed years in its own field: the field of the same row that keeps the
   * date of birth when it is known, and the one that keeps the day on which the age was told.
   */
  readonly birthField?: string;
  readonly dayField?: string;
}

/** A group with appearance `field-list` is one page on the phone. */
export interface Group extends Named {
  readonly type: 'group';
  readonly appearance?: string;
  readonly children: readonly FormNode[];
}

/** Rows are keyed by id, never by position: answers are `members.<row>.<name>`. Repeats do not nest. */
export interface Repeat extends Named {
  readonly type: 'repeat';
  readonly children: readonly FormNode[];
  readonly min?: number;
  readonly max?: number;
}

export type FormNode = Question | Group | Repeat;

export interface FormDefinition {
  /** `jeevika.survey` */
  readonly id: string;
  readonly version: number;
  readonly recordType: string;
  /**
   * Version of the record type whose names it uses, default 1. A form of an older app goes on in the
   * names of its time; what it writes is brought to the present ones on reading.
   */
  readonly schema?: number;
  /**
   * The form fills one row of this repeat of the record: its question `day` is the field
   * `services.<row>.day` when `row` is `services`.
   */
  readonly row?: string;
  readonly children: readonly FormNode[];
  readonly choices: Readonly<Record<string, readonly Choice[]>>;
  /** Lists that an administrator may extend; their fields are `open`. The list `agency` of `one-stop-centre.referral` is `one-stop-centre.agency` in the rulebook. */
  readonly open?: readonly string[];
}

export function formRef(form: FormDefinition): string {
  return `${form.id}@${form.version}`;
}
