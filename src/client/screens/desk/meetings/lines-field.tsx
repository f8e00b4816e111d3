// Some lines of text outside of a form. With `onEnter` Enter is done, and Shift and Enter a new line.
import { useId, type Ref } from 'react';
import { describedBy, Field } from '#client/ui/field.tsx';

export interface LinesFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly maxLength: number;
  readonly rows?: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter?: () => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

export function LinesField({ label, hint, required = false, maxLength, rows = 3, value, onChange, onEnter, ref }: LinesFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} required={required}>
      <textarea
        ref={ref}
        id={id}
        className="input"
        rows={rows}
        maxLength={maxLength}
        value={value}
        aria-describedby={describedBy(id, hint !== undefined, false)}
        aria-required={required}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (onEnter === undefined || event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onEnter();
        }}
      />
    </Field>
  );
}
