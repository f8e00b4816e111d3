// The one plain explanation of every dash on the page.
import { useTranslation } from 'react-i18next';
import { HIDDEN } from './use-cell-words.ts';

export function HiddenNote() {
  const { t } = useTranslation('desk');
  return <p className="hidden-note"><span className="strong">{HIDDEN}</span> {t('desk:review.hiddenHelp')}</p>;
}
