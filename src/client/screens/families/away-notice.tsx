// Above a form about a family that is no longer on this phone: what becomes of it if she finishes it, and
// the only way in which it is ever thrown away: by her own hand, asked twice.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';

export function AwayNotice({ onThrowAway }: { readonly onThrowAway: () => void }) {
  const { t } = useTranslation(['families', 'app']);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Notice state="pending" icon="info" title={t('families:away.title')} action={<Button look="plain" onClick={() => setAsked(true)}>{t('families:away.throw')}</Button>}>
        {t('families:away.help')}
      </Notice>
      <Dialog
        open={asked}
        title={t('families:away.throwAsk')}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button look="danger" onClick={onThrowAway}>{t('families:away.throwYes')}</Button>
            <Button onClick={() => setAsked(false)}>{t('families:away.keep')}</Button>
          </>
        }
      >
        <p>{t('families:away.throwHelp')}</p>
      </Dialog>
    </>
  );
}
