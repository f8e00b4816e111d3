// One training: what is planned, and what came of it. Who came stands as counts by role.
import { useTranslation } from 'react-i18next';
import type { TrainingSight } from '#shared/library-work.ts';
import { useFormat } from '#client/app/use-format.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { Paper } from '#client/ui/paper.tsx';
import { RecordPhotos } from '../../shell/record-photos.tsx';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { PaneHead } from '../pane-head.tsx';
import { TrainingChip } from './training-chip.tsx';
import type { DeskLibrary } from './use-desk-library.ts';

export function TrainingPane({ library, training }: { readonly library: DeskLibrary; readonly training: TrainingSight }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const { record, from, to, about, forWhom, venue, seats, trainer, reason, came, cameAll, feedback, material, state } = training;
  const facts: readonly (readonly [string, string])[] = [
    [t('library:desk.when'), from === '' ? '' : format.days(from, to)], [t('library:field.training.about'), about], [t('library:field.training.forWhom'), forWhom.map((who) => t(`library:choice.trainee.${who}`)).join(', ')],
    [t('library:field.training.venue'), venue], [t('library:field.training.seats'), seats === undefined ? '' : format.number(seats)], [t('library:field.training.trainer'), trainer],
    [t('library:field.training.reason'), reason],
    [t('library:field.training.came.role'), came.length === 0 ? '' : `${came.map(({ role, number }) => `${t(`library:choice.trainee.${role}`)} ${format.number(number)}`).join(', ')} · ${t('library:desk.cameAll', { count: cameAll })}`],
    [t('library:field.training.feedback'), feedback], [t('library:field.training.material'), material],
  ];
  return (
    <>
      <PaneHead title={training.topic} back="/desk/library/training"><TrainingChip training={training} /></PaneHead>
      {library.mayWrite(record) ? (
        <div className="row">
          <ButtonLink look={training.unwritten ? 'primary' : 'second'} icon="file" href={`/desk/library/${training.id}/log`}>{t('library:desk.log')}</ButtonLink>
          {state.key === 'held' ? null : <ButtonLink icon="edit" href={`/desk/library/${training.id}/edit`}>{t('library:desk.edit')}</ButtonLink>}
        </div>
      ) : null}
      <dl className="pairs">{facts.map(([label, value]) => (value === '' ? null : [<dt key={`${label} label`}>{label}</dt>, <dd key={label}>{value}</dd>]))}</dl>
      <RecordPhotos record={record} Shown={Paper} />
      <ReceiptSteps record={training.id} />
    </>
  );
}
