// Tolas and their families: how many live where, and a tola split or joined with another. Families come
// from the store as on the phone; the move itself is the server's, all at once or not at all.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { bucketPlace } from '#shared/place/bucket.ts';
import { ancestorAt } from '#shared/place/ancestor.ts';
import { isWithin, levelOf, type PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { PageHead } from '../page-head.tsx';
import { QueryView } from '../query-view.tsx';
import { hrefOf } from '../sections.ts';
import { usePlaceName, usePlacesBelow, type PlacesBelow } from '../use-place.ts';
import { ChooseFamilies } from './choose-families.tsx';
import { MoveDialog, type Moved } from './move-dialog.tsx';
import './tolas.css';

export function Tolas({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const below = usePlacesBelow(place);
  return (
    <>
      <PageHead section="tolas" place={place} />
      <p className="soft">{t('desk:tolas.help')}</p>
      <QueryView query={below}>{(found) => <AtPlace place={place} found={found} onMoved={below.reload} />}</QueryView>
    </>
  );
}

interface AtPlaceProps {
  readonly place: PlaceCode;
  readonly found: PlacesBelow;
  readonly onMoved: () => void;
}

function AtPlace({ place, found: { trail, places }, onMoved }: AtPlaceProps) {
  const { t } = useTranslation('desk');
  const { store, sync, field } = useDehri();
  const name = usePlaceName();
  const format = useFormat();
  const families = store.ofType(field.doors.recordType);
  const here = useMemo(() => families.filter((f) => bucketPlace(f.bucket) === place), [families, place]);
  const [moving, setMoving] = useState<readonly DehriRecord[]>();
  const [moved, setMoved] = useState<Moved>();
  const own = trail.at(-1);
  const village = ancestorAt(place, 'village');
  const from = own === undefined ? '' : name(own);

  return (
    <>
      {moved === undefined ? null : (
        <Notice
          state="done" announce
          title={t('desk:tolas.done', { count: moved.records, number: format.number(moved.records), from, to: name(moved.place) })}
          action={<ButtonLink href={hrefOf('assign', village)}>{t('desk:tolas.giveNow')}</ButtonLink>}
        >
          {t('desk:tolas.doneHelp', { to: name(moved.place) })}
        </Notice>
      )}
      {places.length === 0 ? null : <PlacesList places={places} families={families} />}
      {here.length === 0 ? (
        places.length > 0 ? null : <EmptyState icon="house" title={t('desk:tolas.none')}>{t('desk:tolas.noneHelp')}</EmptyState>
      ) : village === undefined ? null : (
        <ChooseFamilies title={places.length > 0 ? t('desk:tolas.withoutTola', { count: here.length, number: format.number(here.length) }) : t('desk:tolas.familiesHere', { count: here.length, number: format.number(here.length) })} families={here} onMove={setMoving} />
      )}
      {moving === undefined || village === undefined || own === undefined ? null : (
        <MoveDialog
          from={own}
          village={village}
          families={moving}
          onClose={() => setMoving(undefined)}
          onMoved={(to) => {
            setMoving(undefined);
            setMoved(to);
            onMoved();
            void sync.syncNow();
          }}
          onStale={() => void sync.syncNow()}
        />
      )}
    </>
  );
}

interface PlacesListProps {
  readonly places: PlacesBelow['places'];
  readonly families: readonly DehriRecord[];
}

/** The places below with how many families live in each: the way down to a tola. */
function PlacesList({ places, families }: PlacesListProps) {
  const { t } = useTranslation('desk');
  const name = usePlaceName();
  const format = useFormat();
  const counts = useMemo(() => {
    const homes = new Map<string, number>();
    for (const { bucket } of families) homes.set(bucketPlace(bucket), (homes.get(bucketPlace(bucket)) ?? 0) + 1);
    return new Map(places.map(({ code }) => [code, [...homes].reduce((sum, [home, n]) => (isWithin(home, code) ? sum + n : sum), 0)]));
  }, [families, places]);
  const [first] = places;
  return (
    <Card title={first === undefined ? undefined : t(`desk:levels.${levelOf(first.code)}`)} flush>
      <ul>
        {places.map((p) => (
          <li key={p.code}>
            <Link href={hrefOf('tolas', p.code)} className="list-row list-row--target tolas__place">
              <span className="list-row__text"><span className="list-row__title">{name(p)}</span></span>
              <span>{t('desk:tolas.families', { count: counts.get(p.code) ?? 0, number: format.number(counts.get(p.code) ?? 0) })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
