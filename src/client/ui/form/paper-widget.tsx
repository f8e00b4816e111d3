// Appearance `document file`: a paper, as a photo or as a PDF of it. Its words are in a file of their own; a
// screen whose forms ask for papers loads them and gives its forms this appearance.
import type { TFunction } from 'i18next';
import { PDF_MEDIA } from '#shared/photo/inspect-pdf.ts';
import { Paper } from '../paper.tsx';
import type { Appearances } from './form-kit.ts';
import { Picker, type Picking } from './image-widget.tsx';
import { QuestionFrame, type WidgetProps } from './question-frame.tsx';
import { shrinkPhoto } from './shrink-photo.ts';
import { isPdf, takePdf } from './take-pdf.ts';

const PAPER: Picking = {
  icon: 'file',
  words: 'paper:',
  picker: { accept: `image/*,${PDF_MEDIA}` },
  take: async (file) => (await isPdf(file) ? takePdf(file) : shrinkPhoto(file, 'document')),
  Shown: Paper,
};

/** @param t with the words of `paper` */
export function paperAppearance(t: TFunction): Appearances {
  return { 'document file': { Widget: PaperWidget, text: () => t('paper:taken') } };
}

function PaperWidget({ question, row }: WidgetProps) {
  return <QuestionFrame question={question} row={row} set>{(frame) => <Picker frame={frame} picking={PAPER} />}</QuestionFrame>;
}
