// A PIN by thumb: large keys, dots instead of digits. A keyboard works too, wherever the focus is.
import { useEffect, useEffectEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { latinDigits } from '#shared/form/digits.ts';
import { Icon } from './icon.tsx';
import './number-pad.css';

export interface NumberPadProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Digits wanted; `onDone` is called when the last one is typed. */
  readonly length: number;
  readonly onDone?: (value: string) => void;
  readonly error?: string | undefined;
  /** The PIN is being tried (about a second). */
  readonly busy?: boolean;
}

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export function NumberPad({ label, value, onChange, length, onDone, error, busy = false }: NumberPadProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  const add = (digit: string) => {
    if (busy || value.length >= length) return;
    const next = value + digit;
    onChange(next);
    if (next.length === length) onDone?.(next);
  };
  const erase = () => {
    if (!busy) onChange(value.slice(0, -1));
  };
  const typed = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLInputElement) return;
    const digit = latinDigits(event.key);
    if (/^[0-9]$/.test(digit)) add(digit);
    else if (event.key === 'Backspace') erase();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => typed(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <fieldset className="number-pad" aria-labelledby={id} aria-busy={busy}>
      <h2 id={id} className="number-pad__label">{label}</h2>
      <div className="number-pad__dots" aria-hidden="true">
        {Array.from({ length }, (_, i) => <span key={i} className={i < value.length ? 'number-pad__dot number-pad__dot--on' : 'number-pad__dot'} />)}
      </div>
      <output className="visually-hidden">{t('pad.typed', { count: value.length, of: length })}</output>
      <p className="number-pad__message" role="alert">{error}</p>
      <div className="number-pad__keys">
        {KEYS.map((digit) => <button key={digit} type="button" className="number-pad__key" onClick={() => add(digit)}>{digit}</button>)}
        <span />
        <button type="button" className="number-pad__key" onClick={() => add('0')}>0</button>
        <button type="button" className="number-pad__key" aria-label={t('pad.erase')} onClick={erase}><Icon name="erase" size="big" /></button>
      </div>
    </fieldset>
  );
}
