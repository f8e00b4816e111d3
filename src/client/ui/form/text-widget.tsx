// Text and numbers: the browser's own input, uncontrolled, so that typing renders nothing.
import type { InputHTMLAttributes } from 'react';
import type { QuestionType } from '#shared/form/definition.ts';
import { toText } from '#shared/form/expression-value.ts';
import { useKit, type FormKit } from './form-kit.ts';
import { QuestionFrame, type WidgetProps } from './question-frame.tsx';

const KEYBOARDS: Readonly<Partial<Record<QuestionType, InputHTMLAttributes<HTMLInputElement>>>> = {
  integer: { inputMode: 'numeric' },
  decimal: { inputMode: 'decimal' },
  tel: { type: 'tel', inputMode: 'tel', autoComplete: 'off' },
  digits: { inputMode: 'numeric' },
};

export function TextWidget({ question, row }: WidgetProps) {
  const kit = useKit();
  const readOnly = question.readonly === true || question.calculation !== undefined;
  return (
    <QuestionFrame question={question} row={row}>
      {({ address, id, error, describedBy, required }) => {
        const shared = {
          ...typing(kit, address),
          id,
          readOnly,
          defaultValue: toText(kit.engine.value(address)),
          'aria-invalid': error !== undefined,
          'aria-describedby': describedBy,
          'aria-required': required,
          autoComplete: 'off',
        };
        return question.appearance?.includes('multiline') === true
          ? <textarea {...shared} className="input" rows={3} />
          : <input {...shared} className="input" enterKeyHint="next" {...KEYBOARDS[question.type]} />;
      }}
    </QuestionFrame>
  );
}

function typing({ control, engine }: FormKit, address: string) {
  return control.register(address, {
    onChange: (event: { readonly target: { readonly value: unknown } }) => {
      const { value } = event.target;
      if (typeof value === 'string') engine.set(address, value);
    },
  });
}
