// A photo by the phone's own camera; appearance `document`: of a paper, to be read. It is shrunk before it is
// kept; what was taken is shown, and stays when the next one is none.
import { useEffect, useRef, useState } from 'react';
import { toText } from '#shared/form/expression-value.ts';
import { Button } from '../button.tsx';
import { useCell, useField, useKit, valuePart } from './form-kit.ts';
import { QuestionFrame, type Frame, type WidgetProps } from './question-frame.tsx';
import { shrinkPhoto, type PictureFault } from './shrink-photo.ts';
import './image-widget.css';

export function ImageWidget({ question, row }: WidgetProps) {
  return (
    <QuestionFrame question={question} row={row} set>
      {(frame) => <Camera frame={frame} of={question.appearance?.split(' ').includes('document') === true ? 'document' : 'photo'} />}
    </QuestionFrame>
  );
}

type Step = 'idle' | 'working' | 'not-kept' | PictureFault;

function Camera({ frame, of }: { readonly frame: Frame; readonly of: 'photo' | 'document' }) {
  const { engine, photos, t } = useKit();
  const name = toText(useCell(frame.address, valuePart));
  const [step, setStep] = useState<Step>('idle');
  const picker = useRef<HTMLInputElement>(null);
  const { attach, left } = useField(frame.address);

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setStep('working');
    const shrunk = await shrinkPhoto(file, of);
    if (!shrunk.ok) return setStep(shrunk.fault);
    try {
      const kept = await photos.putPhoto(shrunk.jpeg);
      engine.set(frame.address, kept);
      setStep('idle');
    } catch {
      setStep('not-kept');
    }
  };
  return (
    <div className="stack stack--tight">
      <input
        ref={picker}
        className="visually-hidden"
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {name === '' ? null : <Preview name={name} />}
      <div className="row">
        <Button ref={attach} icon="camera" busy={step === 'working'} aria-describedby={frame.describedBy} onClick={() => picker.current?.click()} onBlur={left}>
          {step === 'working' ? t('form:photo.working') : name === '' ? t('form:photo.take') : t('form:photo.again')}
        </Button>
        {name === '' ? null : <Button look="plain" icon="trash" onClick={() => engine.set(frame.address, null)}>{t('form:photo.remove')}</Button>}
      </div>
      <p className="field__error" role="alert">{step === 'idle' || step === 'working' ? null : [t(`form:photo.fault.${step}`), name === '' ? '' : t('form:photo.stays')].join(' ').trim()}</p>
    </div>
  );
}

function Preview({ name }: { readonly name: string }) {
  const { photos, t } = useKit();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void photos.getPhoto(name).then((bytes) => {
      if (gone || bytes === undefined) return;
      made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }));
      setUrl(made);
    });
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [name, photos]);
  return url === undefined ? <p className="soft">{t('form:photo.taken')}</p> : <img className="photo" src={url} alt={t('form:photo.taken')} />;
}
