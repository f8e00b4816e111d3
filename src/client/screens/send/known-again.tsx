// The server was restored to a time before this phone was enrolled and has forgotten it. Nothing here is
// lost: a new code of the same person makes the phone known again under its old id, and sending goes on.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDehri } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { CODE_LENGTH } from '../start/code.ts';
import { CodeField } from '../start/code-field.tsx';
import { enrolTrouble, type EnrolTrouble } from '../start/enrol-trouble.ts';

export function KnownAgain() {
  const { t } = useTranslation(['sync', 'app']);
  const { session } = useDehri();
  const format = useFormat();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<EnrolTrouble>();
  const complete = code.length === CODE_LENGTH;

  async function check(): Promise<void> {
    if (!complete || busy) return;
    setBusy(true);
    setTrouble(undefined);
    const result = await session.enrolAgain(code).finally(() => setBusy(false));
    if (!result.ok) setTrouble(result);
  }

  return (
    <Card title={t('app:enrol.title')}>
      <CodeField code={code} onSubmit={() => void check()} onChange={(next) => { setTrouble(undefined); setCode(next); }} />
      {trouble === undefined ? null : (
        <Notice state={enrolTrouble(trouble).state} announce title={t(enrolTrouble(trouble).words)}>
          {trouble.retryAfter === undefined ? undefined : t('app:pin.wait', { time: format.duration(trouble.retryAfter) })}
        </Notice>
      )}
      <Button look="primary" wide busy={busy} disabled={!complete} onClick={() => void check()}>
        {busy ? t('app:enrol.checking') : complete ? t('app:enrol.check') : t('app:enrol.typed', { count: code.length })}
      </Button>
    </Card>
  );
}
