// An answer to one field of a record, typed outside of its form: read and judged as the form would.
import { aadhaarProblem, kindProblem, limitProblem, readTyped, type ProblemCode } from '#shared/form/answer.ts';
import type { QuestionType } from '#shared/form/definition.ts';
import type { FieldPath, FieldValue } from '#shared/record/change.ts';
import { fieldDef, type FieldKind, type RecordType } from '#shared/record/record-type.ts';

const ASKED_AS: Readonly<Partial<Record<FieldKind, QuestionType>>> = {
  text: 'text', integer: 'integer', decimal: 'decimal', date: 'date', boolean: 'yes_no', choice: 'select_one', choices: 'select_multiple', phone: 'tel', digits: 'digits',
};

export interface AnswerProblem {
  /** Words: `form:problem.<code>`. */
  readonly code: ProblemCode;
  readonly values?: Readonly<Record<string, number>>;
}

/** How it is asked; undefined for what is not typed or chosen: a place, a photo, another record. */
export function askedAs(type: RecordType, path: FieldPath): QuestionType | undefined {
  const kind = fieldDef(type, path)?.kind;
  return kind === undefined ? undefined : ASKED_AS[kind];
}

/** What was typed, as the field keeps it; what cannot be read stays as it was typed. */
export function readAnswer(type: RecordType, path: FieldPath, typed: FieldValue): FieldValue {
  const asked = askedAs(type, path);
  return asked === undefined ? typed : readTyped(asked, typed);
}

/** Undefined for an answer that the server will take, and for none. */
export function answerProblem(type: RecordType, path: FieldPath, typed: FieldValue): AnswerProblem | undefined {
  const asked = askedAs(type, path);
  const value = readAnswer(type, path, typed);
  if (asked === undefined || value === null) return undefined;
  const question = { type: asked, name: path };
  const code = kindProblem(question, value) ?? aadhaarProblem(type, question, path, value);
  return code === undefined ? limitProblem(type, path, value) : { code };
}
