// Codes on paper: eight slips to an A4 page, cut along the dashes. The square holds the app's address with the code
// behind `#`, which never reaches a server or its log; the phone's own camera opens it.
import { useTranslation } from 'react-i18next';
import type { CodeSlip } from '#shared/desk/people.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Qr } from '#client/ui/desk/qr.tsx';
import { usePlaceName } from '../use-place.ts';
import { SlipHead } from './slip-head.tsx';

export interface CodeSheetProps {
  readonly slips: readonly CodeSlip[];
  readonly onBack: () => void;
}

export function CodeSheet({ slips, onBack }: CodeSheetProps) {
  const { t } = useTranslation(['desk', 'app']);
  const format = useFormat();
  const { now } = useNow();
  const name = usePlaceName();
  return (
    <>
      <div className="stack no-print">
        <Notice
          state="pending" icon="key" title={t('desk:people.sheetOnce')}
          action={
            <>
              <Button look="primary" icon="printer" onClick={() => window.print()}>{t('desk:people.sheetPrint')}</Button>
              <Button icon="back" onClick={onBack}>{t('desk:people.back')}</Button>
            </>
          }
        >
          {t('desk:people.sheetOnceHelp')}
        </Notice>
        <p className="soft">{t('desk:people.sheetCount', { count: slips.length, number: format.number(slips.length) })}</p>
      </div>
      <ul className="code-sheet" aria-label={t('desk:people.sheet')}>
        {slips.map((slip) => (
          <li key={slip.person} className="code-sheet__slip">
            <div className="code-sheet__head">
              <div className="grow">
                <SlipHead place={slip.place.code} />
                <p className="code-sheet__name">{slip.name}</p>
                <p>{t(`app:setting.roles.${slip.role}`)}, {name(slip.place)}</p>
                <p className="code-sheet__code" aria-label={[...slip.code].join(' ')}>{`${slip.code.slice(0, 4)} ${slip.code.slice(4)}`}</p>
                <p>{t('desk:people.sheetUntil', { when: format.when(slip.expiresAt, now) })}</p>
              </div>
              <Qr text={`${location.origin}/#code=${slip.code}`} label={t('desk:people.sheetQr', { name: slip.name })} />
            </div>
            <ol className="code-sheet__steps">
              <li>{t('desk:people.sheetStep1', { address: location.host })}</li>
              <li>{t('desk:people.sheetStep2')}</li>
              <li>{t('desk:people.sheetStep3')}</li>
            </ol>
          </li>
        ))}
      </ul>
    </>
  );
}
