// Whom a referral is about, for the department that is to serve her: after a reason, in this window alone.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LookReason } from '#shared/access/look.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { ReferralIdentity, ReferralRow } from '#shared/subjects/referral.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { useHiddenWhenAway } from '../../../cases/safety/use-hidden-when-away.ts';
import { ErrorNotice } from '../../query-view.tsx';
import { useAction } from '../../use-query.ts';
import { ReasonChoice } from '../children/reason-choice.tsx';
import { useCentreWords } from '../use-centre-words.ts';
import { useSubjects } from '../use-subjects.ts';

export interface WhoDialogProps {
  readonly place: PlaceCode;
  readonly referral: ReferralRow;
  readonly onClose: () => void;
}

export function WhoDialog({ place, referral, onClose }: WhoDialogProps) {
  const { t } = useTranslation(['subjects', 'desk']);
  const subjects = useSubjects();
  const words = useCentreWords();
  const action = useAction();
  const [reason, setReason] = useState<LookReason>();
  const [found, setFound] = useState<ReferralIdentity>();
  useHiddenWhenAway(onClose);

  async function go(): Promise<void> {
    if (reason === undefined) return;
    const { district, record, row } = referral;
    const answer = await action.run(() => subjects.lookAtReferral({ place, district, record, row, reason }));
    if (answer === undefined) return;
    if (document.visibilityState === 'hidden') onClose();
    else setFound(answer);
  }

  return (
    <Dialog
      open
      title={t('subjects:token', { token: referral.token })}
      onClose={onClose}
      actions={found === undefined ? (
        <>
          <Button look="primary" icon="eye" busy={action.busy} disabled={reason === undefined} onClick={() => void go()}>{t('subjects:look.go')}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      ) : <Button icon="lock" onClick={onClose}>{t('subjects:child.cover')}</Button>}
    >
      {found === undefined ? (
        <div className="stack">
          <p>{t('subjects:look.help')}</p>
          <ReasonChoice label={t('subjects:look.why')} chosen={reason} onChoose={setReason} />
          {action.error === undefined ? null : <ErrorNotice error={action.error} />}
        </div>
      ) : (
        <dl className="pairs">
          {Object.entries(found.identity).map(([path, value]) => [<dt key={`${path}.label`}>{words.fileField(path)}</dt>, <dd key={path}>{words.value(path, value)}</dd>])}
        </dl>
      )}
    </Dialog>
  );
}
