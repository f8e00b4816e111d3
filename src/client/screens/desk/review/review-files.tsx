// Taking the review along: the link to this view, a file, paper.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORT_FORMATS } from '#shared/desk/exports.ts';
import type { Period } from '#shared/report/period.ts';
import { Button } from '#client/ui/button.tsx';
import { saveFile } from '#client/ui/desk/csv.ts';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction } from '../use-query.ts';

export interface ReviewFilesProps {
  readonly place: string;
  readonly period: Period;
  /** Path and query of this view. */
  readonly href: string;
}

export function ReviewFiles({ place, period, href }: ReviewFilesProps) {
  const { t, i18n } = useTranslation('desk');
  const { api } = useDesk();
  const action = useAction();
  const [copied, setCopied] = useState<'done' | 'failed'>();
  const link = `${location.origin}${href}`;
  async function copy(): Promise<void> {
    setCopied(await navigator.clipboard.writeText(link).then(() => 'done' as const, () => 'failed' as const));
  }
  return (
    <div className="review-files no-print">
      <div className="row">
        <Button look="primary" icon="printer" onClick={() => window.print()}>{t('desk:print')}</Button>
        {EXPORT_FORMATS.toReversed().map((format) => (
          <Button
            key={format}
            icon="download"
            busy={action.busy}
            onClick={() => void action.run(() => api.exportReview({ place, ...period, format, language: i18n.language })).then((file) => {
              if (file !== undefined) saveFile(`${t('desk:review.file')}-${place}-${period.from}-${period.to}.${format}`, file);
            })}
          >
            {t(`desk:review.take.${format}`)}
          </Button>
        ))}
        <Button icon="send" onClick={() => void copy()}>{t('desk:review.take.link')}</Button>
      </div>
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      {copied === undefined ? null : copied === 'done' ? <Notice state="done" announce title={t('desk:review.take.copied')} /> : <Notice state="neutral" announce title={t('desk:review.take.copyYourself')}><span className="code-text">{link}</span></Notice>}
    </div>
  );
}
