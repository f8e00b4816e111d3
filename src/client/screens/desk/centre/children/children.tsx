// Children by their tokens: on which lists each is, what she needs and got. Whose a token is stands on no line here.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { stateOf, type PlaceCode } from '#shared/place/place.ts';
import type { SubjectRow } from '#shared/subjects/child.ts';
import { subjectToken } from '#shared/subjects/pair.ts';
import { usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import type { DeskError } from '#client/desk-api/http.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useDesk } from '../../desk-context.tsx';
import { ErrorNotice } from '../../query-view.tsx';
import { hrefOf } from '../../sections.ts';
import { CentreHead } from '../centre-head.tsx';
import { CategoryChoice, DistrictChoice } from '../choices.tsx';
import { useCentreWords } from '../use-centre-words.ts';
import { useSubjects } from '../use-subjects.ts';

interface Narrowed {
  readonly category: string | undefined;
  readonly district: number | undefined;
  readonly lists: number | undefined;
  readonly covered: 'yes' | undefined;
}

export function Children({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('subjects');
  const { may } = useDesk();
  const [by, setBy] = useState<Narrowed>({ category: undefined, district: undefined, lists: undefined, covered: undefined });
  return (
    <>
      <CentreHead section="children" place={place} />
      <TokenSearch place={place} />
      <div className="centre__filters">
        <CategoryChoice place={place} value={by.category} onChange={(category) => setBy({ ...by, category })} />
        <DistrictChoice place={place} value={by.district} onChange={(district) => setBy({ ...by, district })} />
        <label className="check-line centre__check">
          <input type="checkbox" checked={by.lists !== undefined} onChange={({ target }) => setBy({ ...by, lists: target.checked ? 2 : undefined })} />
          <span>{t('subjects:children.overlaps')}</span>
        </label>
        {may('protect', place) ? (
          <label className="check-line centre__check">
            <input type="checkbox" checked={by.covered === 'yes'} onChange={({ target }) => setBy({ ...by, covered: target.checked ? 'yes' : undefined })} />
            <span>{t('subjects:children.onlyCovered')}</span>
          </label>
        ) : null}
      </div>
      <Table key={`${by.category ?? ''} ${by.district ?? ''} ${by.lists ?? ''} ${by.covered ?? ''}`} place={place} by={by} />
    </>
  );
}

/** From the number on a paper to her page. */
function TokenSearch({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('subjects');
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className="centre__search"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const token = tokenOf(typed);
        setWrong(token === undefined);
        if (token !== undefined) navigate(hrefOf('children', place).concat(`/${token}`));
      }}
    >
      <TextField label={t('subjects:children.tokenSearch')} value={typed} onChange={setTyped} autoComplete="off" spellCheck={false} error={wrong ? t('subjects:children.tokenWrong') : undefined} />
      <Button type="submit" icon="search">{t('subjects:children.open')}</Button>
    </form>
  );
}

/** Letters may be small, the dash may be missing. */
export function tokenOf(typed: string): string | undefined {
  const bare = typed.toUpperCase().replaceAll(/[\s-]/gu, '');
  const token = `${bare.slice(0, 3)}-${bare.slice(3)}`;
  return subjectToken.safeParse(token).success ? token : undefined;
}

interface Held {
  readonly rows: readonly SubjectRow[];
  readonly next: string | null;
  readonly error: DeskError | undefined;
  readonly busy: boolean;
}

function Table({ place, by }: { readonly place: PlaceCode; readonly by: Narrowed }) {
  const { t } = useTranslation(['subjects', 'app', 'desk']);
  const subjects = useSubjects();
  const words = useCentreWords();
  const { may } = useDesk();
  const format = useFormat();
  const { name } = usePlaces();
  const [wanted, setWanted] = useState<{ readonly after: string | undefined; readonly turn: number }>({ after: undefined, turn: 0 });
  const [held, setHeld] = useState<Held>({ rows: [], next: null, error: undefined, busy: true });
  const { category, district, lists, covered } = by;
  useEffect(() => {
    const leaving = new AbortController();
    void subjects.list({ place, category, district, lists, covered, after: wanted.after }, leaving.signal).then((answer) => {
      if (leaving.signal.aborted) return;
      setHeld((was) => (answer.ok ? { rows: [...(wanted.after === undefined ? [] : was.rows), ...answer.value.rows], next: answer.value.next, error: undefined, busy: false } : { ...was, error: answer.error, busy: false }));
    });
    return () => leaving.abort();
  }, [subjects, place, category, district, lists, covered, wanted]);
  const ask = (after: string | undefined): void => {
    setHeld((was) => ({ ...was, busy: true, error: undefined }));
    setWanted(({ turn }) => ({ after, turn: turn + 1 }));
  };

  const columns: readonly Column<SubjectRow>[] = [
    { key: 'token', label: t('subjects:tokenWord'), value: (row) => row.token },
    { key: 'categories', label: t('subjects:categories'), value: (row) => row.categories.map(words.category).join(', ') },
    ...(may('protect', place) ? [{ key: 'covered', label: t('subjects:children.covered'), numeric: true, value: (row: SubjectRow) => row.coveredRows ?? undefined }] : []),
    { key: 'lists', label: t('subjects:children.lists'), numeric: true, value: (row) => row.lists },
    { key: 'district', label: t('subjects:district'), value: (row) => (row.district === 0 ? undefined : name(`${stateOf(place)}.${row.district}`)) },
    { key: 'sex', label: t('subjects:said.sex'), value: (row) => (row.sex === '' ? undefined : words.value('sex', row.sex)) },
    { key: 'birthYear', label: t('subjects:children.birthYear'), numeric: true, value: (row) => (row.birthYear === 0 ? undefined : row.birthYear), show: (row) => (row.birthYear === 0 ? '—' : String(row.birthYear)) },
    { key: 'needs', label: t('subjects:children.needs'), value: (row) => row.needs.map(words.service).join(', ') || undefined },
    { key: 'services', label: t('subjects:children.services'), value: (row) => row.services.map(words.service).join(', ') || undefined },
    { key: 'seenDay', label: t('subjects:children.seen'), value: (row) => row.seenDay || undefined, show: (row) => (row.seenDay === '' ? '—' : format.day(row.seenDay)) },
    { key: 'file', label: t('subjects:children.file'), value: (row) => t(row.hasFile ? 'subjects:children.hasFile' : 'subjects:children.noFile') },
  ];
  return (
    <>
      {held.error === undefined ? null : <ErrorNotice error={held.error} action={<Button icon="sync" onClick={() => ask(undefined)}>{t('app:again')}</Button>} />}
      {held.busy && held.rows.length === 0 ? <output className="desk__waiting">{t('desk:state.loading')}</output> : null}
      {!held.busy && held.error === undefined && held.rows.length === 0 ? <EmptyState icon="child" title={t('subjects:children.none')}>{t('subjects:children.noneHelp')}</EmptyState> : null}
      {held.rows.length === 0 ? null : (
        <DataTable
          id="centre-children"
          caption={t('desk:section.children')}
          columns={columns}
          rows={held.rows}
          rowKey={({ token }) => token}
          formatNumber={format.number}
          choose
          filterFrom={Infinity}
          rowHref={({ token }) => `${hrefOf('children', place)}/${token}`}
        />
      )}
      {held.next === null ? null : <Button icon="down" busy={held.busy} onClick={() => ask(held.next ?? undefined)}>{t('subjects:more')}</Button>}
    </>
  );
}
