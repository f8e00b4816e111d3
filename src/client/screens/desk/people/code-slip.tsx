// A sign-in code, shown once: large on the screen, and as a slip of paper to hand over.
import { useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { SlipHead } from './slip-head.tsx';

export interface Slip {
  readonly name: string;
  readonly code: string;
  readonly expiresAt: number;
}

export interface CodeSlipProps {
  readonly place: PlaceCode;
  readonly slip: Slip | undefined;
  readonly onClose: () => void;
}

export function CodeSlip({ place, slip, onClose }: CodeSlipProps) {
  const { t } = useTranslation(['desk', 'app']);
  const format = useFormat();
  const { now } = useNow();
  return (
    <Dialog
      open={slip !== undefined}
      title={t('desk:code.title')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onClick={onClose}>{t('desk:code.done')}</Button>
          <Button icon="printer" onClick={() => window.print()}>{t('desk:code.print')}</Button>
        </>
      }
    >
      {slip === undefined ? null : (
        <div className="slip">
          <SlipHead place={place} />
          <p className="slip__app">{t('app:name')}</p>
          <p>{t('desk:code.for', { name: slip.name })}</p>
          <p className="slip__code" aria-label={[...slip.code].join(' ')}>{`${slip.code.slice(0, 4)} ${slip.code.slice(4)}`}</p>
          <p>{t('desk:code.until', { when: format.when(slip.expiresAt, now) })}</p>
          <ol className="slip__steps">
            <li>{t('desk:code.step1', { address: location.host })}</li>
            <li>{t('desk:code.step2')}</li>
            <li>{t('desk:code.step3')}</li>
          </ol>
          <p className="no-print soft">{t('desk:code.once')}</p>
        </div>
      )}
    </Dialog>
  );
}
