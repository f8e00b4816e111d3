// The same phones, added up by the places right below: where to begin calling.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskPhone } from '#shared/desk/phones.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { SILENT_DAYS } from '../silent-days.ts';
import { usePlaceName, usePlacesBelow } from '../use-place.ts';
import type { Fits } from './phones.tsx';

export interface PhonesByPlaceProps {
  readonly place: PlaceCode;
  readonly phones: readonly DeskPhone[];
  readonly fits: Fits;
}

interface Row {
  readonly code: PlaceCode;
  readonly name: string;
  readonly phones: readonly DeskPhone[];
}

export function PhonesByPlace({ place, phones, fits }: PhonesByPlaceProps) {
  const { t } = useTranslation('desk');
  const name = usePlaceName();
  const format = useFormat();
  const { today } = useNow();
  const below = usePlacesBelow(place).value;
  const rows = useMemo(() => {
    const depth = place.split('.').length + 1;
    const known = new Map([...below?.trail ?? [], ...below?.places ?? []].map((p) => [p.code, name(p)]));
    const groups = new Map<PlaceCode, Set<DeskPhone>>();
    // Who works in two of the places stands under both.
    for (const phone of phones) {
      for (const { code } of phone.places) {
        const at = code.split('.').slice(0, depth).join('.');
        groups.set(at, (groups.get(at) ?? new Set()).add(phone));
      }
    }
    return [...groups].map(([code, of]): Row => ({ code, name: known.get(code) ?? code, phones: [...of] }));
  }, [place, phones, below, name]);
  const columns = useMemo<readonly Column<Row>[]>(() => {
    const count = (key: string, label: string, of: (p: DeskPhone) => number): Column<Row> => ({
      key, label, numeric: true, value: (r) => r.phones.reduce((sum, p) => sum + of(p), 0), total: { value: phones.reduce((sum, p) => sum + of(p), 0) },
    });
    return [
      { key: 'place', label: t('desk:people.place'), value: (r) => r.name },
      count('phones', t('desk:people.phones'), () => 1),
      count('silent', t('desk:phones.view.silent', { days: SILENT_DAYS }), (p) => (fits.silent(p) ? 1 : 0)),
      count('unsent', t('desk:people.unsent'), (p) => p.unsent),
      count('held', t('desk:people.held'), (p) => p.held),
      count('missing', t('desk:device.missing'), (p) => p.missing),
      count('old', t('desk:phones.old'), (p) => (fits.old(p) ? 1 : 0)),
    ];
  }, [t, phones, fits]);
  return (
    <DataTable
      id="phones-by-place"
      caption={t('desk:phones.byPlace')}
      columns={columns}
      rows={rows}
      rowKey={(r) => r.code}
      formatNumber={format.number}
      sort={{ column: 'silent', down: true }}
      rowHref={(r) => (r.code === place ? undefined : `/desk/phones/${r.code}`)}
      totalsLabel={t('desk:total')}
      csvName={`${t('desk:phones.file')}-${place}-${today}`}
    />
  );
}
