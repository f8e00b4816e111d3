// A photo by the phone's own camera; appearance `document`: of a paper, to be read. A photo is shrunk before it
// is kept; what was taken is shown, and stays when the next one is none.
import { useEffect, useRef, useState, type ComponentType } from 'react';
import { toText } from '#shared/form/expression-value.ts';
import { Button } from '../button.tsx';
import type { IconName } from '../icons.ts';
import { Photo, type ShownProps } from '../photo.tsx';
import { useCell, useField, useKit, valuePart } from './form-kit.ts';
import { QuestionFrame, type Frame, type WidgetProps } from './question-frame.tsx';
import { shrinkPhoto } from './shrink-photo.ts';

export type Taken =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: string };

/** What may be chosen and how it is kept and shown. */
export interface Picking {
  readonly icon: IconName;
  /** Before `take`, `again`, `remove`, `taken`, `stays` and `fault.…`. */
  readonly words: string;
  readonly picker: { readonly accept: string; readonly capture?: 'environment' };
  readonly take: (file: File) => Promise<Taken>;
  readonly Shown: ComponentType<ShownProps>;
}

const CAMERA = { icon: 'camera', words: 'form:photo.', picker: { accept: 'image/*', capture: 'environment' }, Shown: Photo } as const;
const PHOTO: Picking = { ...CAMERA, take: (file) => shrinkPhoto(file) };
const DOCUMENT: Picking = { ...CAMERA, take: (file) => shrinkPhoto(file, 'document') };

export function ImageWidget({ question, row }: WidgetProps) {
  return (
    <QuestionFrame question={question} row={row} set>
      {(frame) => <Picker frame={frame} picking={question.appearance?.split(' ').includes('document') === true ? DOCUMENT : PHOTO} />}
    </QuestionFrame>
  );
}

export function Picker({ frame, picking: { icon, words, picker, take, Shown } }: { readonly frame: Frame; readonly picking: Picking }) {
  const { engine, photos, t } = useKit();
  const name = toText(useCell(frame.address, valuePart));
  /** Or what was wrong with the last choice. */
  const [step, setStep] = useState('idle');
  const input = useRef<HTMLInputElement>(null);
  const { attach, left } = useField(frame.address);

  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setStep('working');
    const taken = await take(file);
    if (!taken.ok) return setStep(taken.fault);
    try {
      const kept = await photos.putPhoto(taken.bytes);
      engine.set(frame.address, kept);
      setStep('idle');
    } catch {
      setStep('not-kept');
    }
  };
  return (
    <div className="stack stack--tight">
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        {...picker}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {name === '' ? null : <Preview name={name} taken={t(`${words}taken`)} Shown={Shown} />}
      <div className="row">
        <Button ref={attach} icon={icon} busy={step === 'working'} aria-describedby={frame.describedBy} onClick={() => input.current?.click()} onBlur={left}>
          {step === 'working' ? t('form:photo.working') : name === '' ? t(`${words}take`) : t(`${words}again`)}
        </Button>
        {name === '' ? null : <Button look="plain" icon="trash" onClick={() => engine.set(frame.address, null)}>{t(`${words}remove`)}</Button>}
      </div>
      <p className="field__error" role="alert">{step === 'idle' || step === 'working' ? null : [t([`${words}fault.${step}`, `form:photo.fault.${step}`]), name === '' ? '' : t(`${words}stays`)].join(' ').trim()}</p>
    </div>
  );
}

function Preview({ name, taken, Shown }: { readonly name: string; readonly taken: string; readonly Shown: Picking['Shown'] }) {
  const { photos } = useKit();
  const [bytes, setBytes] = useState<Uint8Array>();
  useEffect(() => {
    let gone = false;
    void photos.getPhoto(name).then((found) => {
      if (!gone && found !== undefined) setBytes(found);
    });
    return () => {
      gone = true;
    };
  }, [name, photos]);
  return bytes === undefined ? <p className="soft">{taken}</p> : <Shown bytes={bytes} alt={taken} />;
}
