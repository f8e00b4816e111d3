// Every meeting of her area and every direction, what is open first.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { MeetingSight } from '#shared/meeting-work.ts';
import { isWithin } from '#shared/place/place.ts';
import { useDehri } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_ICON, TONE_STATE } from '../../shell/tone.ts';
import { DirectionTable } from './direction-table.tsx';
import type { Meetings } from './use-meetings.ts';

/** Chip of the filter: every direction that is not closed, every one, or those of one state. */
const OPEN = 'all-open';
const ALL = 'all';

export function MeetingList({ all }: { readonly all: Meetings }) {
  const { t } = useTranslation('desk');
  const { directions, meetings, work, say, ownerOf } = all;
  const format = useFormat();
  const [shown, setShown] = useState(OPEN);
  const [owner, setOwner] = useState('');
  const owners = useMemo(() => [...new Map(directions.map((one) => [one.place, ownerOf(one)]))].sort((a, b) => a[1].localeCompare(b[1])), [directions, ownerOf]);
  const near = directions.filter(({ place }) => owner === '' || isWithin(place, owner));
  const passes = (key: string) => near.filter((one) => (key === OPEN ? !one.closed : key === ALL || one.state.key === key));
  const byOwner = owners.length < 2 ? undefined : (
    <select className="input input--inline" aria-label={t('desk:meetings.byOwner')} value={owner} onChange={(event) => setOwner(event.target.value)}>
      <option value="">{t('desk:meetings.everyOwner')}</option>
      {owners.map(([code, name]) => <option key={code} value={code}>{name}</option>)}
    </select>
  );
  return (
    <>
      <div className="page-head">
        <div className="grow">
          <ScreenHeading>{t('desk:section.meetings')}</ScreenHeading>
          <p className="soft">{t('desk:meetings.openCount', { count: directions.filter((one) => !one.closed).length })}</p>
        </div>
        <NewMeeting all={all} />
      </div>
      {meetings.length === 0 ? null : <MeetingTable all={all} />}
      <section className="stack">
        <h2>{t('desk:meetings.directions')}</h2>
        <div className="row">
          <fieldset className="segments" aria-label={t('desk:meetings.byState')}>
            {[{ key: OPEN, word: t('desk:meetings.allOpen') }, ...work.directionStates.map(({ key, word }) => ({ key, word: say(word) })), { key: ALL, word: t('desk:meetings.all') }].map(({ key, word }) => (
              <button key={key} type="button" className="segments__one" aria-pressed={key === shown} onClick={() => setShown(key)}>{word} <span className="number">{format.number(passes(key).length)}</span></button>
            ))}
          </fieldset>
        </div>
        {directions.length === 0 ? <EmptyState icon="work" title={t('desk:meetings.noDirections')}>{t('desk:meetings.noDirectionsHelp')}</EmptyState>
        : passes(shown).length === 0 ? <><div className="row">{byOwner}</div><EmptyState icon="check" title={t('desk:meetings.noneSuch')} /></> : <DirectionTable id="directions" all={all} directions={passes(shown)} tools={byOwner} />}
      </section>
    </>
  );
}

function MeetingTable({ all: { meetings, say, placeName } }: { readonly all: Meetings }) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const columns = useMemo<readonly Column<MeetingSight>[]>(() => [
    { key: 'subject', label: t('desk:meetings.subject'), value: (m) => m.subject },
    { key: 'day', label: t('desk:meetings.day'), value: (m) => m.day, show: (m) => dayMonthYear(m.day) },
    { key: 'place', label: t('desk:meetings.of'), value: (m) => placeName(m.place) },
    { key: 'chair', label: t('desk:meetings.chair'), value: (m) => m.chair },
    { key: 'state', label: t('desk:groups.state'), value: (m) => say(m.state.word), show: (m) => <StateChip state={TONE_STATE[m.state.tone]} icon={m.state.tone === 'mend' ? 'edit' : TONE_ICON[m.state.tone]} word={say(m.state.word)} /> },
  ], [t, placeName, say]);
  return (
    <section className="stack">
      <h2>{t('desk:meetings.meetings')}</h2>
      <DataTable id="meetings" caption={t('desk:meetings.meetings')} columns={columns} rows={meetings} rowKey={(m) => m.record.id} formatNumber={format.number} sort={{ column: 'day', down: true }} rowHref={(m) => `/desk/meetings/${m.record.id}`} />
    </section>
  );
}

/** A new one at her own place, or at one below it that she names. */
function NewMeeting({ all: { mayAsk, placeName } }: { readonly all: Meetings }) {
  const { t } = useTranslation('desk');
  const { session } = useDehri();
  const [, navigate] = useLocation();
  const places = useMemo(() => session.profile().places.map(([code]) => code).filter(mayAsk).sort((a, b) => a.split('.').length - b.split('.').length || placeName(a).localeCompare(placeName(b))), [session, mayAsk, placeName]);
  const [place, setPlace] = useState(places[0] ?? '');
  if (places.length === 0) return null;
  return (
    <div className="row">
      {places.length < 2 ? null : (
        <select className="input input--inline" aria-label={t('desk:meetings.of')} value={place} onChange={(event) => setPlace(event.target.value)}>
          {places.map((code) => <option key={code} value={code}>{placeName(code)}</option>)}
        </select>
      )}
      <Button look="primary" icon="plus" onClick={() => navigate(`/desk/meetings/new/${place}`)}>{t('desk:meetings.new')}</Button>
    </div>
  );
}
