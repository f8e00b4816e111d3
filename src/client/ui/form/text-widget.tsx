// Text, numbers and, with appearance `time`, a time of day (`14:30`): the browser's own input, uncontrolled. Keystrokes go from the browser straight to
// the engine; React hears of them only if they change something that is shown.
import { useCallback, type InputHTMLAttributes, type RefCallback, type TextareaHTMLAttributes } from 'react';
import type { QuestionType } from '#shared/form/definition.ts';
import { toText } from '#shared/form/expression-value.ts';
import { useKit } from './form-kit.ts';
import { QuestionFrame, type WidgetProps } from './question-frame.tsx';

const KEYBOARDS: Readonly<Partial<Record<QuestionType, InputHTMLAttributes<HTMLInputElement>>>> = {
  integer: { inputMode: 'numeric' },
  decimal: { inputMode: 'decimal' },
  tel: { type: 'tel', inputMode: 'tel', autoComplete: 'off' },
  digits: { inputMode: 'numeric' },
};

export function TextWidget({ question, row }: WidgetProps) {
  const { engine } = useKit();
  const readOnly = question.readonly === true || question.calculation !== undefined;
  return (
    <QuestionFrame question={question} row={row}>
      {({ address, id, error, describedBy, required }) => {
        const shared = {
          id,
          readOnly,
          defaultValue: toText(engine.value(address)),
          'aria-invalid': error !== undefined,
          'aria-describedby': describedBy,
          'aria-required': required,
          autoComplete: 'off',
        };
        return question.appearance?.includes('multiline') === true
          ? <Textarea address={address} {...shared} className="input" rows={3} />
          : <Input address={address} {...shared} className="input" enterKeyHint="next" {...KEYBOARDS[question.type]} {...(question.appearance === 'time' && { type: 'time' })} />;
      }}
    </QuestionFrame>
  );
}

interface Addressed {
  readonly address: string;
}

function Input({ address, ...rest }: InputHTMLAttributes<HTMLInputElement> & Addressed) {
  return <input {...rest} {...useTyping<HTMLInputElement>(address)} />;
}

function Textarea({ address, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement> & Addressed) {
  return <textarea {...rest} {...useTyping<HTMLTextAreaElement>(address)} />;
}

interface Typing<Element> {
  readonly name: string;
  readonly onBlur: (event: { readonly target: unknown; readonly type?: unknown }) => void;
  readonly ref: RefCallback<Element>;
}

function useTyping<Element extends HTMLInputElement | HTMLTextAreaElement>(address: string): Typing<Element> {
  const { control, engine } = useKit();
  const { ref: register, name, onBlur } = control.register(address);
  const ref = useCallback((element: Element | null) => {
    register(element);
    if (element === null) return undefined;
    const typed = () => void engine.set(address, element.value);
    element.addEventListener('input', typed);
    return () => {
      element.removeEventListener('input', typed);
      register(null);
    };
    // `register` is a new function at each rendering and always does the same.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [engine, address]);
  return { name, ref, onBlur: (event) => void onBlur(event) };
}
