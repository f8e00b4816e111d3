// Both rows as their lists have them, field by field, and in words how alike each field is: a sign and a
// word, never a colour alone.
import { useTranslation } from 'react-i18next';
import type { Likeness } from '#shared/people/same-person/judged.ts';
import type { PairSide, SubjectPair } from '#shared/subjects/pair.ts';
import { usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Icon } from '#client/ui/icon.tsx';
import type { IconName } from '#client/ui/icons.ts';
import { StateChip, type State } from '#client/ui/state-chip.tsx';
import { useCentreWords } from '../use-centre-words.ts';
import { pairRows, type PairRow } from './pair-rows.ts';
import './pairs.css';

const CHIPS: Readonly<Record<Likeness, { readonly state: State; readonly icon: IconName }>> = {
  same: { state: 'done', icon: 'check' },
  alike: { state: 'pending', icon: 'eye' },
  crossed: { state: 'pending', icon: 'sync' },
  shared: { state: 'neutral', icon: 'group' },
  differs: { state: 'mend', icon: 'no' },
  unsaid: { state: 'neutral', icon: 'minus' },
};

export function PairCompare({ pair }: { readonly pair: SubjectPair }) {
  const { t } = useTranslation('subjects');
  return (
    <div className="pair">
      <div className="pair__heads">
        <SideHead side={pair.a} sign={t('subjects:pairs.a')} />
        <SideHead side={pair.b} sign={t('subjects:pairs.b')} />
      </div>
      <dl className="pair__rows">
        {pairRows(pair).map((row) => <Row key={row.key} row={row} pair={pair} />)}
      </dl>
    </div>
  );
}

function SideHead({ side, sign }: { readonly side: PairSide; readonly sign: string }) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const format = useFormat();
  const { name } = usePlaces();
  return (
    <div className="pair__head">
      <p className="strong"><span className="pair__sign">{sign}</span> {words.category(side.category)}</p>
      <p className="soft">{side.category === '' ? format.day(side.at) : t('subjects:source', { source: name(side.source) || side.source, day: format.day(side.at) })}</p>
      <p className="soft">{t('subjects:token', { token: side.token })}{side.others === 0 ? '' : ` · ${t('subjects:pairs.others', { count: side.others, number: format.number(side.others) })}`}</p>
      {side.covered ? <p className="pair__covered"><Icon name="lock" size="small" />{t('subjects:pairs.covered')}</p> : null}
    </div>
  );
}

function Row({ row, pair }: { readonly row: PairRow; readonly pair: SubjectPair }) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  // Beside a covered row the other would say who both are.
  const covered = pair.a.covered || pair.b.covered;
  return (
    <div className="pair__row">
      <dt className="pair__field">{row.compared ? t(`subjects:reason.field.${row.key}`) : words.field(row.key)}</dt>
      <dd className="pair__how">{row.how === undefined ? null : <StateChip {...CHIPS[row.how]} word={t(`subjects:reason.how.${row.how}`)} />}</dd>
      <SaidBy sign={t('subjects:pairs.a')} said={row.a} covered={covered} />
      <SaidBy sign={t('subjects:pairs.b')} said={row.b} covered={covered} />
    </div>
  );
}

function SaidBy({ sign, said, covered }: { readonly sign: string; readonly said: PairRow['a']; readonly covered: boolean }) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  return (
    <dd className="pair__said">
      <span className="pair__sign pair__sign--small">{sign}</span>
      {said.length > 0 ? <span>{said.map(([path, value]) => words.value(path, value)).join(', ')}</span> : <span className="soft">{t(covered ? 'subjects:coveredWord' : 'subjects:reason.how.unsaid')}</span>}
    </dd>
  );
}
