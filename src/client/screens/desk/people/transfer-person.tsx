// Someone goes elsewhere: what is open with her is shown first, place by place, then who takes over what, and
// all of it is done in one step.
import { useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferView } from '#shared/desk/transfer.ts';
import { dayFromNumber, dayNumber, isDay } from '#shared/form/calendar.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { SearchField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { usePlaceName } from '../use-place.ts';
import { useAction, useQuery, type Query } from '../use-query.ts';
import { GrantForm, type GrantAnswer } from './grant-form.tsx';
import { NOBODY, TakeOver } from './take-over.tsx';

export interface TransferPersonProps {
  readonly place: PlaceCode;
  readonly person: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function TransferPerson(props: TransferPersonProps) {
  const { staff } = useDesk();
  const { person } = props;
  const query = useQuery(`transfer:${person.id}`, (signal) => staff.transferView(person.id, signal));
  return <QueryView query={query}>{(view) => <TransferForm {...props} view={view} query={query} />}</QueryView>;
}

function TransferForm({ place, person, onClose, onChanged, view, query }: TransferPersonProps & { readonly view: TransferView; readonly query: Query<TransferView> }) {
  const { t } = useTranslation(['desk', 'app']);
  const { staff, roots } = useDesk();
  const { today, now } = useNow();
  const format = useFormat();
  const action = useAction();
  const id = useId();
  const [to, setTo] = useState(today);
  const [takers, setTakers] = useState<Readonly<Record<string, string>>>({});
  const [goesOn, setGoesOn] = useState(false);
  const [next, setNext] = useState<GrantAnswer>();
  const [from, setFrom] = useState('');
  const [sure, setSure] = useState(false);
  const [tried, setTried] = useState(false);
  const after = isDay(to) ? dayFromNumber((dayNumber(to) ?? 0) + 1) ?? to : '';
  const begins = from.replaceAll('-', '') === '' ? after : from;
  const asked = view.places.filter(({ grant }) => takers[grant.id] === undefined);
  const wrong = { to: isDay(to) ? undefined : t('desk:people.dayWrong'), from: !goesOn || isDay(begins) ? undefined : t('desk:people.dayWrong'), next: goesOn && next === undefined };
  const { unsent, held, lastSeen } = view.person;
  const root = roots('people').find((one) => isWithin(place, one)) ?? place;
  const [nextAt, setNextAt] = useState<PlaceCode>(place);

  async function transfer(): Promise<void> {
    setTried(true);
    if (wrong.to !== undefined || wrong.from !== undefined || wrong.next || asked.length > 0) return;
    const done = await action.run(() => staff.transfer(person.id, {
      to,
      seen: view.places.map(({ grant }) => ({ id: grant.id, version: grant.version })),
      takers: view.places.flatMap(({ grant }) => (takers[grant.id] === undefined || takers[grant.id] === NOBODY ? [] : [{ grant: grant.id, person: takers[grant.id] ?? '' }])),
      next: !goesOn || next === undefined ? null : { ...next, from: begins },
    }));
    if (done !== undefined) return onChanged();
    // What stands now is shown beside what she has chosen.
    setSure(false);
    query.reload();
    return undefined;
  }

  const changed = view.places.flatMap(({ grant }) => (grant.changedBy === null || grant.changedAt === null ? [] : [t('desk:people.conflictBy', { who: grant.changedBy, when: format.when(grant.changedAt, now) })]));
  return (
    <div className="stack">
      <h3>{t('desk:transfer.title')}</h3>
      <p>{t('desk:transfer.help')}</p>
      {unsent > 0 ? <Notice state="unsent" title={t('desk:people.releaseUnsent', { count: unsent, number: format.number(unsent) })}>{t('desk:transfer.unsentHelp')}</Notice> : view.person.devices === 0 ? null : <Notice state="done" title={t('desk:people.releaseUnsent', { count: 0 })} />}
      {held > 0 ? <Notice state="pending" title={t('desk:people.releaseHeld', { number: format.number(held) })} /> : null}
      <p className="soft">{t('desk:people.lastSeen')}: {lastSeen === null ? t('desk:people.never') : format.when(lastSeen, now)}</p>
      <DayField label={t('desk:transfer.lastDay')} value={to} onChange={setTo} error={tried ? wrong.to : undefined} />
      {view.places.length === 0 ? <Notice state="neutral" title={t('desk:people.releaseNone')} /> : null}
      {view.places.map((one) => (
        <TakeOver
          key={one.grant.id} place={one} person={person.id} from={after === '' ? '' : dayMonthYear(after)} value={takers[one.grant.id]} missing={tried && takers[one.grant.id] === undefined}
          onChange={(taker) => setTakers({ ...takers, [one.grant.id]: taker })}
        />
      ))}
      {view.elsewhere === 0 ? null : <p className="soft">{t('desk:people.releaseElsewhere', { count: view.elsewhere, number: format.number(view.elsewhere) })}</p>}
      <Card title={t('desk:transfer.next')}>
        <div className="stack">
          <label className="check-line">
            <input type="checkbox" checked={goesOn} onChange={(event) => setGoesOn(event.target.checked)} />
            <span>{t('desk:transfer.nextNow')}</span>
          </label>
          {!goesOn ? <p className="soft">{t('desk:transfer.nextLater')}</p> : (
            <>
              <PlaceFinder id={`${id}-find`} within={root} onFound={setNextAt} />
              <GrantForm key={nextAt} place={nextAt} onAnswer={setNext} />
              <DayField label={t('desk:transfer.firstDay')} value={from} onChange={setFrom} error={tried ? wrong.from : undefined} />
              <p className="soft">{after === '' ? null : t('desk:transfer.firstDayHint', { day: dayMonthYear(after) })}</p>
              {tried && wrong.next ? <Notice state="mend" announce title={t('desk:transfer.nextMissing')} /> : null}
            </>
          )}
        </div>
      </Card>
      <label className="check-line">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
        <span>{t('desk:transfer.sure', { name: person.name })}</span>
      </label>
      {tried && asked.length > 0 ? <Notice state="mend" announce title={t('desk:transfer.takerMissing', { count: asked.length })} /> : null}
      {action.error === undefined ? null : action.error.code === 'conflict'
        ? <Notice state="pending" announce title={t('desk:people.conflictTitle')}>{changed.map((line) => <p key={line}>{line}</p>)}<p>{t('desk:transfer.conflictHelp')}</p></Notice>
        : <ErrorNotice error={action.error} />}
      <div className="row">
        <Button look="primary" icon="send" busy={action.busy} disabled={!sure || view.places.length === 0} onClick={() => void transfer()}>{t('desk:transfer.yes')}</Button>
        <Button onClick={onClose}>{t('desk:cancel')}</Button>
      </div>
    </div>
  );
}

/** Where she goes, found by the beginning of its name. */
function PlaceFinder({ id, within, onFound }: { readonly id: string; readonly within: PlaceCode; readonly onFound: (place: PlaceCode) => void }) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const name = usePlaceName();
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const query = useQuery(asked.length < 2 ? undefined : `search:${asked}`, (signal) => api.searchPlaces(asked, signal));
  const found = asked.length < 2 ? [] : query.value?.places.filter((p) => isWithin(p.code, within)).slice(0, MOST_FOUND) ?? [];
  return (
    <div className="stack stack--tight" id={id}>
      <SearchField label={t('desk:transfer.find')} value={typed} onChange={setTyped} />
      {asked.length < 2 || query.busy ? null : found.length === 0 ? <output className="soft">{t('desk:placeNone')}</output> : (
        <ul className="choose-list">
          {found.map((p) => (
            <li key={p.code}>
              <button
                type="button" className="list-row list-row--target" aria-label={name(p)}
                onClick={() => {
                  onFound(p.code);
                  setTyped('');
                }}
              >
                <span className="list-row__text">
                  <span className="list-row__title">{name(p)}</span>
                  <span className="list-row__detail">{[t(`desk:level.${p.level}`), ...p.within.slice(0, 2).map(name)].join(' · ')}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const MOST_FOUND = 8;
