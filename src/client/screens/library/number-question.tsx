// A question whose answer everybody knows as a number: it is typed.
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { latinDigits } from '#shared/form/digits.ts';
import { Button } from '#client/ui/button.tsx';

export interface NumberQuestionProps {
  readonly title: string;
  readonly most: number;
  readonly onAnswer: (number: number) => void;
  readonly children: ReactNode;
}

export function NumberQuestion({ title, most, onAnswer, children }: NumberQuestionProps) {
  const { t } = useTranslation(['library', 'form']);
  const id = useId();
  const [typed, setTyped] = useState('');
  const digits = latinDigits(typed).replace(/[^0-9]/g, '');
  const number = digits === '' ? undefined : Number(digits);
  const fine = number !== undefined && number <= most;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (fine) onAnswer(number);
      }}
    >
      <label className="ask__label" htmlFor={id}>{title}</label>
      <input id={id} className="input ask__number" inputMode="numeric" autoComplete="off" maxLength={3} value={typed} onChange={(event) => setTyped(event.target.value)} aria-invalid={number !== undefined && !fine} />
      <Button look="primary" big wide iconAfter="next" type="submit" disabled={!fine}>{t('form:next')}</Button>
      {children}
    </form>
  );
}
