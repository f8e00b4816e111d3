// The lists of departments: when each came last, how good it is and what to mend first, and the way to load the next.
// A department sees its own; of what became of its rows beside those of others it is told nothing.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PlaceCode } from '#shared/place/place.ts';
import { QUALITY_PARTS, type ListSource, type Mend } from '#shared/subjects/quality.ts';
import { usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { StateChip, type State } from '#client/ui/state-chip.tsx';
import { useDesk } from '../../desk-context.tsx';
import { QueryView } from '../../query-view.tsx';
import { useQuery } from '../../use-query.ts';
import { CentreHead } from '../centre-head.tsx';
import { useCentreWords } from '../use-centre-words.ts';
import { useSubjects } from '../use-subjects.ts';
import { MatchingCard } from './matching-card.tsx';
import './lists.css';

/** Of the score and of each of its parts. A convention of the centre, as the score is. */
const GOOD = 80;
const FAIR = 60;
/** Of a list; the rest on demand. */
const MENDS_FIRST = 3;

export function Lists({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('subjects');
  const subjects = useSubjects();
  const { may } = useDesk();
  const { name } = usePlaces();
  const query = useQuery(`subject-sources:${place}`, (signal) => subjects.sources(place, signal));
  return (
    <>
      <CentreHead section="lists" place={place} />
      {may('match', place) ? <MatchingCard place={place} /> : null}
      <QueryView query={query}>{({ sources }) => {
        if (sources.length === 0) return <EmptyState icon="table" title={t('subjects:lists.none')}>{t('subjects:lists.noneHelp')}</EmptyState>;
        const places = [...new Set(sources.map(({ source }) => source))].sort();
        return places.map((source) => (
          <section key={source} className="lists__source" aria-labelledby={`lists-${source}`}>
            <h2 id={`lists-${source}`}>{name(source) || source}</h2>
            <div className="lists">{sources.filter((one) => one.source === source).map((one) => <OneList key={one.category} list={one} />)}</div>
          </section>
        ));
      }}</QueryView>
    </>
  );
}

function OneList({ list }: { readonly list: ListSource }) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const format = useFormat();
  const { last, score, parts, mend } = list;
  return (
    <Card level={3} title={words.category(list.category)} aside={score === null ? <StateChip state="neutral" icon="minus" word={t('subjects:lists.noScore')} /> : <StateChip state={stateOf(score)} word={t('subjects:lists.score', { number: score })} />}>
      <div className="stack stack--tight">
        <p>
          {last === null ? t('subjects:lists.never') : t('subjects:lists.last', { day: format.day(last.day), rows: format.number(last.rows) })}
          {' · '}{t('subjects:lists.rows', { count: list.rows, number: format.number(list.rows) })}
        </p>
        {last === null || last.faulty === 0 ? null : (
          <p className="lists__faulty"><StateChip state="mend" word={t('subjects:lists.faulty', { count: last.faulty, number: format.number(last.faulty) })} /> <Link href={`/desk/imports/${list.source}/${last.batch}`}>{t('subjects:lists.report')}</Link></p>
        )}
        {parts === null ? null : (
          <dl className="lists__parts">
            {QUALITY_PARTS.map((part) => (
              <div key={part} className="lists__part">
                <dt>{t(`subjects:quality.part.${part}`)}</dt>
                <dd><meter className="lists__meter" min={0} max={100} low={FAIR} high={GOOD} optimum={100} value={parts[part]} aria-label={t(`subjects:quality.part.${part}`)} /><span className="number">{t('subjects:percent', { number: parts[part] })}</span></dd>
              </div>
            ))}
          </dl>
        )}
        {mend.length === 0 ? null : <Mends mend={mend} />}
      </div>
      <div><ButtonLink look={last === null ? 'primary' : 'second'} icon="upload" href={`/desk/imports/${list.source}?list=${list.programme}/${list.target}`}>{t(last === null ? 'subjects:lists.loadFirst' : 'subjects:lists.load')}</ButtonLink></div>
    </Card>
  );
}

function Mends({ mend }: { readonly mend: readonly Mend[] }) {
  const { t } = useTranslation('subjects');
  const line = (one: Mend) => <li key={`${one.code} ${one.column ?? ''}`}><MendLine mend={one} /></li>;
  const rest = mend.slice(MENDS_FIRST);
  return (
    <div>
      <h4 className="lists__mend">{t('subjects:lists.mend')}</h4>
      <ul className="lists__mends">{mend.slice(0, MENDS_FIRST).map(line)}</ul>
      {rest.length === 0 ? null : <details><summary>{t('subjects:lists.mendMore', { count: rest.length })}</summary><ul className="lists__mends">{rest.map(line)}</ul></details>}
    </div>
  );
}

function MendLine({ mend: { code, count, share, column } }: { readonly mend: Mend }) {
  const namespace = column?.split(':', 1)[0];
  const { t } = useTranslation(['subjects', ...(namespace === undefined ? [] : [namespace])]);
  const format = useFormat();
  return <>{t(`subjects:quality.mend.${code}`, { count, number: format.number(count), share, column: column === undefined ? '' : t(column, { defaultValue: column }) })}</>;
}

function stateOf(score: number): State {
  return score >= GOOD ? 'done' : score >= FAIR ? 'pending' : 'mend';
}
