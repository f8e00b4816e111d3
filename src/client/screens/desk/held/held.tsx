// Work that waits for a decision: changes the server could not apply, and answers that two people gave
// differently. One held change never delays another; nothing here is lost.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HELD_STATUSES, type HeldItem } from '#shared/desk/held.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { rulesAmong } from '#shared/record/judge-rules.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { ROW_GONE } from '#shared/record/record.ts';
import type { FieldValue } from '#shared/record/change.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { useFieldWords } from '#client/app/field-words.ts';
import { isoDay } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { TextField } from '#client/ui/field.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useRecordTitle } from '../../shell/record-title.ts';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { PaneHead } from '../pane-head.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { useNear } from '../use-place.ts';
import { useAction, useQuery } from '../use-query.ts';
import { Conflicts } from './conflicts.tsx';
import { LoadRescue } from './load-rescue.tsx';

export interface HeldProps {
  readonly place: PlaceCode;
  /** Id of the held change opened. */
  readonly open: string | undefined;
}

export function Held({ place, open }: HeldProps) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const [status, setStatus] = useState<HeldItem['status']>('open');
  const [loading, setLoading] = useState(false);
  const query = useQuery(`held:${place}:${status}`, (signal) => api.held(place, status, signal));
  return (
    <>
      <PageHead section="held" place={place} actions={<Button icon="file-lock" aria-expanded={loading} onClick={() => setLoading(!loading)}>{t('desk:rescue.title')}</Button>} />
      {loading ? <LoadRescue place={place} onLoaded={query.reload} /> : null}
      <Conflicts place={place} />
      <div className="row row--between">
        <h2>{t('desk:held.title')}</h2>
        <fieldset className="segments" aria-label={t('desk:held.status')}>
          {HELD_STATUSES.map((s) => <button key={s} type="button" className="segments__one" aria-pressed={s === status} onClick={() => setStatus(s)}>{t(`desk:held.statusOf.${s}`)}</button>)}
        </fieldset>
      </div>
      <QueryView query={query}>
        {({ items }) => {
          const item = items.find((i) => i.id === open);
          return items.length === 0 ? <EmptyState icon="check" title={t('desk:held.none')}>{status === 'open' ? t('desk:held.noneHelp') : undefined}</EmptyState> : (
            <div className={`two-panes${item === undefined ? '' : ' two-panes--open'}`}>
              <div className="pane"><HeldTable place={place} items={items} open={open} /></div>
              {item === undefined ? null : <div className="pane"><HeldPanel key={item.id} place={place} item={item} onSettled={query.reload} /></div>}
            </div>
          );
        }}
      </QueryView>
    </>
  );
}

interface HeldTableProps {
  readonly place: PlaceCode;
  readonly items: readonly HeldItem[];
  readonly open: string | undefined;
}

function HeldTable({ place, items, open }: HeldTableProps) {
  const { t } = useTranslation(['desk', 'sync']);
  const { programme, store } = useDehri();
  const recordTitle = useRecordTitle();
  const { t: said } = useTranslation(programme.id);
  const near = useNear();
  const format = useFormat();
  const { now } = useNow();
  const columns: readonly Column<HeldItem>[] = [
    { key: 'reason', label: t('desk:held.reason'), value: (i) => t(`desk:held.code.${i.code}`) },
    { key: 'who', label: t('desk:held.who'), value: (i) => i.personName },
    { key: 'at', label: t('desk:held.when'), value: (i) => i.at, show: (i) => format.when(i.at, now) },
    { key: 'what', label: t('desk:held.what'), value: (i) => (i.type === null ? '' : said(`${programme.id}:recordType.${i.type}`)), show: (i) => whatOf(i) },
    { key: 'place', label: t('desk:people.place'), value: (i) => (i.bucket === null ? '' : near(bucketPlace(i.bucket))) },
    { key: 'phone', label: t('desk:held.phone'), value: (i) => i.device.slice(-4) },
  ];

  function whatOf(item: HeldItem): string {
    if (item.type === null) return '—';
    const title = item.record === null ? '—' : recordTitle(store.get(item.record));
    return title === '—' ? said(`${programme.id}:recordType.${item.type}`) : `${said(`${programme.id}:recordType.${item.type}`)}: ${title}`;
  }
  return (
    <DataTable
      id="held"
      caption={t('desk:held.title')}
      columns={columns}
      rows={items}
      rowKey={(i) => i.id}
      formatNumber={format.number}
      choose
      {...(open === undefined ? {} : { shown: ['who', 'at'] })}
      sort={{ column: 'at', down: true }}
      rowHref={(i) => `/desk/held/${place}/${encodeURIComponent(i.id)}`}
      current={open}
      csvName={`${t('desk:held.file')}-${place}-${isoDay(now)}`}
    />
  );
}

