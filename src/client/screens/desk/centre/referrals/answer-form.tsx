// What the department says: it has it, the service is given, or it refuses and why.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import { REFERRAL_ANSWERS, type ReferralAnswer } from '#shared/subjects/category.ts';
import type { ReferralRow } from '#shared/subjects/referral.ts';
import { useNow } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { ErrorNotice } from '../../query-view.tsx';
import { useAction } from '../../use-query.ts';
import { useCentreWords } from '../use-centre-words.ts';
import { useSubjects } from '../use-subjects.ts';

const MOST_NOTE = 1_000;
const ISO_DAY = /^\d{4}-\d\d-\d\d$/u;

export interface AnswerFormProps {
  readonly place: PlaceCode;
  readonly referral: ReferralRow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function AnswerForm({ place, referral, onDone, onClose }: AnswerFormProps) {
  const { t } = useTranslation(['subjects', 'desk']);
  const subjects = useSubjects();
  const words = useCentreWords();
  const action = useAction();
  const { today } = useNow();
  const id = useId();
  const [answer, setAnswer] = useState<ReferralAnswer>();
  const [day, setDay] = useState(today);
  const [note, setNote] = useState('');
  const wrongDay = !ISO_DAY.test(day) || day > today || (referral.sentDay !== '' && day < referral.sentDay);
  const needsNote = answer === 'refused' && note.trim() === '';
  // It cannot be received twice.
  const answers = REFERRAL_ANSWERS.filter((one) => one !== 'received' || referral.receivedDay === '');

  async function go(): Promise<void> {
    if (answer === undefined || wrongDay || needsNote) return;
    const { district, record, row } = referral;
    const done = await action.run(() => subjects.answerReferral({ place, district, record, row, answer, day, note: note.trim() }));
    if (done !== undefined) onDone();
  }

  return (
    <Dialog
      open
      title={t('subjects:referrals.answerTitle', { token: referral.token, service: words.service(referral.service) })}
      onClose={onClose}
      actions={(
        <>
          <Button look="primary" icon="send" busy={action.busy} disabled={answer === undefined || wrongDay || needsNote} onClick={() => void go()}>{t('subjects:referrals.answerGo')}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      )}
    >
      <div className="stack">
        <FieldSet id={`${id}-answer`} label={t('subjects:referrals.answerWhat')}>
          <ChoiceButtons options={answers.map((one) => ({ value: one, label: t(`subjects:referrals.say.${one}`) }))} chosen={answer === undefined ? [] : [answer]} onChange={([chosen]) => setAnswer(REFERRAL_ANSWERS.find((one) => one === chosen))} />
        </FieldSet>
        <DayField label={t('subjects:referrals.answerDay')} value={day} onChange={setDay} error={wrongDay ? t('subjects:referrals.dayWrong') : undefined} />
        <TextField label={t(answer === 'refused' ? 'subjects:referrals.whyRefused' : 'subjects:referrals.noteLabel')} hint={t('subjects:look.noteHint')} value={note} onChange={setNote} maxLength={MOST_NOTE} required={answer === 'refused'} autoComplete="off" />
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
