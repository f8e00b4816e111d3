// The phone's own sensor as a second way in: turned on with the PIN, turned off at once.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appNameKey } from '#client/app/app-name.ts';
import { useDehri } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { NumberPad } from '#client/ui/number-pad.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { PIN_LENGTH } from '../start/pin.ts';

export function PasskeyPage({ state, onBack }: { readonly state: 'on' | 'off' | 'absent'; readonly onBack: () => void }) {
  const { t } = useTranslation('app');
  const { session } = useDehri();
  const format = useFormat();
  const [now, setNow] = useState(state);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<'added' | 'failed'>();
  const [error, setError] = useState<string>();

  async function add(pin: string): Promise<void> {
    setBusy(true);
    setSaid(undefined);
    const result = await session.passkey.add(pin, t(appNameKey()));
    setBusy(false);
    setTyped('');
    if (result.ok) {
      setNow('on');
      setSaid('added');
    } else if ('reason' in result) setSaid('failed');
    else setError(result.waitSeconds > 0 ? `${t('app:pin.wrongWait')} ${t('app:pin.wait', { time: format.duration(result.waitSeconds) })}` : t('app:pin.wrong'));
  }

  return (
    <Screen top={<TopBar title={t('app:passkey.title')} onBack={onBack} />}>
      <p>{t('app:passkey.help')}</p>
      {said === undefined ? null : <Notice state={said === 'added' ? 'done' : 'neutral'} announce title={t(`app:passkey.${said}`)} />}
      {now === 'on' ? (
        <Button big wide icon="lock" onClick={() => void session.passkey.remove().then(() => {
          setNow('off');
          setSaid(undefined);
        })}>{t('app:passkey.remove')}</Button>
      ) : (
        <NumberPad label={t('app:passkey.pin')} value={typed} length={PIN_LENGTH} busy={busy} error={error} onChange={(value) => {
          setError(undefined);
          setTyped(value);
        }} onDone={(pin) => void add(pin)} />
      )}
    </Screen>
  );
}
