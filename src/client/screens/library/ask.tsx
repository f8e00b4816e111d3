// "Which schemes may fit?": one question at a time, only those that can still change something, most telling
// first; then what may fit, what is still to be found out, and what seems not to. Advice, said as advice.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Band } from '#shared/library-work.ts';
import { useBack } from '#client/app/back.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet } from '#client/ui/field.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { SpeakButton } from '#client/ui/speak-button.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { answered, NOTHING_ASKED, stepBack, type AskedSoFar } from './asked.ts';
import { KEPT } from './kept.ts';
import { NumberQuestion } from './number-question.tsx';
import { Results } from './results.tsx';
import type { Library } from './use-library.ts';

const { fitOf, nextQuestion, questionOf, bandsOf, mostQuestions } = KEPT.work.fit;

export interface AskProps {
  readonly library: Library;
  readonly asked: AskedSoFar;
  readonly onAsked: (asked: AskedSoFar) => void;
}

export function Ask({ library, asked, onAsked }: AskProps) {
  const { t } = useTranslation('library');
  const back = useBack('/schemes');
  const { schemes } = library;
  const offered = useMemo(() => schemes.filter((one) => one.offered), [schemes]);
  const conditions = useMemo(() => offered.map((one) => one.conditions), [offered]);
  const question = useMemo(() => nextQuestion(conditions, asked.answers, new Set(asked.passed)), [conditions, asked]);
  const open = conditions.filter((one) => fitOf(one, asked.answers).kind === 'open').length;
  const asking = question !== undefined && !asked.enough;
  return (
    <Screen
      top={<TopBar title={t('library:screen.ask')} onBack={back} aside={asking ? <span className="soft number">{asked.passed.length + 1}/{mostQuestions}</span> : undefined} />}
      bottom={asking && asked.passed.length > 0 ? <ActionBar><Button wide onClick={() => onAsked({ ...asked, enough: true })}>{t('library:screen.enough')}</Button></ActionBar> : undefined}
    >
      <p className="ask__advice">{t('library:screen.advice')} {t('library:screen.private')}</p>
      {asking ? (
        <>
          <OneQuestion key={question} question={question} bands={bandsOf(question, conditions)} onAnswer={(answer) => onAsked(answered(asked, question, answer))} />
          {asked.passed.length === 0 ? null : <Button look="plain" icon="back" onClick={() => onAsked(stepBack(asked))}>{t('library:screen.back')}</Button>}
          <p className="soft">{t('library:screen.still', { count: open })}</p>
        </>
      ) : (
        <>
          <Results library={library} offered={offered} answers={asked.answers} />
          <div className="row">
            {asked.passed.length === 0 ? null : <Button icon="back" onClick={() => onAsked(stepBack(asked))}>{t('library:screen.back')}</Button>}
            <Button icon="undo" onClick={() => onAsked(NOTHING_ASKED)}>{t('library:screen.again')}</Button>
          </div>
        </>
      )}
    </Screen>
  );
}

interface OneQuestionProps {
  readonly question: string;
  readonly bands: readonly Band[];
  readonly onAnswer: (answer: Answer | undefined) => void;
}

function OneQuestion({ question, bands, onAnswer }: OneQuestionProps) {
  const { t, i18n } = useTranslation('library');
  const bandWords = useBandWords(question);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { kind, options = [], most = 0, typed = false } = questionOf(question);
  const title = t(`library:ask.${question}`);
  const skip = <Button big wide icon="help" onClick={() => onAnswer(undefined)}>{t('library:screen.skip')}</Button>;
  if (typed) return <NumberQuestion title={title} most={most} onAnswer={onAnswer}>{skip}</NumberQuestion>;
  const choices = kind === 'number' ? bands.map((band) => ({ value: String(band.from), label: bandWords(band) }))
    : kind === 'one' ? options.map((option) => ({ value: option, label: t(`library:choice.option.${question}-${option}`) }))
    : (['yes', 'no'] as const).map((value) => ({ value, label: t(`library:answer.${value}`), icon: value }));
  return (
    <FieldSet id={`ask-${question}`} label={title} question beside={<SpeakButton words={() => [title, ...choices.map(({ label }) => label)]} language={i18n.language} start={t('library:screen.listen')} stop={t('library:screen.stop')} />}>
      <ChoiceButtons
        options={choices}
        chosen={chosen}
        onChange={([value]) => {
          if (value === undefined) return;
          setChosen([value]);
          onAnswer(kind === 'number' ? Number(value) : value);
        }}
      />
      {skip}
    </FieldSet>
  );
}

function useBandWords(question: string): (band: Band) => string {
  const { t } = useTranslation('library');
  const format = useFormat();
  return ({ from, to }) => {
    const values = { from: format.number(from), to: to === undefined ? '' : format.number(to) };
    return t(`library:answer.${to === undefined ? 'bandMore' : to === 0 ? 'bandNone' : from === to ? 'bandOne' : from === 0 ? 'bandLess' : 'band'}.${question}`, values);
  };
}
