import { useCallback, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { CaseFlag, CaseWork } from '#shared/case-work.ts';
import type { DoorState, Phrase } from '#shared/field-work.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button, ButtonLink, IconButton } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SearchField } from '#client/ui/field.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { VirtualList } from '#client/ui/virtual-list.tsx';
import { FilterChips } from '../../families/filter-chips.tsx';
import { CaseScreen, useDesk } from '../case-screen.tsx';
import { searchOf, useNames } from '../names.ts';
import { OnlineFiles } from '../online/online-files.tsx';
import { useMay, useWorks, type WorkAt } from '../practice.ts';
import { tasksOfRecord } from '../today/tasks-of.ts';
import { createFileSearch, type FileSearch } from './file-search.ts';
import { FileRow } from './file-row.tsx';
import { ALL, filesLeftIn, OPEN } from './list-left.ts';

interface Row {
  readonly title: string;
  readonly detail: Phrase | string;
  readonly state: DoorState;
  readonly flags: readonly CaseFlag[];
}

/** @param children the file that is open beside it, on the desk. */
export function FileList({ open, children }: { readonly open?: string; readonly children?: ReactNode }) {
  const works = useWorks();
  const { store } = useDehri();
  const { t } = useTranslation('cases');
  const kept = filesLeftIn(store);
  const [type, setType] = useState(kept.type);
  const choose = useCallback((next: string) => {
    Object.assign(kept, { type: next, query: '', state: OPEN, worker: ALL, scroll: 0 });
    setType(next);
  }, [kept]);
  const opened = open === undefined ? undefined : store.get(open)?.type;
  // Unless she has chosen: the first kind that there are any files of.
  const at = works.find(({ work }) => work.recordType === (opened ?? type)) ?? works.find(({ work }) => store.ofType(work.recordType).length > 0) ?? works[0];
  if (at === undefined) return <CaseScreen tab="cases" title={t('cases:tabs.cases')}><EmptyState icon="info" title={t('cases:noOffice')} /></CaseScreen>;
  return (
    <ListOf
      key={at.work.recordType}
      at={at}
      others={works}
      onType={choose}
      {...(open === undefined ? {} : { open })}
    >
      {children}
    </ListOf>
  );
}

interface ListOfProps {
  readonly at: WorkAt;
  readonly others: readonly WorkAt[];
  readonly onType: (type: string) => void;
  readonly open?: string;
  readonly children?: ReactNode;
}

function ListOf({ at, others, onType, open, children }: ListOfProps) {
  const { t } = useTranslation('cases');
  const { store } = useDehri();
  const { work, type, context, say } = at;
  const may = useMay();
  const format = useFormat();
  const desk = useDesk();
  const names = useNames();
  const kept = filesLeftIn(store);
  const [query, setQuery] = useState(kept.query);
  const [state, setState] = useState(kept.state);
  const [worker, setWorker] = useState(kept.worker);
  const [failed, setFailed] = useState(false);
  const files = store.ofType(type.name);
  const asked = query.trim();
  const searching = asked !== '';
  const search = useMemo(() => createFileSearch(type, work.numberPath, () => store.ofType(type.name), may), [type, work, store, may]);

  useEffect(() => {
    Object.assign(kept, { query, state, worker });
  }, [kept, query, state, worker]);
  useSearchedByName(context.place, asked);
  useLayoutEffect(() => {
    window.scrollTo(0, kept.scroll);
    const keep = (): void => {
      kept.scroll = window.scrollY;
    };
    window.addEventListener('scroll', keep, { passive: true });
    return () => window.removeEventListener('scroll', keep);
  }, [kept]);

  const sorted = useSorted(at, files);
  const here = useMemo(() => (worker === ALL ? sorted.all : sorted.all.filter((file) => workerOf(at, file) === worker)), [sorted, worker, at]);
  const byState = useMemo(() => sortOut(work, at, here), [work, at, here]);
  const openFiles = useMemo(() => here.filter((file) => sorted.open.has(file.id)), [here, sorted]);
  const workers = useMemo(() => [...new Set(files.map((file) => workerOf(at, file)))].filter((id) => id !== ''), [files, at]);
  const shown = useShown({ searching, asked, search, store: store.get.bind(store), files, state, here, openFiles, byState });
  const rowOf = useRows(at);
  useReady(rowOf, openFiles, byState);

  const covered = names.shown.size === 0;
  // Hers and those she is named on, as far as they stand in the list; others are asked for one by one, with the reason.
  const namable = useCallback(() => shown.slice(0, MOST_NAMED).filter((file) => {
    const decision = may('read', type, file);
    return decision.ok && decision.leave === 'yes';
  }), [shown, may, type]);
  const chips = useMemo(() => [
    { key: OPEN, word: t('cases:open'), count: format.number(openFiles.length) },
    ...work.states.flatMap((s) => (byState.has(s.key) ? [{ key: s.key, word: say(s.word), count: format.number(byState.get(s.key)?.length ?? 0) }] : [])),
    { key: ALL, word: t('cases:all'), count: format.number(here.length) },
  ], [t, format, openFiles, work, byState, say, here]);
  // What does not change while she types is drawn once.
  const kinds = useMemo(() => (others.length < 2 ? null : (
    <FilterChips label={t('cases:kinds')} chosen={work.recordType} onChoose={onType} chips={others.map((other) => ({ key: other.work.recordType, word: other.say({ key: `cases.${other.work.recordType}.tab` }) }))} />
  )), [others, t, work, onType]);
  const begin = useMemo(() => {
    if (!may('create', type, newIn(at)).ok) return null;
    const href = `/cases/new/${work.recordType}`;
    const label = say({ key: `cases.${work.recordType}.new` });
    return desk ? <ButtonLink look="primary" icon="plus" href={href}>{label}</ButtonLink> : <Link href={href} className="icon-button" aria-label={label}><Icon name="plus" /></Link>;
  }, [may, type, at, work, say, desk]);

  const word = (name: string): string => say({ key: `cases.${work.recordType}.${name}` });
  const toggle = (): void => (covered ? void names.show(namable(), 'my_work').then((ok) => setFailed(!ok)) : names.cover());
  const finding = (
    <div className="stack stack--tight">
      {kinds}
      <SearchField label={t('cases:search')} value={query} onChange={setQuery} />
    </div>
  );
  const list = (
    <>
      {searching || files.length === 0 ? null : (
        <FilterChips
          label={t('cases:byState')}
          chosen={state}
          onChoose={setState}
          chips={chips}
          first={workers.length < 2 ? undefined : (
            <select className={`filter-select${worker === ALL ? '' : ' filter-select--on'}`} aria-label={t('cases:byWorker')} value={worker} onChange={(event) => setWorker(event.target.value)}>
              <option value={ALL}>{t('cases:everyWorker')}</option>
              {workers.map((id) => <option key={id} value={id}>{context.nameOf(id) === '' ? t('cases:pendency.unknown') : context.nameOf(id)}</option>)}
            </select>
          )}
        />
      )}
      {failed ? <Notice state="mend" announce title={t('cases:names.failed')} /> : null}
      {searching ? <output className="cases__count">{t('cases:found', { count: shown.length, number: format.number(shown.length) })}</output> : null}
      {shown.length === 0 ? (
        <EmptyState
          icon={searching ? 'search' : 'file'}
          title={searching ? t('cases:notFound') : files.length === 0 ? word('none') : t('cases:noneHere')}
          action={searching || files.length === 0 ? undefined : <Button onClick={() => {
            setState(ALL);
            setWorker(ALL);
          }}>{t('cases:showEvery')}</Button>}
        >
          {searching ? t('cases:notFoundHelp') : undefined}
        </EmptyState>
      ) : (
        // One list for good: a row that stays in it from letter to letter is neither drawn nor measured again.
        <VirtualList items={shown} itemKey={idOf} estimate={84} label={word('title')}>
          {(file) => <FileRow href={`/cases/${file.id}`} {...rowOf(file)} name={names.shown.has(file.id) ? say(work.card(file, context).title) : undefined} receipt={store.receipt(file.id)} say={say} current={file.id === open} wordy={desk} />}
        </VirtualList>
      )}
      {searching ? null : <OnlineFiles at={at} />}
    </>
  );
  return (
    <CaseScreen
      tab="cases"
      wide
      title={word('title')}
      aside={
        <>
          {files.length === 0 ? null : desk
            ? <Button icon="eye" aria-pressed={!covered} onClick={toggle}>{covered ? t('cases:names.show') : t('cases:names.cover')}</Button>
            : <IconButton icon="eye" aria-pressed={!covered} label={covered ? t('cases:names.show') : t('cases:names.cover')} onClick={toggle} />}
          {begin}
        </>
      }
      more={desk ? undefined : finding}
    >
      {!desk ? list : (
        <div className={`panes${children === undefined ? '' : ' panes--open'}`}>
          <section ref={walk} className="panes__list" aria-label={word('title')}>{finding}{list}</section>
          <div className="panes__one">{children ?? <EmptyState icon="file" title={t('cases:choose')} />}</div>
        </div>
      )}
    </CaseScreen>
  );
}

/** Whom she looked for is not written down; that she searched names is, once for what she stopped at. */
function useSearchedByName(place: PlaceCode, asked: string): void {
  const { store } = useDehri();
  const byName = /\p{L}{2}/u.test(asked);
  useEffect(() => {
    if (!byName) return undefined;
    const timer = setTimeout(() => void store.save(searchOf(place, Date.now())), STOPPED_MS);
    return () => clearTimeout(timer);
  }, [store, place, asked, byName]);
}

const STOPPED_MS = 2_000;

/** Looked up as far as a person scrolls before she asks by name. */
const MOST_NAMED = 60;

function idOf({ id }: DehriRecord): string {
  return id;
}

function workerOf({ type }: WorkAt, file: DehriRecord): string {
  const value = type.guard === undefined ? undefined : file.values[type.guard.assigned];
  return typeof value === 'string' ? value : '';
}

/** A record that is not there yet: may she begin one? */
function newIn({ type, context }: WorkAt): DehriRecord {
  return { id: '', type: type.name, bucket: `${context.place}/${type.shelf}`, seq: 0, schema: type.version, values: {}, base: '', heads: {}, rivals: {} };
}

interface Sorted {
  readonly all: readonly DehriRecord[];
  readonly open: ReadonlySet<string>;
}

/** What is urgent or due first, then the newest number; what is closed last. */
function useSorted(at: WorkAt, files: readonly DehriRecord[]): Sorted {
  return useMemo(() => {
    const { work } = at;
    const open = new Set<string>();
    const keyed = files.map((file) => {
      const number = String(file.values[work.numberPath] ?? '');
      if (!work.isOpen(file)) return { file, rank: '9', number };
      open.add(file.id);
      const tasks = tasksOfRecord(file, at);
      const due = tasks.reduce((first, { due: day = '8' }) => (day < first ? day : first), '8');
      return { file, rank: tasks.some(({ urgent }) => urgent === true) ? '0' : due, number };
    });
    keyed.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.number < b.number ? 1 : a.number > b.number ? -1 : 0));
    return { all: keyed.map(({ file }) => file), open };
  }, [at, files]);
}

