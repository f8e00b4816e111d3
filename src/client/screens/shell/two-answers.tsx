// One question with several answers: each with its author and its time, which of them is taken meanwhile,
// and room for another that is right. What all say alike is not shown.
import { useTranslation } from 'react-i18next';
import { sameValue } from '#shared/record/merge.ts';
import type { FieldPath, FieldValue, Register, Values } from '#shared/record/change.ts';
import type { DehriRecord, Rival } from '#shared/record/record.ts';
import { fieldDef, type RecordType } from '#shared/record/record-type.ts';
import { useDehri } from '#client/app/context.tsx';
import { answerProblem, readAnswer } from '#client/app/field-answer.ts';
import { useFieldWords, type FieldWords } from '#client/app/field-words.ts';
import { Icon } from '#client/ui/icon.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { AnswerField, isAnswerable } from './answer-field.tsx';
import { useRecordTitle } from './record-title.ts';
import type { Settling } from './use-settle.ts';
import { useWhoseAnswer } from './whose-answer.ts';
import './two-answers.css';

/** What she points at: the change that made an answer, or that she writes another. */
export type Picked = { readonly change: string } | 'another' | undefined;

/** What differs between the answers of a register. */
export function differingPaths(rivals: readonly Rival[]): FieldPath[] {
  const paths = [...new Set(rivals.flatMap((r) => Object.keys(r.values)))];
  return paths.filter((path) => rivals.some((r) => !sameValue(r.values[path] ?? null, rivals[0]?.values[path] ?? null)));
}

/** The answer pointed at, ready to be saved; undefined while there is none, or the one typed is not right yet. */
export function answerPicked(type: RecordType, rivals: readonly Rival[], picked: Picked, typed: Values): Values | undefined {
  if (picked === undefined) return undefined;
  if (picked !== 'another') return rivals.find((r) => r.change === picked.change)?.values;
  const paths = differingPaths(rivals);
  if (paths.some((path) => answerProblem(type, path, typed[path] ?? null) !== undefined)) return undefined;
  return { ...rivals[0]?.values, ...Object.fromEntries(paths.map((path) => [path, readAnswer(type, path, typed[path] ?? null)])) };
}

/** Where writing another answer begins: what is in force. */
export function typedAtFirst(record: DehriRecord, rivals: readonly Rival[]): Values {
  return Object.fromEntries(differingPaths(rivals).map((path) => [path, record.values[path] ?? null]));
}

export interface TwoAnswersProps {
  readonly record: DehriRecord;
  readonly type: RecordType;
  readonly register: Register;
  readonly settling: Settling;
}

export function TwoAnswers({ record, type, register, settling: { picked, onPick, typed, onType, judge } }: TwoAnswersProps) {
  const { t } = useTranslation('sync');
  const words = useFieldWords();
  const valueWords = useAnswerWords(type);
  const whose = useWhoseAnswer(record.id);
  const rivals = record.rivals[register] ?? [];
  const differing = differingPaths(rivals);
  const paths = shownPaths(words, type, differing);
  const inForce = rivals.find((r) => Object.entries(r.values).every(([path, value]) => sameValue(record.values[path] ?? null, value)));
  const careful = differing.some((path) => fieldDef(type, path)?.protective !== undefined);
  const writable = differing.every((path) => isAnswerable(words, type, path));
  // Of a yes and a no there is no third.
  const exhausted = differing.every((path) => fieldDef(type, path)?.kind === 'boolean' && rivals.every((r) => typeof r.values[path] === 'boolean'));
  return (
    <div className="answers">
      {rivals.map((rival) => {
        const chosen = typeof picked === 'object' && picked.change === rival.change;
        return (
          <button key={rival.change} type="button" className="rival" aria-pressed={chosen} onClick={() => onPick({ change: rival.change })}>
            <Dot chosen={chosen} />
            <span className="rival__body">
              <span className="rival__who">{whose(rival)}</span>
              {paths.map((path) => (
                paths.length === 1 ? <span key={path} className="rival__value">{valueWords(path, rival.values[path] ?? null)}</span> : (
                  <span key={path} className="rival__line"><span className="rival__label">{rowless(words.label(type.name, path))}:</span> <span className="strong">{valueWords(path, rival.values[path] ?? null)}</span></span>
                )
              ))}
              {rival === inForce ? <span><StateChip state="neutral" icon={careful ? 'shield' : 'clock'} word={careful ? t('sync:inForceCareful') : t('sync:inForce')} /></span> : null}
            </span>
          </button>
        );
      })}
      {exhausted ? null : writable ? (
        <div className="rival rival--another" data-open={picked === 'another'}>
          <button type="button" className="rival__other" aria-pressed={picked === 'another'} onClick={() => onPick('another')}>
            <Dot chosen={picked === 'another'} />
            <span className="strong">{t('sync:another')}</span>
          </button>
          {picked !== 'another' ? null : paths.map((path) => <AnswerField key={path} type={type} path={path} value={typed[path] ?? null} judge={judge} onChange={(value) => onType(path, value)} />)}
        </div>
      ) : <p className="soft">{t('sync:anotherElsewhere')}</p>}
    </div>
  );
}

function Dot({ chosen }: { readonly chosen: boolean }) {
  return <span className="rival__dot">{chosen ? <Icon name="check" size="small" /> : null}</span>;
}

/** The question in words: a field, or a group of fields that must agree, and whose row it is. */
export function useRegisterWords(type: RecordType, record: DehriRecord): (register: Register) => string {
  const { programmes } = useDehri();
  const home = programmes.find((p) => p.recordTypes.includes(type))?.id ?? '';
  const { t } = useTranslation(home);
  const words = useFieldWords();
  return (register) => {
    const at = register.indexOf('@');
    const name = at < 0 ? rowless(words.label(type.name, register)) : t(`${home}:register.${type.name}.${register.slice(at + 1)}`);
    const row = register.split('.').length === 3 ? record.values[`${register.slice(0, register.lastIndexOf('.'))}.name`] : undefined;
    return typeof row === 'string' && !register.endsWith('.name') ? `${name} — ${row}` : name;
  };
}

/** The heading says already whose row it is. */
function rowless(label: string): string {
  return label.split(' — ')[0] ?? label;
}

/** Values as words; another record by its name. */
export function useAnswerWords(type: RecordType): (path: FieldPath, value: FieldValue) => string {
  const { t } = useTranslation('sync');
  const { store } = useDehri();
  const words = useFieldWords();
  const recordTitle = useRecordTitle();
  return (path, value) => {
    if (fieldDef(type, path)?.kind !== 'record' || typeof value !== 'string') return words.value(type.name, path, value);
    const title = recordTitle(store.get(value));
    return title === '—' ? t('sync:notHere') : title;
  };
}

/** A record's id says less than the name beside it. */
function shownPaths(words: FieldWords, type: RecordType, paths: readonly FieldPath[]): FieldPath[] {
  const named = paths.filter((path) => words.label(type.name, path) !== '' && fieldDef(type, path)?.kind !== 'record');
  return named.length > 0 ? named : [...paths];
}
