// Somebody else was quicker: what stands now beside what she wrote, and who wrote it. Nothing is lost either way.
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';

export interface BothValuesProps {
  /** "… changed it at …"; undefined when that is not known. */
  readonly by: string | undefined;
  readonly now: string;
  readonly yours: string;
  readonly busy: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

export function BothValues({ by, now, yours, busy, onMine, onTheirs }: BothValuesProps) {
  const { t } = useTranslation('desk');
  return (
    <Notice
      state="pending" announce title={t('desk:people.conflictTitle')}
      action={
        <>
          <Button busy={busy} onClick={onMine}>{t('desk:people.keepMine')}</Button>
          <Button onClick={onTheirs}>{t('desk:people.keepTheirs')}</Button>
        </>
      }
    >
      {by === undefined ? null : <p>{by}</p>}
      <dl className="pairs">
        <dt>{t('desk:people.conflictNow')}</dt><dd>{now}</dd>
        <dt>{t('desk:people.conflictYours')}</dt><dd>{yours}</dd>
      </dl>
    </Notice>
  );
}
