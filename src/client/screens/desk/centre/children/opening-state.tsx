// What became of asking for what is covered: waiting for the second person, open until when, or refused.
import { useTranslation } from 'react-i18next';
import type { SubjectView } from '#shared/subjects/child.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';

export interface OpeningStateProps {
  /** Hers of the last day, the latest first. */
  readonly openings: SubjectView['openings'];
  /** Just now, by this page. */
  readonly asked: boolean;
  readonly onReload: () => void;
}

export function OpeningState({ openings: [opening], asked, onReload }: OpeningStateProps) {
  const { t } = useTranslation('subjects');
  const format = useFormat();
  const { now } = useNow();
  if (asked || opening?.standing === 'asked') {
    return <Notice state="pending" announce={asked} title={t('subjects:opening.asked')} action={<Button icon="sync" onClick={onReload}>{t('subjects:opening.lookAgain')}</Button>}>{t('subjects:opening.askedHelp')}</Notice>;
  }
  if (opening === undefined) return null;
  if (opening.standing === 'refused') return <Notice state="mend" icon="no" title={t('subjects:opening.refused')}>{t('subjects:opening.refusedHelp')}</Notice>;
  return opening.until === null || opening.until < now ? null : <Notice state="done" icon="key" title={t('subjects:opening.allowed', { when: format.when(opening.until, now) })}>{t('subjects:opening.allowedHelp')}</Notice>;
}
