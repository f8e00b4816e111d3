// A paper that was attached to a record: a photo of it, or a PDF. A PDF is shown by the phone's own reader,
// which may keep a copy; she is told.
import { useTranslation } from 'react-i18next';
import { PDF_MEDIA } from '#shared/photo/inspect-pdf.ts';
import { otherFile } from '#shared/photo/picture-size.ts';
import { Icon } from './icon.tsx';
import { Photo, useFileUrl, type ShownProps } from './photo.tsx';

export function Paper({ bytes, alt }: ShownProps) {
  return otherFile(bytes.subarray(0, 1_024)) === 'pdf' ? <PdfLink bytes={bytes} /> : <Photo bytes={bytes} alt={alt} />;
}

function PdfLink({ bytes }: Pick<ShownProps, 'bytes'>) {
  const { t } = useTranslation('paper');
  const link = useFileUrl(bytes, PDF_MEDIA, 'href');
  return (
    <div className="stack stack--tight">
      {/* The address is put in by its ref. */}
      {/* oxlint-disable-next-line jsx-a11y/anchor-is-valid */}
      <a ref={link} className="button button--second" target="_blank" rel="noopener"><Icon name="file" /><span>{t('paper:open')}</span></a>
      <p className="soft small">{t('paper:copy')}</p>
    </div>
  );
}
