// Label, hint and error around any input. The input itself stays the browser's.
import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import './field.css';

export interface FieldProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What to do, in words; shown with an icon. */
  readonly error?: string | undefined;
  /** Said in a word, never with a star alone. */
  readonly required?: boolean;
  /** Questions of a form are larger than the labels of a setting. */
  readonly question?: boolean;
  /** Beside the label: the read-aloud button. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** For one input with the given `id`; tie the input with `describedBy(id, …)`. */
export function Field({ id, label, hint, error, required = false, question = false, beside, children }: FieldProps) {
  return (
    <div className={`field${question ? ' field--question' : ''}${error === undefined ? '' : ' field--wrong'}`}>
      <div className="field__head">
        <label className="field__label" htmlFor={id}>
          {label} {required ? <RequiredMark /> : null}
        </label>
        {beside}
      </div>
      <FieldHint id={id} hint={hint} />
      {children}
      <FieldError id={id} error={error} />
    </div>
  );
}

/** For several inputs that make one answer: choices, a date. */
export function FieldSet({ id, label, hint, error, required = false, question = false, beside, children }: FieldProps) {
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-labelledby={`${id}-label`}
      className={`field${question ? ' field--question' : ''}${error === undefined ? '' : ' field--wrong'}`}
      aria-describedby={describedBy(id, hint !== undefined, error !== undefined)}
    >
      <div className="field__head">
        {/* A legend names its fieldset only as its first child; here a loudspeaker may stand beside it. */}
        <span id={`${id}-label`} className="field__label">
          {label} {required ? <RequiredMark /> : null}
        </span>
        {beside}
      </div>
      <FieldHint id={id} hint={hint} />
      {children}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

export function describedBy(id: string, hint: boolean, error: boolean): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter((part) => part !== '');
  return ids.length === 0 ? undefined : ids.join(' ');
}

export function RequiredMark() {
  const { t } = useTranslation('ui');
  return <span className="field__required">{t('required')}</span>;
}

export function FieldHint({ id, hint }: { readonly id: string; readonly hint?: ReactNode }) {
  return hint === undefined ? null : <div id={`${id}-hint`} className="field__hint">{hint}</div>;
}

/** The place is always there, so that a screen reader hears the words arrive. */
export function FieldError({ id, error }: { readonly id: string; readonly error?: string | undefined }) {
  return (
    <div id={`${id}-error`} className="field__error" aria-live="polite">
      {error === undefined ? null : (
        <>
          <Icon name="alert" size="small" />
          <span>{error}</span>
        </>
      )}
    </div>
  );
}

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'style' | 'id' | 'onChange'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly onChange?: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text outside of forms: a code, a name, a number. */
export function TextField({ label, hint, error, required = false, onChange, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error} required={required}>
      <input
        {...rest}
        id={id}
        className="input"
        required={required}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint !== undefined, error !== undefined)}
        onChange={(event) => onChange?.(event.target.value)}
      />
    </Field>
  );
}

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
}

/** The label is said but not shown: the glass and the placeholder show it. */
export function SearchField({ label, value, onChange, placeholder }: SearchFieldProps) {
  const id = useId();
  return (
    <div className="search-field">
      <Icon name="search" />
      <label htmlFor={id} className="visually-hidden">{label}</label>
      <input id={id} className="input" type="search" enterKeyHint="search" autoComplete="off" placeholder={placeholder ?? label} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
