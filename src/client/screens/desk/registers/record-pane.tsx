// The record behind a line of a register, at its right: what is known, line by line. Written on its own page.
import { useTranslation } from 'react-i18next';
import { knowsClass } from '#shared/access/table.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { registerOf, type RecordType } from '#shared/record/record-type.ts';
import { useDehri } from '#client/app/context.tsx';
import { ButtonLink } from '#client/ui/button.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { MonthLines } from '../../cases/file/month-lines.tsx';
import { Facts } from '../../cases/file/part-card.tsx';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { useRegisterWords } from '../../shell/two-answers.tsx';
import { useDesk } from '../desk-context.tsx';
import { PaneHead } from '../pane-head.tsx';
import { RecordHistory } from '../record-history.tsx';
import type { RegisterAt } from './use-registers.ts';

export function RecordPane({ at: { id, list, programme, context, say }, record }: { readonly at: RegisterAt; readonly record: DehriRecord }) {
  const { t } = useTranslation('desk');
  const { cases } = useDehri();
  const { grants } = useDesk();
  if (list === undefined) return null;
  const type = programme.recordTypes.find(({ name }) => name === record.type);
  const writes = type !== undefined && grants.some((g) => knowsClass(g.role, type.accessClass, 'write'));
  const page = cases?.hrefOf(record);
  const { title, detail } = list.card(record, context);
  const state = list.stateOf(record, context);
  const facts = list.facts?.(record, context) ?? [];
  return (
    <>
      <PaneHead title={say(title)} back={`/desk/registers/${id}`}>
        <p className="soft">{say(detail)}</p>
        <StateChip state={TONE_STATE[state.tone]} word={say(state.word)} />
      </PaneHead>
      {page === undefined || !writes ? null : <div className="row"><ButtonLink look="primary" icon="edit" href={page}>{t('desk:registers.page')}</ButtonLink></div>}
      {facts.length === 0 ? null : <Facts facts={facts} say={say} />}
      <MonthLines list={list} record={record} context={context} say={say} writes={writes && page !== undefined} />
      <ReceiptSteps record={record.id} />
      {type === undefined ? null : <PaneHistory key={record.id} record={record} type={type} />}
    </>
  );
}

/** Every change by the questions it answered. */
function PaneHistory({ record, type }: { readonly record: DehriRecord; readonly type: RecordType }) {
  const words = useRegisterWords(type, record);
  return (
    <RecordHistory
      record={record.id} place={bucketPlace(record.bucket)} version={record.seq}
      line={({ values }) => [...new Set(Object.keys(values).filter((path) => !path.endsWith('._gone')).map((path) => words(registerOf(type, path))))].filter((word) => word !== '').join(', ')}
    />
  );
}
