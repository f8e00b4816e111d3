// What the office keeps beside its files: lists with their states, and its registers.
import { useTranslation } from 'react-i18next';
import { knowsClass } from '#shared/access/table.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { isIconName } from '#client/ui/icons.ts';
import { ListRow } from '#client/ui/list-row.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { CaseScreen } from '../case-screen.tsx';
import { useLists, usePractices, type ListAt } from '../practice.ts';

export function Office() {
  const { t } = useTranslation('cases');
  const places = usePlaces();
  const { session } = useDehri();
  const heads = session.profile().grants.some(({ role }) => knowsClass(role, 'case', 'allow') && knowsClass(role, 'case', 'assign'));
  const practices = usePractices();
  const lists = useLists();
  const registers = practices.flatMap(({ practice, programme, say }) => practice.registers.map((register) => ({ register, programme, say })));
  const [here] = practices;
  return (
    <CaseScreen tab="office" title={t('cases:tabs.office')}>
      {here === undefined ? null : <p className="soft">{places.near(here.context.place)}</p>}
      {lists.length + registers.length === 0 ? <EmptyState icon="info" title={t('cases:office.nothing')} /> : null}
      {lists.length === 0 ? null : <Card flush>{lists.map((at) => <ListLine key={`${at.programme.id} ${at.list.key}`} at={at} />)}</Card>}
      {heads ? <Card flush><ListRow icon="family" href="/office/responsible" title={t('cases:responsible.title')} /></Card> : null}
      {registers.length === 0 ? null : (
        <Card flush title={t('cases:office.registers')}>
          {registers.map(({ register, programme, say }) => <ListRow key={`${programme.id} ${register.key}`} icon="book" href={`/office/register/${programme.id}/${register.key}`} title={say({ key: `register.${register.key}.title` })} />)}
        </Card>
      )}
    </CaseScreen>
  );
}

/** A list with how many stand in each state. */
function ListLine({ at: { programme, list, context, say } }: { readonly at: ListAt }) {
  const { store } = useDehri();
  const format = useFormat();
  const counts = new Map<string, number>();
  for (const record of store.ofType(list.recordType)) {
    if (list.shows?.(record, context) === false) continue;
    const { key } = list.stateOf(record, context);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (
    <ListRow
      icon={isIconName(list.icon) ? list.icon : 'table'}
      href={`/office/list/${programme.id}/${list.key}`}
      title={say({ key: `list.${list.key}.title` })}
      detail={counts.size === 0 ? say({ key: `list.${list.key}.none` }) : (
        <span className="row">{list.states.flatMap(({ key, tone, word }) => (counts.has(key) ? [<StateChip key={key} state={TONE_STATE[tone]} word={`${format.number(counts.get(key) ?? 0)} ${say(word)}`} />] : []))}</span>
      )}
    />
  );
}
