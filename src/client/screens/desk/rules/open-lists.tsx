// Lists that a programme leaves open: what was added here, and a further value with its word.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROGRAMMES } from '#programmes/index.ts';
import { wholeText } from '#shared/form/answer.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { ListRow } from '#shared/task/rulebook.ts';
import { newId } from '#client/app/ids.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { rowsHere, rulesOf } from './rule-rows.ts';
import { useSaveRule } from './use-save-rule.ts';

export interface OpenListsProps {
  readonly place: PlaceCode;
  readonly record: DehriRecord | undefined;
}

export function OpenLists({ place, record }: OpenListsProps) {
  const { t } = useTranslation('desk');
  const lists = rulesOf(PROGRAMMES).flatMap((rules) => rules.lists ?? []);
  if (lists.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t('desk:rules.lists')}</h2>
      <p className="soft">{t('desk:rules.listsHelp')}</p>
      {lists.map((list) => <OpenList key={list.id} place={place} record={record} list={list} />)}
    </section>
  );
}

function OpenList({ place, record, list }: OpenListsProps & { readonly list: ListRow }) {
  const [programme = '', name = ''] = list.id.split('.');
  const { t } = useTranslation(['desk', 'sync', programme]);
  const [word, setWord] = useState('');
  const [judge, setJudge] = useState(false);
  const { busy, failed, save } = useSaveRule(place, () => {
    setWord('');
    setJudge(false);
  });
  const added = rowsHere(record, 'lists', ['list', 'word']).filter(({ values: [of] }) => of === list.id);

  async function add(): Promise<void> {
    const said = wholeText(word);
    if (said === '') return setJudge(true);
    const row = newId().slice(-12);
    await save({ [`lists.${row}.list`]: list.id, [`lists.${row}.value`]: `x_${row}`, [`lists.${row}.word`]: said });
  }

  return (
    <Card level={3} title={t(`${programme}:openList.${name}`)} aside={<span className="soft">{t(`desk:rules.is.${list.standing}`)}</span>}>
      <div className="stack">
        <ul>
          {added.map(({ row, values: [, said] }) => (
            <li key={row} className="line">
              <span className="strong">{String(said ?? '')}</span>
              <Button look="plain" icon="trash" busy={busy} onClick={() => void save({ [`lists.${row}._gone`]: true })}><span className="visually-hidden">{String(said ?? '')}: </span>{t('desk:rules.remove')}</Button>
            </li>
          ))}
        </ul>
        <form className="row rules__add" onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}>
          <div className="grow"><TextField label={t('desk:rules.word')} maxLength={80} autoComplete="off" value={word} onChange={setWord} error={judge && wholeText(word) === '' ? t('desk:rules.wordMissing') : undefined} /></div>
          <Button type="submit" icon="plus" busy={busy}>{t('desk:rules.wordAdd')}</Button>
        </form>
        {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      </div>
    </Card>
  );
}
