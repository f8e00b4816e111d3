// Her last changes to one record, each with what it says and where it is.
import { useTranslation } from 'react-i18next';
import type { RecordId } from '#shared/record/change.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import type { OwnChange } from '#client/store/contract.ts';
import { StateChip, type State } from '#client/ui/state-chip.tsx';
import type { IconName } from '#client/ui/icons.ts';
import { useChangeWords } from '../send/what-she-wrote.tsx';

const SHOWN = 5;

const LOOKS: Readonly<Record<OwnChange['at'], readonly [State, IconName]>> = {
  phone: ['unsent', 'arrow-up'], server: ['done', 'check'], backup: ['done', 'shield'], held: ['mend', 'alert'], 'taken-back': ['neutral', 'undo'], closed: ['neutral', 'close'],
};

export function OwnChanges({ record }: { readonly record: RecordId }) {
  const { t } = useTranslation('families');
  const { store } = useDehri();
  const changeWords = useChangeWords();
  const format = useFormat();
  const { now } = useNow();
  const changes = store.ownChanges(record);
  if (changes.length === 0) return null;
  return (
    <div>
      <h3>{t('families:ownChanges')}</h3>
      <ul>
        {changes.slice(0, SHOWN).map(({ change, at }) => (
          <li key={change.id} className="family__change">
            <div>
              <p>{changeWords(change)}</p>
              <p className="soft">{format.when(change.deviceTime, now)}</p>
            </div>
            <StateChip state={LOOKS[at][0]} icon={LOOKS[at][1]} word={t(`families:at.${at}`)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
