// A photo by the phone's own camera; appearance `document`: of a paper, to be read; `document file`: or a PDF of
// it. A photo is shrunk before it is kept; what was taken is shown, and stays when the next one is none.
import { useEffect, useRef, useState } from 'react';
import { toText } from '#shared/form/expression-value.ts';
import { PDF_MEDIA } from '#shared/photo/inspect-pdf.ts';
import { Button } from '../button.tsx';
import { fileToShow, PdfLink } from '../pdf-link.tsx';
import { useCell, useField, useKit, valuePart } from './form-kit.ts';
import { QuestionFrame, type Frame, type WidgetProps } from './question-frame.tsx';
import { shrinkPhoto, type Shrunk } from './shrink-photo.ts';
import { isPdf, takePdf, type TakenPdf } from './take-pdf.ts';
import './image-widget.css';

export function ImageWidget({ question, row }: WidgetProps) {
  return (
    <QuestionFrame question={question} row={row} set>
      {(frame) => <Camera frame={frame} looks={question.appearance?.split(' ') ?? []} />}
    </QuestionFrame>
  );
}

type Step = 'idle' | 'working' | 'not-kept' | Extract<Shrunk | TakenPdf, { readonly ok: false }>['fault'];

function Camera({ frame, looks }: { readonly frame: Frame; readonly looks: readonly string[] }) {
  const { engine, photos, t } = useKit();
  const name = toText(useCell(frame.address, valuePart));
  const [step, setStep] = useState<Step>('idle');
  const picker = useRef<HTMLInputElement>(null);
  const { attach, left } = useField(frame.address);
  const files = looks.includes('file');
  const words = files ? 'form:paper' : 'form:photo';

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setStep('working');
    const taken = files && await isPdf(file) ? await takePdf(file) : await shrinkPhoto(file, looks.includes('document') ? 'document' : 'photo');
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
        ref={picker}
        className="visually-hidden"
        type="file"
        accept={files ? `image/*,${PDF_MEDIA}` : 'image/*'}
        {...(files ? {} : { capture: 'environment' as const })}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {name === '' ? null : <Preview name={name} taken={t(`${words}.taken`)} />}
      <div className="row">
        <Button ref={attach} icon={files ? 'file' : 'camera'} busy={step === 'working'} aria-describedby={frame.describedBy} onClick={() => picker.current?.click()} onBlur={left}>
          {step === 'working' ? t('form:photo.working') : name === '' ? t(`${words}.take`) : t(`${words}.again`)}
        </Button>
        {name === '' ? null : <Button look="plain" icon="trash" onClick={() => engine.set(frame.address, null)}>{t(`${words}.remove`)}</Button>}
      </div>
      <p className="field__error" role="alert">{step === 'idle' || step === 'working' ? null : [t(`form:photo.fault.${step}`), name === '' ? '' : t(`${words}.stays`)].join(' ').trim()}</p>
    </div>
  );
}

function Preview({ name, taken }: { readonly name: string; readonly taken: string }) {
  const { photos } = useKit();
  const [shown, setShown] = useState<{ readonly url: string; readonly pdf: boolean }>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void photos.getPhoto(name).then((bytes) => {
      if (gone || bytes === undefined) return;
      const file = fileToShow(bytes);
      made = URL.createObjectURL(file);
      setShown({ url: made, pdf: file.type === PDF_MEDIA });
    });
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [name, photos]);
  if (shown === undefined) return <p className="soft">{taken}</p>;
  return shown.pdf ? <PdfLink url={shown.url} /> : <img className="photo" src={shown.url} alt={taken} />;
}
