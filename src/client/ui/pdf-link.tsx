// A PDF that was attached to a record. The phone's own reader shows it; it may keep a copy, and she is told.
import { useTranslation } from 'react-i18next';
import { PDF_MEDIA } from '#shared/photo/inspect-pdf.ts';
import { otherFile } from '#shared/photo/picture-size.ts';
import { Icon } from './icon.tsx';

/** What was attached, with the media type by which it is shown. */
export function fileToShow(bytes: Uint8Array): Blob {
  return new Blob([new Uint8Array(bytes)], { type: otherFile(bytes.subarray(0, 1_024)) === 'pdf' ? PDF_MEDIA : 'image/jpeg' });
}

export function PdfLink({ url }: { readonly url: string }) {
  const { t } = useTranslation('ui');
  return (
    <div className="stack stack--tight">
      <a className="button button--second" href={url} target="_blank" rel="noopener"><Icon name="file" /><span>{t('pdf.open')}</span></a>
      <p className="soft small">{t('pdf.copy')}</p>
    </div>
  );
}
