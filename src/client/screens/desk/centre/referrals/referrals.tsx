// What departments are asked to do for children. A department sees what is asked of it, by token, late ones first, and
// answers; the centre sees what is late at which department.
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { officeKindOf, stateOf, type PlaceCode } from '#shared/place/place.ts';
import { REFERRAL_LISTS, type ReferralList, type ReferralRow, type Referrals as ReferralsAnswer } from '#shared/subjects/referral.ts';
import { useNow, usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import type { DeskError } from '#client/desk-api/http.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../../desk-context.tsx';
import { ErrorNotice } from '../../query-view.tsx';
import { hrefOf } from '../../sections.ts';
import { CentreHead } from '../centre-head.tsx';
import { useCentreWords } from '../use-centre-words.ts';
import { useSubjects } from '../use-subjects.ts';
import { AnswerForm } from './answer-form.tsx';
import { AskedList } from './asked-list.tsx';
import { ReferralChip } from './referral-chip.tsx';
import { keyOf } from './referral-row.ts';
import { WhoDialog } from './who-dialog.tsx';

interface Asked {
  readonly state: ReferralList;
  readonly department: string | undefined;
  readonly after: string | undefined;
  readonly turn: number;
}

interface Held {
  readonly answer: ReferralsAnswer | undefined;
  readonly error: DeskError | undefined;
  readonly busy: boolean;
}

export function Referrals({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation(['subjects', 'app', 'desk']);
  const subjects = useSubjects();
  const words = useCentreWords();
  const id = useId();
  const isDepartment = officeKindOf(place) === 'dep';
  const [asked, setAsked] = useState<Asked>({ state: 'open', department: undefined, after: undefined, turn: 0 });
  const [held, setHeld] = useState<Held>({ answer: undefined, error: undefined, busy: true });
  const [answering, setAnswering] = useState<ReferralRow>();
  const [looking, setLooking] = useState<ReferralRow>();
  const [done, setDone] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    void subjects.referrals({ place, state: asked.state, department: asked.department, after: asked.after }, leaving.signal).then((answer) => {
      if (leaving.signal.aborted) return;
      setHeld((was) => (answer.ok
        ? { answer: asked.after === undefined || was.answer === undefined ? answer.value : { ...answer.value, rows: [...was.answer.rows, ...answer.value.rows] }, error: undefined, busy: false }
        : { ...was, error: answer.error, busy: false }));
    });
    return () => leaving.abort();
  }, [subjects, place, asked]);

  function ask(next: Partial<Omit<Asked, 'turn'>>): void {
    setHeld((was) => ({ answer: next.after === undefined ? undefined : was.answer, error: undefined, busy: true }));
    setAsked((was) => ({ ...was, after: undefined, ...next, turn: was.turn + 1 }));
  }

  const { answer, error, busy } = held;
  return (
    <>
      <CentreHead section="referrals" place={place} />
      <div className="centre__filters">
        <label htmlFor={`${id}-state`} className="centre__filter">
          <span>{t('subjects:referrals.which')}</span>
          <select id={`${id}-state`} className="input input--inline" value={asked.state} onChange={(event) => ask({ state: REFERRAL_LISTS.find((one) => one === event.target.value) ?? 'open' })}>
            {REFERRAL_LISTS.map((one) => <option key={one} value={one}>{t(`subjects:referrals.list.${one}`)}</option>)}
          </select>
        </label>
        {isDepartment ? null : (
          <label htmlFor={`${id}-department`} className="centre__filter">
            <span>{t('subjects:referrals.department')}</span>
            <select id={`${id}-department`} className="input input--inline" value={asked.department ?? ''} onChange={(event) => ask({ department: event.target.value === '' ? undefined : event.target.value })}>
              <option value="">{t('subjects:all')}</option>
              {words.departments.map((one) => <option key={one} value={one}>{words.department(one)}</option>)}
            </select>
          </label>
        )}
      </div>
      {done ? <Notice state="done" announce title={t('subjects:referrals.answered')} /> : null}
      {error === undefined ? null : <ErrorNotice error={error} action={<Button icon="sync" onClick={() => ask({})}>{t('app:again')}</Button>} />}
      {answer === undefined ? (busy ? <output className="desk__waiting">{t('desk:state.loading')}</output> : null) : (
        <>
          {isDepartment || answer.departments.length === 0 ? null : <ByDepartment departments={answer.departments} />}
          {answer.rows.length === 0 ? <EmptyState icon="check" title={t(`subjects:referrals.none.${asked.state}`)}>{t(isDepartment ? 'subjects:referrals.noneHelp' : 'subjects:referrals.noneCentre')}</EmptyState>
          : isDepartment ? <AskedList place={place} rows={answer.rows} onAnswer={setAnswering} onLook={setLooking} /> : <Rows place={place} rows={answer.rows} />}
          {answer.next === null ? null : <Button icon="down" busy={busy} onClick={() => ask({ after: answer.next ?? undefined })}>{t('subjects:more')}</Button>}
        </>
      )}
      {answering === undefined ? null : (
        <AnswerForm
          key={keyOf(answering)}
          place={place}
          referral={answering}
          onClose={() => setAnswering(undefined)}
          onDone={() => {
            setAnswering(undefined);
            setDone(true);
            ask({});
          }}
        />
      )}
      {looking === undefined ? null : <WhoDialog key={keyOf(looking)} place={place} referral={looking} onClose={() => setLooking(undefined)} />}
    </>
  );
}

