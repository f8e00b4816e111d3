// The one-time code from the coordinator: eight large digits, and an answer that says what to do.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInTrouble } from '#shared/sync/sign-in.ts';
import type { Enrolment, Phone } from '#client/app/services.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { CODE_LENGTH } from './code.ts';
import { CodeField } from './code-field.tsx';
import { enrolTrouble, type EnrolTrouble } from './enrol-trouble.ts';
import { SignInElsewhere } from './sign-in-elsewhere.tsx';
import './start.css';

export interface EnrolProps {
  readonly phone: Phone;
  /** Stands in the field already; she presses the button herself. */
  readonly scanned?: string | undefined;
  /** Why the department's own sign-in led back without a code. */
  readonly came?: SignInTrouble | undefined;
  readonly onBack: () => void;
  readonly onEnrolled: (enrolment: Enrolment) => void;
}

export function Enrol({ phone, scanned = '', came, onBack, onEnrolled }: EnrolProps) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const [code, setCode] = useState(scanned);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<EnrolTrouble>();

  async function check(): Promise<void> {
    setBusy(true);
    setTrouble(undefined);
    const result = await phone.enrol(code).finally(() => setBusy(false));
    if (result.ok) onEnrolled(result.enrolment);
    else setTrouble(result);
  }

  const complete = code.length === CODE_LENGTH;
  return (
    <Screen
      top={<TopBar title={t('app:enrol.title')} onBack={onBack} />}
      bottom={
        <ActionBar>
          <Button look="primary" big wide busy={busy} disabled={!complete} onClick={() => void check()}>
            {busy ? t('app:enrol.checking') : complete ? t('app:enrol.check') : t('app:enrol.typed', { count: code.length })}
          </Button>
        </ActionBar>
      }
    >
      {came === undefined || trouble !== undefined ? null : <Notice state="neutral" announce title={t(`app:signIn.${came}`)} />}
      <p>{scanned !== '' && code === scanned ? t('app:enrol.scanned') : t('app:enrol.help')}</p>
      <CodeField
        code={code}
        onSubmit={() => { if (complete && !busy) void check(); }}
        onChange={(next) => {
          setTrouble(undefined);
          setCode(next);
        }}
      />
      {trouble === undefined ? null : (
        <Notice state={enrolTrouble(trouble).state} announce title={t(enrolTrouble(trouble).words)}>
          {trouble.retryAfter === undefined ? undefined : t('app:pin.wait', { time: format.duration(trouble.retryAfter) })}
        </Notice>
      )}
      <SignInElsewhere phone={phone} />
    </Screen>
  );
}
