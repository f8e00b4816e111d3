// Who changed the rules of a place, in words of the rules.
import { useTranslation } from 'react-i18next';
import type { HistoryItem } from '#shared/desk/history.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { usePlaces } from '#client/app/context.tsx';
import { PROGRAMMES } from '#programmes/index.ts';
import { RecordHistory } from '../record-history.tsx';
import { useAskedWords } from './asked-words.ts';
import { recordOf, rulesOf } from './rule-rows.ts';

export interface RulesHistoryProps {
  readonly place: PlaceCode;
  /** Another answer is expected after another change. */
  readonly version: number;
}

export function RulesHistory({ place, version }: RulesHistoryProps) {
  const { t } = useTranslation(['desk', ...PROGRAMMES.map(({ id }) => id)]);
  const places = usePlaces();
  const asked = useAskedWords();
  return <RecordHistory record={recordOf(place).record} place={place} version={version} line={(item) => [...new Set(Object.keys(item.values).map((path) => path.split('.').slice(0, 2).join('.')))].map((row) => lineOf(item, row)).join(', ')} />;

  function lineOf(item: HistoryItem, row: string): string {
    const [repeat = '', id = ''] = row.split('.');
    const value = (field: string): string => String(item.values[`${row}.${field}`] ?? '');
    const gone = item.values[`${row}._gone`] === true;
    const name = repeat === 'holidays' ? `${id} ${value('name')}`
    : repeat === 'lists' ? value('word')
    : repeat === 'letterheads' ? t('desk:letterhead.of', { place: places.name(id.replaceAll('-', '.')) })
    : repeat === 'asked' ? `${asked.kind(value('type'))}: ${asked.question(value('type'), value('register'))}`
    : t(nameOf(repeat, id), { defaultValue: id });
    const said = repeat === 'clocks' ? `${value('amount')} ${t(`desk:rules.unitName.${value('unit')}`, { defaultValue: '' })}` : repeat === 'asked' ? t(`desk:asked.is.${value('asked') === 'true' ? 'asked' : 'rule'}`) : value('value');
    return gone ? t('desk:rules.lineGone', { name }) : ['clocks', 'numbers', 'asked'].includes(repeat) ? t('desk:rules.lineSet', { name, value: said.trim(), why: value('why') }) : t('desk:rules.lineAdded', { name });
  }
}

function nameOf(repeat: string, id: string): string {
  const programme = PROGRAMMES.find((one) => rulesOf([one]).some((rules) => [...rules.clocks, ...rules.numbers].some((rule) => rule.id === id)));
  return `${programme?.id ?? ''}:${repeat === 'clocks' ? 'clock' : 'setting'}.${id}`;
}