function Rows({ place, rows }: { readonly place: PlaceCode; readonly rows: readonly ReferralRow[] }) {
  const { t } = useTranslation(['subjects', 'desk']);
  const words = useCentreWords();
  const format = useFormat();
  const { today } = useNow();
  const { name } = usePlaces();
  const { may } = useDesk();
  const day = (iso: string | null): string => (iso === null || iso === '' ? '—' : format.day(iso));
  const columns: readonly Column<ReferralRow>[] = [
    { key: 'token', label: t('subjects:tokenWord'), value: ({ token }) => token },
    { key: 'service', label: t('subjects:referrals.service'), value: ({ service }) => words.service(service) },
    { key: 'department', label: t('subjects:referrals.department'), value: ({ department }) => words.department(department) },
    { key: 'district', label: t('subjects:district'), value: ({ district }) => name(`${stateOf(place)}.${district}`) },
    { key: 'sent', label: t('subjects:referrals.sent'), value: ({ sentDay }) => sentDay, show: ({ sentDay }) => day(sentDay) },
    { key: 'due', label: t('subjects:referrals.due'), value: ({ due }) => due ?? '', show: ({ due }) => day(due) },
    { key: 'state', label: t('subjects:referrals.standing'), value: (row) => words.referral(row, today).word, show: (row) => <ReferralChip row={row} /> },
    { key: 'note', label: t('subjects:referrals.note'), value: ({ answeredDay, answerNote }) => [answeredDay === '' ? '' : format.day(answeredDay), answerNote].filter((part) => part !== '').join(' · ') || undefined },
  ];
  return <DataTable id="centre-referrals" caption={t('desk:section.referrals')} columns={columns} rows={rows} rowKey={keyOf} formatNumber={format.number} filterFrom={Infinity} rowHref={({ token }) => (may('match', place) ? `${hrefOf('children', place)}/${token}` : undefined)} />;
}

function ByDepartment({ departments }: Pick<ReferralsAnswer, 'departments'>) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const format = useFormat();
  const total = (of: 'open' | 'overdue'): number => departments.reduce((sum, one) => sum + one[of], 0);
  return (
    <DataTable
      id="centre-pendency"
      caption={t('subjects:referrals.pendency')}
      columns={[
        { key: 'department', label: t('subjects:referrals.department'), value: ({ department }) => words.department(department) },
        { key: 'open', label: t('subjects:referrals.open'), numeric: true, value: ({ open }) => open, total: { value: total('open') } },
        { key: 'overdue', label: t('subjects:referrals.overdue'), numeric: true, value: ({ overdue }) => overdue, total: { value: total('overdue') } },
      ]}
      rows={departments}
      rowKey={({ department }) => department}
      formatNumber={format.number}
      sort={{ column: 'overdue', down: true }}
      totalsLabel={t('subjects:total')}
    />
  );
}
