// What a change says, in words: label and value, as she wrote it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change, FieldPath } from '#shared/record/change.ts';
import { ROW_GONE } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { useRecordType } from '#client/app/context.tsx';
import { useFieldWords } from '#client/app/field-words.ts';
import { Button } from '#client/ui/button.tsx';
import { useAnswerWords } from '../shell/two-answers.tsx';

/** More answers than these are shown on demand. */
const SHOWN = 6;

export function WhatSheWrote({ change }: { readonly change: Change }) {
  const type = useRecordType(change.type);
  return type === undefined ? null : <Answers change={change} type={type} />;
}

function Answers({ change, type }: { readonly change: Change; readonly type: RecordType }) {
  const { t } = useTranslation('sync');
  const words = useFieldWords();
  const answerWords = useAnswerWords(type);
  const [all, setAll] = useState(false);
  const paths = saidPaths(change).filter((path) => words.label(change.type, path) !== '');
  if (paths.length === 0) return null;
  const shown = all ? paths : paths.slice(0, SHOWN);
  return (
    <div className="send__wrote">
      <p className="soft">{t('sync:youWrote')}</p>
      {shown.map((path) => <p key={path}>{words.label(change.type, path)}: <span className="strong">{answerWords(path, change.values[path] ?? null)}</span></p>)}
      {paths.length <= shown.length ? null : <Button look="plain" icon="down" onClick={() => setAll(true)}>{t('sync:writtenMore', { count: paths.length - shown.length })}</Button>}
    </div>
  );
}

/** Answers of a change, without the marks that a row is there and without what was left empty. */
function saidPaths(change: Change): FieldPath[] {
  return Object.keys(change.values).filter((path) => {
    const value = change.values[path];
    return path.endsWith(`.${ROW_GONE}`) ? value === true : value !== null && value !== undefined;
  });
}

/** Names of the first answers of a change, for a line of a list. */
export function useChangeWords(): (change: Change) => string {
  const { t } = useTranslation('sync');
  const words = useFieldWords();
  return (change) => {
    const labels = [...new Set(saidPaths(change).map((path) => words.label(change.type, path)).filter((label) => label !== ''))];
    const more = labels.length - 2;
    return more > 0 ? `${labels.slice(0, 2).join(', ')} ${t('sync:andMore', { count: more })}` : labels.join(', ');
  };
}
