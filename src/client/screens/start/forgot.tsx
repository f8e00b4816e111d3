// A forgotten PIN: first the work goes to the server, or into a file, without the PIN; then a new code
// makes a new space. The old one stays as it is, and its PIN still opens it.
import { useTranslation } from 'react-i18next';
import type { Phone, Space } from '#client/app/services.ts';
import type { Sealed } from '#client/app/use-sealed.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { MakeRescueFile } from '../rescue/make-file.tsx';
import '../rescue/rescue.css';

export interface ForgotProps {
  readonly phone: Phone;
  readonly space: Space;
  readonly sealed: Sealed;
  readonly onBack: () => void;
  /** She has a new code. */
  readonly onNew: () => void;
}

export function Forgot({ phone, space, sealed, onBack, onNew }: ForgotProps) {
  const { t } = useTranslation(['rescue', 'app', 'sync']);
  const { status } = sealed;
  const waiting = status?.waiting ?? 0;
  const closed = status?.closed ?? 0;
  const problem = status?.problem;
  return (
    <Screen top={<TopBar title={t('app:pin.forgot')} onBack={onBack} />}>
      <p>{t('rescue:forgot.keep')}</p>
      <Card title={t('rescue:forgot.first')}>
        <div className="stack">
          {waiting > 0 ? (
            <>
              <Notice state="unsent" icon="arrow-up" title={t(status?.busy === true ? 'app:sealed.sending' : 'app:sealed.waiting', { count: waiting })}>{t('rescue:forgot.how')}</Notice>
              <Button look="primary" wide icon="send" busy={status?.busy === true} onClick={() => sealed.handIn()}>{t('rescue:forgot.handIn')}</Button>
              {problem === undefined || status?.busy === true ? null : <Notice state="neutral" announce title={t(problem === 'no-network' ? 'rescue:forgot.noNetwork' : `sync:problem.${problem}`)} />}
              <p>{t('rescue:forgot.file')}</p>
              <MakeRescueFile phone={phone} space={space.id} />
            </>
          ) : closed > 0 ? null : (
            <Notice state="done" announce title={t((status?.delivered ?? 0) > 0 ? 'rescue:forgot.all' : 'rescue:forgot.nothing')} />
          )}
          {closed > 0 ? <Notice state="mend" title={t('rescue:forgot.closed', { count: closed })}>{t('rescue:forgot.closedHelp')}</Notice> : null}
        </div>
      </Card>
      <Card title={t('rescue:forgot.then')}>
        <div className="stack">
          <p>{t('rescue:forgot.thenHelp')}{waiting > 0 ? ` ${t('rescue:forgot.later')}` : ''}</p>
          <Button look={waiting > 0 ? 'second' : 'primary'} wide onClick={() => void phone.markForgotten(space.id).then(onNew)}>{t('app:pin.forgotNew')}</Button>
        </div>
      </Card>
    </Screen>
  );
}
