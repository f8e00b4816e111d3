// A child is handed over to a child protection unit of her district, which begins a file; of any, where no list
// says her district.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LookReason } from '#shared/access/look.ts';
import { districtOf, officeKindOf, type PlaceCode } from '#shared/place/place.ts';
import type { SubjectView } from '#shared/subjects/child.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Field } from '#client/ui/field.tsx';
import { ErrorNotice } from '../../query-view.tsx';
import { useAction } from '../../use-query.ts';
import { useCentreWords } from '../use-centre-words.ts';
import { useSubjects } from '../use-subjects.ts';
import { ReasonChoice } from './reason-choice.tsx';

export interface BeginFileProps {
  readonly place: PlaceCode;
  readonly view: SubjectView;
  readonly open: boolean;
  readonly onBegun: (unit: PlaceCode) => void;
  readonly onClose: () => void;
}

export function BeginFile({ place, view, open, onBegun, onClose }: BeginFileProps) {
  const { t } = useTranslation(['subjects', 'desk']);
  const subjects = useSubjects();
  const action = useAction();
  const { session } = useDehri();
  const { near } = usePlaces();
  const words = useCentreWords();
  const id = useId();
  const units = session.profile().places.map(([code]) => code).filter((code) => words.fileOffices.includes(officeKindOf(code) ?? '') && (view.district === 0 || districtOf(code) === view.district));
  const [typed, setUnit] = useState<PlaceCode>();
  const [reason, setReason] = useState<LookReason>();
  const unit = typed ?? units[0];

  async function go(): Promise<void> {
    if (unit === undefined || reason === undefined) return;
    const begun = await action.run(() => subjects.beginFile(view.token, { place, unit, reason }));
    if (begun !== undefined) onBegun(begun.place);
  }

  return (
    <Dialog
      open={open}
      title={t('subjects:files.beginTitle', { token: view.token })}
      onClose={onClose}
      actions={(
        <>
          {unit === undefined ? null : <Button look="primary" icon="send" busy={action.busy} disabled={reason === undefined} onClick={() => void go()}>{t('subjects:files.beginGo')}</Button>}
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      )}
    >
      <div className="stack">
        {unit === undefined ? <p>{t('subjects:files.noUnit')}</p> : (
          <>
            <p>{t('subjects:files.beginHelp')}</p>
            <Field id={`${id}-unit`} label={t('subjects:files.unit')}>
              <select id={`${id}-unit`} className="input" value={unit} onChange={(event) => setUnit(event.target.value)}>
                {units.map((code) => <option key={code} value={code}>{near(code)}</option>)}
              </select>
            </Field>
            <ReasonChoice label={t('subjects:why')} chosen={reason} onChoose={setReason} />
          </>
        )}
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
