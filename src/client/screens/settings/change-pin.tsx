import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDehri } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { NumberPad } from '#client/ui/number-pad.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { PIN_LENGTH } from '../start/pin.ts';
import { SetPin } from '../start/set-pin.tsx';

/** The present PIN first, then the new one twice. A wrong present PIN comes to light at the end. */
export function ChangePin({ onBack, onChanged }: { readonly onBack: () => void; readonly onChanged: () => void }) {
  const { t } = useTranslation('app');
  const { session } = useDehri();
  const format = useFormat();
  const [current, setCurrent] = useState<string>();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();

  if (current !== undefined) {
    return (
      <SetPin
        onBack={() => setCurrent(undefined)}
        onSet={async (next) => {
          const result = await session.changePin(current, next);
          if (result.ok) return onChanged();
          setCurrent(undefined);
          setTyped('');
          setError(result.waitSeconds > 0 ? `${t('app:pin.wrongWait')} ${t('app:pin.wait', { time: format.duration(result.waitSeconds) })}` : t('app:pin.wrong'));
        }}
      />
    );
  }
  return (
    <Screen top={<TopBar title={t('app:setting.pin')} onBack={onBack} />}>
      <NumberPad label={t('app:setting.pinOld')} value={typed} length={PIN_LENGTH} error={error} onChange={(value) => {
        setError(undefined);
        setTyped(value);
      }} onDone={setCurrent} />
    </Screen>
  );
}
