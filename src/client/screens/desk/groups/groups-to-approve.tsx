// Groups handed in and waiting for an answer: who is in them, who holds which office; approved or
// returned with a reason. Records, so it works without a network; the answer goes with the next sync.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { decideRecord } from '#shared/access/access.ts';
import type { GroupWork } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useNow, useSay } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { toSaveRequest } from '#client/app/planned.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { TONE_ICON, TONE_STATE } from '../../shell/tone.ts';
import { PaneHead } from '../pane-head.tsx';
import { useNear } from '../use-place.ts';

export function GroupsToApprove({ group: id }: { readonly group: string | undefined }) {
  const { t } = useTranslation('desk');
  const { store, field } = useDehri();
  const work = field.groups;
  const [all, setAll] = useState(false);
  if (work === undefined) return null;
  const groups = store.ofType(work.recordType);
  const waiting = groups.filter((g) => work.awaitsApproval?.(g) === true);
  const shown = all ? groups : waiting;
  const open = id === undefined ? undefined : groups.find((g) => g.id === id);
  return (
    <>
      <div className="page-head">
        <div className="grow"><ScreenHeading>{t('desk:section.groups')}</ScreenHeading><p className="soft">{t('desk:groups.waiting', { count: waiting.length })}</p></div>
        <label className="check-line">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
          <span>{t('desk:groups.all')}</span>
        </label>
      </div>
      {shown.length === 0 && open === undefined ? <EmptyState icon="check" title={t('desk:groups.none')}>{t('desk:groups.noneHelp')}</EmptyState> : (
        <div className={`two-panes${open === undefined ? '' : ' two-panes--open'}`}>
          <div className="pane"><GroupTable work={work} groups={shown} open={open?.id} /></div>
          {open === undefined ? null : <div className="pane"><GroupPanel key={open.id} work={work} group={open} next={waiting.find((g) => g.id !== open.id)?.id} /></div>}
        </div>
      )}
    </>
  );
}

interface GroupTableProps {
  readonly work: GroupWork;
  readonly groups: readonly DehriRecord[];
  readonly open: string | undefined;
}

function GroupTable({ work, groups, open }: GroupTableProps) {
  const { t } = useTranslation('desk');
  const say = useSay();
  const near = useNear();
  const format = useFormat();
  const { today } = useNow();
  const columns = useMemo<readonly Column<DehriRecord>[]>(() => [
    { key: 'name', label: t('desk:groups.name'), value: (g) => work.card(g).title },
    { key: 'place', label: t('desk:people.place'), value: (g) => near(work.placeOf(g)) },
    { key: 'members', label: t('desk:groups.women'), numeric: true, value: (g) => work.members(g).length, total: { value: groups.reduce((sum, g) => sum + work.members(g).length, 0) } },
    { key: 'day', label: t('desk:groups.formed'), value: (g) => dayOf(g), show: (g) => (dayOf(g) === undefined ? '—' : dayMonthYear(dayOf(g) ?? '')) },
    {
      key: 'state', label: t('desk:groups.state'), value: (g) => say(work.stateOf(g).word),
      show: (g) => <StateChip state={TONE_STATE[work.stateOf(g).tone]} icon={TONE_ICON[work.stateOf(g).tone]} word={say(work.stateOf(g).word)} />,
    },
  ], [t, work, near, say, groups]);
  return (
    <DataTable
      id="groups"
      caption={t('desk:section.groups')}
      columns={columns}
      rows={groups}
      rowKey={(g) => g.id}
      formatNumber={format.number}
      sort={{ column: 'day', down: false }}
      rowHref={(g) => `/desk/groups/${g.id}`}
      current={open}
      totalsLabel={t('desk:total')}
      csvName={`${t('desk:groups.file')}-${today}`}
    />
  );
}

function dayOf(group: DehriRecord): string | undefined {
  const day = group.values['formedDay'];
  return typeof day === 'string' ? day : undefined;
}

interface GroupPanelProps {
  readonly work: GroupWork;
  readonly group: DehriRecord;
  /** The next one that waits. */
  readonly next: string | undefined;
}

function GroupPanel({ work, group, next }: GroupPanelProps) {
  const { t } = useTranslation(['desk', 'groups', 'sync', 'app']);
  const { store, programme, session } = useDehri();
  const say = useSay();
  const near = useNear();
  const { today } = useNow();
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { answer } = work;
  const type = programme.recordTypes.find((r) => r.name === work.recordType);
  const mayAnswer = answer !== undefined && type !== undefined && work.awaitsApproval?.(group) === true
    && decideRecord(session.profile().grants, 'approve', type.accessClass, group.bucket, today).ok;
  const state = work.stateOf(group);
  const members = work.members(group);

  async function reply(approved: boolean): Promise<void> {
    if (answer === undefined) return;
    setBusy(true);
    const result = await store.save(toSaveRequest(programme, store, answer(group, approved, reason.trim(), today))).finally(() => setBusy(false));
    setReturning(false);
    setFailed(result.ok ? undefined : result.reason);
  }

  return (
    <>
      <PaneHead title={work.card(group).title} back="/desk/groups">
        <p className="soft">{near(work.placeOf(group))}</p>
        <StateChip state={TONE_STATE[state.tone]} icon={TONE_ICON[state.tone]} word={say(state.word)} />
      </PaneHead>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {mayAnswer ? (
        <div className="row">
          <Button look="primary" icon="check" busy={busy} onClick={() => void reply(true)}>{t('groups:approve')}</Button>
          <Button icon="undo" onClick={() => setReturning(true)}>{t('groups:return')}</Button>
        </div>
      ) : work.awaitsApproval?.(group) === true ? <Notice state="neutral" title={t('desk:groups.notYours')} />
      : next === undefined ? null : <Link href={`/desk/groups/${next}`}>{t('desk:groups.next')}</Link>}
      <Card title={t('groups:facts')}>
        <dl className="pairs">
          {work.facts(group).map((fact) => [<dt key={`${fact.label.key}.label`}>{say(fact.label)}</dt>, <dd key={fact.label.key}>{say(fact.value)}</dd>])}
        </dl>
      </Card>
      <Card title={t('groups:members', { count: members.length })}>
        <ol className="numbered">
          {members.map((m) => <li key={m.door}><span className="strong">{m.name}</span> <span className="soft">{say(m.detail)}</span></li>)}
        </ol>
      </Card>
      <Card title={t('groups:where')}><ReceiptSteps record={group.id} /></Card>
      <Dialog
        open={returning}
        title={t('groups:return')}
        onClose={() => setReturning(false)}
        actions={
          <>
            <Button look="primary" busy={busy} disabled={reason.trim() === ''} onClick={() => void reply(false)}>{t('groups:return')}</Button>
            <Button onClick={() => setReturning(false)}>{t('desk:cancel')}</Button>
          </>
        }
      >
        <TextField label={t('groups:returnReason')} hint={t('desk:groups.reasonHint')} required maxLength={300} value={reason} onChange={setReason} />
      </Dialog>
    </>
  );
}
