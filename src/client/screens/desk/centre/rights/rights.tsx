// What children and those who speak for them have asked for, what nobody may erase, whom two officers erase for good,
// and what has been kept long enough. Children are numbers here.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PlaceCode } from '#shared/place/place.ts';
import type { SubjectRights } from '#shared/subjects/rights.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import type { DeskResult } from '#client/desk-api/http.ts';
import { ErrorNotice, QueryView } from '../../query-view.tsx';
import { useAction, useQuery } from '../../use-query.ts';
import { hrefOf } from '../../sections.ts';
import { CentreHead } from '../centre-head.tsx';
import { useSubjects } from '../use-subjects.ts';
import { AnswerForm } from './answer-form.tsx';
import { Erasures } from './erasures.tsx';
import { NewRight, type RightKind } from './new-right.tsx';
import { Retention } from './retention.tsx';

export function Rights({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('subjects');
  const subjects = useSubjects();
  const action = useAction();
  const [asked, setAsked] = useState<RightKind>();
  const [done, setDone] = useState<string>();
  const query = useQuery(`child-rights:${place}`, (signal) => subjects.rights(place, signal));
  const { reload } = query;

  async function act<T>(word: string, call: () => Promise<DeskResult<T>>): Promise<void> {
    setDone(undefined);
    if (await action.run(call) !== undefined) setDone(word);
    reload();
  }

  return (
    <>
      <CentreHead
        section="rights"
        place={place}
        actions={(['request', 'hold', 'erasure'] as const).map((kind) => <Button key={kind} icon={kind === 'erasure' ? 'trash' : 'plus'} onClick={() => setAsked(kind)}>{t(`subjects:rights.new.${kind}`)}</Button>)}
      />
      {done === undefined ? null : <Notice state="done" announce title={t(`subjects:rights.done.${done}`)} />}
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      <NewRight
        kind={asked}
        place={place}
        onClose={() => setAsked(undefined)}
        onMade={(kind) => {
          setAsked(undefined);
          setDone(kind);
          reload();
        }}
      />
      <QueryView query={query}>{(rights) => (
        <div className="stack stack--wide">
          <Requests place={place} rights={rights} busy={action.busy} onAnswer={(id, outcome, note) => act('answered', () => subjects.answerRequest(id, { place, outcome, ...(note === '' ? {} : { note }) }))} />
          <Erasures rights={rights} busy={action.busy} onAnswer={(id, confirm) => act(confirm ? 'erased' : 'notErased', () => subjects.answerErasure(id, { place, confirm }))} />
          <Holds rights={rights} busy={action.busy} onEnd={(id) => act('holdEnded', () => subjects.endHold(id, { place }))} />
          <Retention rights={rights} busy={action.busy} onRelease={(category, years) => act('released', () => subjects.release({ place, category, years }))} />
        </div>
      )}</QueryView>
    </>
  );
}

type Request = SubjectRights['requests'][number];

interface RequestsProps {
  readonly place: PlaceCode;
  readonly rights: SubjectRights;
  readonly busy: boolean;
  readonly onAnswer: (id: string, outcome: 'done' | 'refused', note: string) => Promise<void>;
}

function Requests({ place, rights: { requests }, busy, onAnswer }: RequestsProps) {
  const { t } = useTranslation('subjects');
  const format = useFormat();
  const [open, setOpen] = useState<Request>();
  const word = (one: Request): string => t(one.overdue ? 'subjects:rights.overdue' : `subjects:rights.standing.${one.standing}`);
  const columns: readonly Column<Request>[] = [
    {
      key: 'token', label: t('subjects:rights.child'), value: ({ tokens }) => (tokens.length === 0 ? t('subjects:rights.gone') : tokens.join(', ')),
      show: ({ tokens }) => (tokens.length === 0 ? t('subjects:rights.gone') : tokens.map((token) => <Link key={token} className="rights__token" href={`${hrefOf('children', place)}/${token}`}>{token}</Link>)),
    },
    { key: 'kind', label: t('subjects:rights.what'), value: ({ kind }) => t(`subjects:rights.kind.${kind}`) },
    { key: 'from', label: t('subjects:rights.who'), value: ({ from }) => t(`subjects:rights.from.${from}`) },
    { key: 'day', label: t('subjects:rights.day'), value: ({ day }) => day, show: ({ day }) => format.day(day) },
    { key: 'due', label: t('subjects:rights.due'), value: ({ due }) => due, show: ({ due }) => format.day(due) },
    { key: 'note', label: t('subjects:rights.note'), value: ({ note }) => note, show: ({ note }) => (note === '' ? '' : <span className="rights__note">{note}</span>) },
    { key: 'standing', label: t('subjects:rights.state'), value: word, show: (one) => <StateChip state={one.overdue ? 'mend' : one.standing === 'open' ? 'pending' : 'done'} word={word(one)} /> },
    { key: 'act', label: t('subjects:rights.act'), value: () => '', show: (one) => (one.standing === 'open' ? <Button busy={busy} onClick={() => setOpen(one)}>{t('subjects:rights.answer')}</Button> : null) },
  ];
  return (
    <section className="stack stack--tight">
      <h2>{t('subjects:rights.requests')}</h2>
      {requests.length === 0 ? <EmptyState icon="check" title={t('subjects:rights.noRequests')}>{t('subjects:rights.noRequestsHelp')}</EmptyState>
        : <DataTable id="child-requests" caption={t('subjects:rights.requests')} columns={columns} rows={requests} rowKey={({ id }) => id} formatNumber={format.number} />}
      <AnswerForm
        request={open}
        busy={busy}
        onClose={() => setOpen(undefined)}
        onAnswer={(outcome, note) => {
          if (open !== undefined) void onAnswer(open.id, outcome, note).then(() => setOpen(undefined));
        }}
      />
    </section>
  );
}

interface HoldsProps {
  readonly rights: SubjectRights;
  readonly busy: boolean;
  readonly onEnd: (id: string) => Promise<void>;
}

function Holds({ rights: { holds }, busy, onEnd }: HoldsProps) {
  const { t } = useTranslation('subjects');
  const format = useFormat();
  if (holds.length === 0) return null;
  return (
    <Card title={t('subjects:rights.holds')}>
      <ul className="stack stack--tight">
        {holds.map((hold) => (
          <li key={hold.id} className="row">
            <span className="grow"><strong>{hold.tokens.join(', ')}</strong> · {t(`subjects:rights.authority.${hold.authority}`)} · {hold.by} · {format.day(new Date(hold.at).toISOString().slice(0, 10))}</span>
            {hold.endedAt === null ? <Button busy={busy} onClick={() => void onEnd(hold.id)}>{t('subjects:rights.endHold')}</Button> : <StateChip state="neutral" word={t('subjects:rights.holdOver')} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
