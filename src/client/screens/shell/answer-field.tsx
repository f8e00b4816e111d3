// One field of a record to be written outside of its form: where an answer came back, or two differ.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldPath, FieldValue } from '#shared/record/change.ts';
import { fieldDef, type RecordType } from '#shared/record/record-type.ts';
import { answerProblem, askedAs } from '#client/app/field-answer.ts';
import { useFieldWords, type FieldWords } from '#client/app/field-words.ts';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { describedBy, Field, FieldSet, TextField } from '#client/ui/field.tsx';

/** A field that takes so many characters is written in several lines. */
const LONG_TEXT = 300;

export interface AnswerFieldProps {
  readonly type: RecordType;
  readonly path: FieldPath;
  /** As typed so far. */
  readonly value: FieldValue;
  /** Say what is wrong even before she has left the field. */
  readonly judge: boolean;
  readonly onChange: (value: FieldValue) => void;
}

export function AnswerField({ type, path, value, judge, onChange }: AnswerFieldProps) {
  const { t } = useTranslation(['sync', 'form']);
  const words = useFieldWords();
  const id = useId();
  const [left, setLeft] = useState(false);
  const problem = judge || left ? answerProblem(type, path, value) : undefined;
  const error = problem === undefined ? undefined : t(`form:problem.${problem.code}`, { ...problem.values });
  const label = words.label(type.name, path);
  const asked = askedAs(type, path);
  const choices = asked === 'yes_no' ? [{ value: 'true', label: t('sync:yes'), icon: 'yes' }, { value: 'false', label: t('sync:no'), icon: 'no' }] : words.choices(type.name, path);
  const leave = (): void => setLeft(true);

  if (choices !== undefined && asked !== 'text') {
    const many = asked === 'select_multiple';
    return (
      <FieldSet id={id} label={label} error={error} question>
        <ChoiceButtons
          options={choices}
          many={many}
          side={asked === 'yes_no'}
          chosen={Array.isArray(value) ? value : value === null ? [] : [String(value)]}
          onChange={(chosen) => onChange(many ? [...chosen].sort() : asked === 'yes_no' ? chosen[0] === 'true' : chosen[0] ?? null)}
        />
      </FieldSet>
    );
  }
  const text = value === null ? '' : String(value);
  if (asked === 'date') return <DayField label={label} error={error} value={text} onChange={onChange} onBlur={leave} />;
  if (asked === 'text' && (fieldDef(type, path)?.maxLength ?? 0) >= LONG_TEXT) {
    return (
      <Field id={id} label={label} error={error}>
        <textarea id={id} className="input" rows={5} value={text} aria-invalid={error !== undefined} aria-describedby={describedBy(id, false, error !== undefined)} onChange={(event) => onChange(event.target.value)} onBlur={leave} />
      </Field>
    );
  }
  const numeric = asked === 'integer' || asked === 'digits' || asked === 'tel';
  return <TextField label={label} error={error} inputMode={numeric ? 'numeric' : asked === 'decimal' ? 'decimal' : 'text'} autoComplete="off" value={text} onChange={onChange} onBlur={leave} />;
}

/** Can it be written here? Places, photos and other records are chosen in their form. */
export function isAnswerable(words: FieldWords, type: RecordType, path: FieldPath): boolean {
  const asked = askedAs(type, path);
  if (asked === undefined) return false;
  return (asked !== 'select_one' && asked !== 'select_multiple') || words.choices(type.name, path) !== undefined;
}
