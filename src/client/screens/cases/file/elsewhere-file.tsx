// A file that this phone does not hold.
import { useTranslation } from 'react-i18next';
import { Notice } from '#client/ui/notice.tsx';
import { Frame } from './file-frame.tsx';

export function ElsewhereFile({ pane, onBack }: { readonly id: string; readonly pane: boolean; readonly onBack: () => void }) {
  const { t } = useTranslation('cases');
  return <Frame title={t('cases:elsewhere.title')} pane={pane} onBack={onBack}><Notice state="neutral" icon="lock" title={t('cases:elsewhere.title')}>{t('cases:elsewhere.help')}</Notice></Frame>;
}
