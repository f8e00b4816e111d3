// Eight large digits of a one-time code, typed in either script.
import { useTranslation } from 'react-i18next';
import { codeDigits } from './code.ts';
import './start.css';

export interface CodeFieldProps {
  /** Latin digits only. */
  readonly code: string;
  readonly onChange: (code: string) => void;
  readonly onSubmit: () => void;
}

export function CodeField({ code, onChange, onSubmit }: CodeFieldProps) {
  const { t } = useTranslation('app');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <label className="code">
        <span className="visually-hidden">{t('app:enrol.code')}</span>
        <input
          className="code__input"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code.length > 4 ? `${code.slice(0, 4)} ${code.slice(4)}` : code}
          placeholder="0000 0000"
          onChange={(event) => onChange(codeDigits(event.target.value))}
        />
      </label>
    </form>
  );
}
