// How far the comparison of all rows is, what it found, and what the rule joined in it turned back as a whole.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Matching, MatchRun } from '#shared/subjects/matching.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { useDesk } from '../../desk-context.tsx';
import { ErrorNotice, QueryView } from '../../query-view.tsx';
import { hrefOf } from '../../sections.ts';
import { useAction, useQuery } from '../../use-query.ts';
import { WhyForm } from '../children/why-form.tsx';
import { useSubjects } from '../use-subjects.ts';

const POLL_MS = 3_000;
const FIGURES = ['joined', 'asked', 'refused', 'dropped'] as const;

export function MatchingCard({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('subjects');
  const subjects = useSubjects();
  const query = useQuery(`matching:${place}`, (signal) => subjects.matching(place, signal));
  const { value, reload, busy } = query;
  const goesOn = value !== undefined && (value.waiting > 0 || value.runs.some(isUnderWay));
  useEffect(() => {
    if (!goesOn || busy) return undefined;
    const timer = setTimeout(reload, POLL_MS);
    return () => clearTimeout(timer);
  }, [goesOn, busy, reload, value]);
  return (
    <Card title={t('subjects:matching.title')} aside={<Link href={hrefOf('pairs', place)}>{t('subjects:matching.toPairs')}</Link>}>
      <QueryView query={query}>{(matching) => <Known place={place} matching={matching} onChanged={reload} />}</QueryView>
    </Card>
  );
}

function isUnderWay({ standing }: MatchRun): boolean {
  return standing === 'running' || standing === 'joining' || standing === 'turning';
}

interface KnownProps {
  readonly place: PlaceCode;
  readonly matching: Matching;
  readonly onChanged: () => void;
}

function Known({ place, matching: { runs: [last], waiting, rulesChanged }, onChanged }: KnownProps) {
  const { t } = useTranslation('subjects');
  const subjects = useSubjects();
  const { may } = useDesk();
  const action = useAction();
  const format = useFormat();
  const { now } = useNow();
  const [turning, setTurning] = useState<string>();
  const underWay = last !== undefined && isUnderWay(last);

  async function matchAll(): Promise<void> {
    if (await action.run(() => subjects.matchAll(place)) !== undefined) onChanged();
  }

  return (
    <div className="stack stack--tight">
      {waiting === 0 ? null : <output>{t('subjects:matching.waiting', { count: waiting, number: format.number(waiting) })}</output>}
      {last === undefined ? (waiting === 0 ? <p>{t('subjects:matching.never')}</p> : null)
      : underWay ? <ProgressBar label={t(`subjects:matching.standing.${last.standing}`, { done: format.number(last.done), of: format.number(last.of) })} value={last.done} max={Math.max(1, last.of)} />
      : (
        <>
          <p>{t(`subjects:matching.standing.${last.standing}`, { done: format.number(last.done), of: format.number(last.of) })}{last.endedAt === null ? '' : ` · ${format.when(last.endedAt, now)}`}</p>
          <dl className="figures">
            {FIGURES.map((key) => (last[key] === null ? null : <div key={key} className="figures__one"><dt>{t(`subjects:matching.${key}`)}</dt><dd><span className="figures__number">{format.number(last[key])}</span></dd></div>))}
          </dl>
        </>
      )}
      {rulesChanged ? <Notice state="pending" title={t('subjects:matching.rulesChanged')} /> : null}
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      {underWay || !may('protect', place) ? null : (
        <div className="row">
          <Button icon="sync" busy={action.busy} onClick={() => void matchAll()}>{t('subjects:matching.all')}</Button>
          {last === undefined || last.standing !== 'done' || last.joined === 0 ? null : <Button icon="undo" onClick={() => setTurning(last.id)}>{t('subjects:matching.back')}</Button>}
        </div>
      )}
      <WhyForm
        open={turning !== undefined}
        title={t('subjects:matching.backTitle')}
        go={t('subjects:matching.backGo')}
        icon="undo"
        act={(why) => subjects.turnBack(turning ?? '', { place, why })}
        onDone={() => {
          setTurning(undefined);
          onChanged();
        }}
        onClose={() => setTurning(undefined)}
      >
        <p>{t('subjects:matching.backHelp')}</p>
      </WhyForm>
    </div>
  );
}
