// A PIN made twice, so that a slip of the thumb does not lock her out on the first day.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StorageFailure } from '#client/store/contract.ts';
import { NumberPad } from '#client/ui/number-pad.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { isEasyPin, PIN_LENGTH } from './pin.ts';

export interface SetPinProps {
  readonly onBack?: () => void;
  /** Resolves when the lock is made. */
  readonly onSet: (pin: string) => Promise<void>;
}

export function SetPin({ onBack, onSet }: SetPinProps) {
  const { t } = useTranslation('app');
  const [first, setFirst] = useState<string>();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function done(pin: string): Promise<void> {
    setTyped('');
    setError(undefined);
    if (first === undefined) {
      if (isEasyPin(pin)) setError(t('app:pin.easy'));
      else setFirst(pin);
    } else if (pin === first) {
      setBusy(true);
      try {
        await onSet(pin);
      } catch (thrown) {
        if (!(thrown instanceof StorageFailure)) throw thrown;
        setError(t('app:pin.notMade'));
      } finally {
        setBusy(false);
      }
    } else {
      setFirst(undefined);
      setError(t('app:pin.differ'));
    }
  }

  const again = first !== undefined;
  return (
    <Screen top={<TopBar title={again ? t('app:pin.againTitle') : t('app:pin.setTitle')} {...(onBack === undefined || busy ? {} : { onBack })} />}>
      <NumberPad
        label={busy ? t('app:pin.making') : again ? t('app:pin.againHelp') : t('app:pin.setHelp')}
        value={typed}
        length={PIN_LENGTH}
        busy={busy}
        error={error}
        onChange={(value) => {
          setError(undefined);
          setTyped(value);
        }}
        onDone={(pin) => void done(pin)}
      />
    </Screen>
  );
}
