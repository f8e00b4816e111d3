// A day in three number fields, in the order people here write it, with the month spelled out below:
// the browser's own picker follows the browser's language and starts at today.
import { useRef, useState } from 'react';
import { dayFromParts, partsFromDay } from '#shared/form/answer.ts';
import { isDay } from '#shared/form/calendar.ts';
import { toText } from '#shared/form/expression-value.ts';
import { formatDay } from './format-answer.ts';
import { useField, useKit } from './form-kit.ts';
import { QuestionFrame, type WidgetProps } from './question-frame.tsx';
import './date-widget.css';

export function DateWidget({ question, row }: WidgetProps) {
  return (
    <QuestionFrame question={question} row={row} set>
      {({ address, id, error, describedBy }) => (
        <DateFields address={address} id={id} wrong={error !== undefined} describedBy={describedBy} readOnly={question.readonly === true || question.calculation !== undefined} />
      )}
    </QuestionFrame>
  );
}

export interface DateFieldsProps {
  readonly address: string;
  /** Address whose problem is shown, if it is another one: an age told by its date of birth. */
  readonly flag?: string;
  readonly id: string;
  readonly wrong: boolean;
  readonly describedBy: string | undefined;
  readonly readOnly?: boolean;
}

const PARTS = [
  { key: 'day', digits: 2 },
  { key: 'month', digits: 2 },
  { key: 'year', digits: 4 },
] as const;

export function DateFields({ address, flag, id, wrong, describedBy, readOnly = false }: DateFieldsProps) {
  const kit = useKit();
  const [parts, setParts] = useState<readonly string[]>(() => partsFromDay(toText(kit.engine.value(address))));
  const { attach, left } = useField(flag ?? address);
  const box = useRef<HTMLDivElement>(null);
  const whole = dayFromParts(parts[0] ?? '', parts[1] ?? '', parts[2] ?? '');

  const type = (index: number, typed: string) => {
    const next = parts.map((part, i) => (i === index ? typed : part));
    setParts(next);
    kit.engine.set(address, dayFromParts(next[0] ?? '', next[1] ?? '', next[2] ?? ''));
    const wanted = PARTS[index];
    if (wanted !== undefined && typed.length === wanted.digits && index < 2) box.current?.querySelectorAll('input')[index + 1]?.focus();
  };
  return (
    <div
      ref={box}
      className="date"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) left();
      }}
    >
      <div className="date__parts">
        {PARTS.map(({ key, digits }, index) => (
          <label key={key} className={`date__part date__part--${key}`}>
            <span className="date__name">{kit.t(`form:date.${key}`)}</span>
            <input
              ref={index === 0 ? attach : undefined}
              id={index === 0 ? `${id}-day` : undefined}
              className="input date__input"
              inputMode="numeric"
              autoComplete="off"
              maxLength={digits}
              placeholder={kit.t(`form:date.${key}Pattern`)}
              value={parts[index] ?? ''}
              readOnly={readOnly}
              aria-invalid={wrong}
              aria-describedby={describedBy}
              onChange={(event) => type(index, event.target.value)}
            />
          </label>
        ))}
      </div>
      <p className="date__words" aria-live="polite">{isDay(whole) ? formatDay(kit.language, whole) : ''}</p>
    </div>
  );
}
