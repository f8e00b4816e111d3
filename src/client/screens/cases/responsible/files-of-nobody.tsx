import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/app/use-format.ts';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { NOBODY, useOpenFiles } from './whose-files.ts';

/** For the head: files whose responsible person works here no more. */
export function FilesOfNobody() {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const count = useOpenFiles()?.filter(({ alone }) => alone).length ?? 0;
  if (count === 0) return null;
  return (
    <Card flush>
      <ListRow icon="alert" href={`/office/responsible/${NOBODY}`} title={t('cases:responsible.alone', { count, number: format.number(count) })} detail={t('cases:responsible.aloneHelp')} aside={<StateChip state="mend" word={t('cases:responsible.choose')} />} />
    </Card>
  );
}