function sortOut(work: CaseWork, { context }: WorkAt, files: readonly DehriRecord[]): ReadonlyMap<string, readonly DehriRecord[]> {
  const lists = new Map<string, DehriRecord[]>();
  for (const file of files) {
    const { key } = work.stateOf(file, context);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [file]);
    else list.push(file);
  }
  return lists;
}

interface Showing {
  readonly searching: boolean;
  readonly asked: string;
  readonly search: FileSearch;
  readonly store: (id: string) => DehriRecord | undefined;
  readonly files: readonly DehriRecord[];
  readonly state: string;
  readonly here: readonly DehriRecord[];
  readonly openFiles: readonly DehriRecord[];
  readonly byState: ReadonlyMap<string, readonly DehriRecord[]>;
}

function useShown({ searching, asked, search, store, files, state, here, openFiles, byState }: Showing): readonly DehriRecord[] {
  return useMemo(() => {
    if (searching) return search.find(asked).flatMap((id) => store(id) ?? []);
    return state === ALL ? here : state === OPEN ? openFiles : byState.get(state) ?? [];
    // `store` is a new function each time; `files`: what is found may have changed since.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [searching, asked, search, state, here, openFiles, byState, files]);
}

/** Up and down lead from file to file. */
function walk(list: HTMLElement | null): (() => void) | undefined {
  const pressed = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || list === null || !(event.target instanceof HTMLElement)) return;
    const files = [...list.querySelectorAll<HTMLElement>('.file')];
    const at = files.indexOf(event.target);
    const next = at < 0 ? files[0] : files[at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  list?.addEventListener('keydown', pressed);
  return () => list?.removeEventListener('keydown', pressed);
}

/** The first rows of each list are worked out while the phone has nothing else to do. */
function useReady(rowOf: (file: DehriRecord) => Row, openFiles: readonly DehriRecord[], byState: ReadonlyMap<string, readonly DehriRecord[]>): void {
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return undefined;
    const asked = requestIdleCallback(() => {
      for (const files of [openFiles, ...byState.values()]) for (const file of files.slice(0, FIRST_ROWS)) rowOf(file);
    });
    return () => cancelIdleCallback(asked);
  }, [rowOf, openFiles, byState]);
}

const FIRST_ROWS = 20;

/** Rows are worked out when they come into sight, once per version of the file. */
function useRows({ work, context }: WorkAt): (file: DehriRecord) => Row {
  const rows = useMemo(() => ({ of: context, known: new WeakMap<DehriRecord, Row>() }), [context]);
  return useCallback((file) => {
    const known = rows.known.get(file);
    if (known !== undefined) return known;
    const row = { ...work.masked(file, context), state: work.stateOf(file, context), flags: work.flags(file, context) };
    rows.known.set(file, row);
    return row;
  }, [rows, work, context]);
}
