// A day outside of a form: three number fields in the order people here write it.
import { useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayFromParts, partsFromDay } from '#shared/form/answer.ts';
import { describedBy, FieldSet } from './field.tsx';
import './form/date-widget.css';

export interface DayFieldProps {
  readonly label: ReactNode;
  readonly error?: string | undefined;
  /** ISO day, whole or half typed. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
}

const PARTS = [{ key: 'day', digits: 2 }, { key: 'month', digits: 2 }, { key: 'year', digits: 4 }] as const;

export function DayField({ label, error, value, onChange, onBlur }: DayFieldProps) {
  const { t } = useTranslation('form');
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [parts, setParts] = useState<readonly string[]>(() => partsFromDay(value));

  function type(index: number, typed: string): void {
    const next = parts.map((part, i) => (i === index ? typed : part));
    setParts(next);
    onChange(dayFromParts(next[0] ?? '', next[1] ?? '', next[2] ?? ''));
    if (typed.length === PARTS[index]?.digits && index < 2) box.current?.querySelectorAll('input')[index + 1]?.focus();
  }
  return (
    <FieldSet id={id} label={label} error={error} question>
      <div
        ref={box}
        className="date__parts"
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) onBlur?.();
        }}
      >
        {PARTS.map(({ key, digits }, index) => (
          <label key={key} className={`date__part date__part--${key}`}>
            <span className="date__name">{t(`form:date.${key}`)}</span>
            <input
              className="input date__input"
              inputMode="numeric"
              autoComplete="off"
              maxLength={digits}
              placeholder={t(`form:date.${key}Pattern`)}
              value={parts[index] ?? ''}
              aria-invalid={error !== undefined}
              aria-describedby={describedBy(id, false, error !== undefined)}
              onChange={(event) => type(index, event.target.value)}
            />
          </label>
        ))}
      </div>
    </FieldSet>
  );
}
