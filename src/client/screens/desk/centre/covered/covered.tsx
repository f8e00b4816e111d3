// Who asks to see what is covered, and why; a second person, never the one who asked, answers. What became of the
// day's own and others' requests stands below.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PlaceCode } from '#shared/place/place.ts';
import type { SubjectOpening } from '#shared/subjects/child.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip, type State } from '#client/ui/state-chip.tsx';
import { RequestCard } from '../../../openings/request-card.tsx';
import { ErrorNotice, QueryView } from '../../query-view.tsx';
import { hrefOf } from '../../sections.ts';
import { useAction, useQuery } from '../../use-query.ts';
import { CentreHead } from '../centre-head.tsx';
import { useSubjects } from '../use-subjects.ts';

const CHIPS: Readonly<Record<SubjectOpening['standing'], State>> = { asked: 'pending', allowed: 'done', refused: 'mend' };

export function Covered({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('subjects');
  const subjects = useSubjects();
  const action = useAction();
  const [said, setSaid] = useState<'allow' | 'refuse'>();
  const query = useQuery(`subject-openings:${place}`, (signal) => subjects.openings(place, signal));
  const { reload } = query;

  async function answer(id: string, word: 'allow' | 'refuse'): Promise<void> {
    setSaid(undefined);
    const done = await action.run(() => subjects.answer(id, { place, allow: word === 'allow' }));
    if (done !== undefined) setSaid(word);
    reload();
  }

  return (
    <>
      <CentreHead section="covered" place={place} actions={<Button icon="sync" busy={query.busy} onClick={reload}>{t('subjects:opening.lookAgain')}</Button>} />
      {said === undefined ? null : <Notice state="done" announce title={t(`subjects:covered.said.${said}`)} />}
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      <QueryView query={query}>{({ openings }) => {
        const waiting = openings.filter(({ own, standing }) => !own && standing === 'asked').sort((a, b) => a.askedAt - b.askedAt);
        const others = openings.filter((one) => !waiting.includes(one));
        return (
          <>
            {waiting.length === 0 ? <EmptyState icon="check" title={t('subjects:covered.none')}>{t('subjects:covered.noneHelp')}</EmptyState> : (
              <div className="openings">
                {waiting.map((one) => (
                  <RequestCard
                    key={one.id}
                    opening={{ personName: one.askedByName, title: one.token, note: one.note, at: one.askedAt }}
                    title={t(`subjects:covered.what.${one.what}`)}
                    words={{ reason: t(`subjects:look.reason.${one.reason}`), allow: t('subjects:covered.allow'), refuse: t('subjects:covered.refuse') }}
                    busy={action.busy}
                    onAnswer={(word) => void answer(one.id, word)}
                  >
                    <p>{t('subjects:covered.means', { name: one.askedByName })}</p>
                  </RequestCard>
                ))}
              </div>
            )}
            {others.length === 0 ? null : <Past place={place} openings={others} />}
          </>
        );
      }}</QueryView>
    </>
  );
}

function Past({ place, openings }: { readonly place: PlaceCode; readonly openings: readonly SubjectOpening[] }) {
  const { t } = useTranslation('subjects');
  const format = useFormat();
  const { now } = useNow();
  const word = (one: SubjectOpening): string => t(`subjects:covered.standing.${one.standing}`);
  const columns: readonly Column<SubjectOpening>[] = [
    { key: 'token', label: t('subjects:tokenWord'), value: (one) => one.token, show: (one) => (one.own ? <Link href={`${hrefOf('children', place)}/${one.token}`}>{one.token}</Link> : one.token) },
    { key: 'who', label: t('subjects:covered.who'), value: (one) => one.askedByName },
    { key: 'what', label: t('subjects:covered.whatColumn'), value: (one) => t(`subjects:covered.what.${one.what}`) },
    { key: 'why', label: t('subjects:covered.why'), value: (one) => t(`subjects:look.reason.${one.reason}`) },
    { key: 'at', label: t('subjects:covered.when'), value: (one) => one.askedAt, show: (one) => format.when(one.askedAt, now) },
    { key: 'standing', label: t('subjects:covered.standingColumn'), value: word, show: (one) => <StateChip state={CHIPS[one.standing]} word={word(one)} /> },
    { key: 'until', label: t('subjects:covered.until'), value: (one) => one.until ?? undefined, show: (one) => (one.until === null ? '—' : format.when(one.until, now)) },
  ];
  return (
    <section className="stack stack--tight">
      <h2>{t('subjects:covered.past')}</h2>
      <DataTable id="centre-covered" caption={t('subjects:covered.past')} columns={columns} rows={openings} rowKey={({ id }) => id} formatNumber={format.number} sort={{ column: 'at', down: true }} />
    </section>
  );
}