interface HeldPanelProps {
  readonly place: PlaceCode;
  readonly item: HeldItem;
  readonly onSettled: () => void;
}

function HeldPanel({ place, item, onSettled }: HeldPanelProps) {
  const { t } = useTranslation(['desk', 'sync', 'app']);
  const { api } = useDesk();
  const { store } = useDehri();
  const recordTitle = useRecordTitle();
  const words = useFieldWords();
  const format = useFormat();
  const { now } = useNow();
  const action = useAction();
  const [note, setNote] = useState('');
  const [toAuthor, setToAuthor] = useState('');
  const [still, setStill] = useState<string>();
  const title = item.record === null ? '—' : recordTitle(store.get(item.record));
  const values = Object.entries(item.values ?? {}).filter(([path]) => !path.endsWith(`.${ROW_GONE}`));

  async function settle(act: 'apply' | 'close'): Promise<void> {
    setStill(undefined);
    const done = await action.run(() => api.settleHeld({ district: item.district, id: item.id, action: act, ...(note.trim() === '' ? {} : { note: note.trim() }), ...(act === 'apply' || toAuthor.trim() === '' ? {} : { toAuthor: toAuthor.trim() }) }));
    if (done === undefined) return;
    if (done.status === 'open') setStill(done.code);
    else onSettled();
  }

  return (
    <>
      <PaneHead title={title === '—' ? t('desk:held.one') : title} back={`/desk/held/${place}`} />
      <Notice state="mend" title={t(`desk:held.code.${item.code}`)}>
        <RuleWords type={item.type ?? ''} paths={item.paths} />
        <p>{t(`desk:held.todo.${item.code}`)}</p>
      </Notice>
      <Card title={t('desk:held.from')}>
        <dl className="pairs">
          <dt>{t('desk:held.who')}</dt><dd>{item.personName}</dd>
          <dt>{t('desk:held.when')}</dt><dd>{format.when(item.at, now)}</dd>
          {item.deviceTime === null ? null : <><dt>{t('desk:held.phoneTime')}</dt><dd>{format.when(item.deviceTime, now)}</dd></>}
          <dt>{t('desk:held.phone')}</dt><dd>{item.device.slice(-4)}</dd>
        </dl>
      </Card>
      <Card title={t('desk:held.wrote')}>
        {item.values === null ? <p>{t('desk:held.hidden')}</p> : (
          <dl className="pairs">
            {values.map(([path, value]) => [
              <dt key={`${path}.label`}>{words.label(item.type ?? '', path) || path}{item.paths.includes(path) ? <Icon name="alert" size="small" title={t('desk:held.atFault')} /> : null}</dt>,
              <dd key={path}>{words.value(item.type ?? '', path, fieldValue(value))}</dd>,
            ])}
          </dl>
        )}
      </Card>
      {item.note === null ? null : <Notice state="neutral" title={t('desk:held.told', { name: item.personName })}>{item.note}</Notice>}
      {item.status !== 'open' ? null : (
        <Card title={t('desk:held.settle')}>
          <TextField label={t('desk:held.toAuthor', { name: item.personName })} hint={t('desk:held.toAuthorHint')} maxLength={200} value={toAuthor} onChange={setToAuthor} />
          <TextField label={t('desk:held.note')} hint={t('desk:held.noteHint')} maxLength={200} value={note} onChange={setNote} />
          {still === undefined ? null : <Notice state="mend" announce title={t('desk:held.still')}>{t(`desk:held.code.${still}`)}</Notice>}
          {action.error === undefined ? null : <ErrorNotice error={action.error} />}
          <div className="row">
            {item.bucket === null ? null : <Button look="primary" icon="check" busy={action.busy} onClick={() => void settle('apply')}>{t('desk:held.apply')}</Button>}
            <Button busy={action.busy} onClick={() => void settle('close')}>{t('desk:held.close')}</Button>
          </div>
          <p className="soft">{t('desk:held.settleHelp')}</p>
        </Card>
      )}
    </>
  );
}

/** What does not fit together in the record, in the words of its programme. */
function RuleWords({ type, paths }: { readonly type: string; readonly paths: readonly string[] }) {
  const programme = PROGRAMMES.find(({ recordTypes }) => recordTypes.some(({ name }) => name === type))?.id ?? '';
  const { t } = useTranslation([programme, 'form'].filter((namespace) => namespace !== ''));
  return rulesAmong(paths).map((code) => <p key={code} className="strong">{t(`${programme}:rule.${code}`, { defaultValue: t('form:failed.rule') })}</p>);
}

/** What was handed in may be anything: what is no field value is shown as its text. */
function fieldValue(value: unknown): FieldValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value) && value.every((v) => typeof v === 'string')) return value;
  return JSON.stringify(value) ?? '';
}
