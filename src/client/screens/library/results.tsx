// What may fit, what is still to be found out, and what seems not to, with the condition that says so.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers, Fit, SchemeSight } from '#shared/library-work.ts';
import { Card } from '#client/ui/card.tsx';
import { KEPT } from './kept.ts';
import { SchemeRow } from './scheme-row.tsx';
import { useConditionWords, type Library } from './use-library.ts';

export interface ResultsProps {
  readonly library: Library;
  readonly offered: readonly SchemeSight[];
  readonly answers: Answers;
}

export function Results({ library: { nameOf }, offered, answers }: ResultsProps) {
  const { t } = useTranslation('library');
  const conditionWords = useConditionWords();
  const fits = useMemo(() => offered.map((scheme) => ({ scheme, fit: KEPT.work.fit.fitOf(scheme.conditions, answers) })), [offered, answers]);
  const of = (kind: Fit['kind']) => fits.filter(({ fit }) => fit.kind === kind);
  const note = (fit: Fit): string | undefined => {
    switch (fit.kind) {
      case 'fits': return fit.unclear ? t('library:screen.unclear') : undefined;
      case 'open': return t('library:screen.needs', { questions: fit.needs.map((code) => t(`library:choice.question.${code}`)).join(', ') });
      case 'not': return fit.because.map((set) => t('library:screen.because', { condition: conditionWords(set) })).join(' ');
    }
  };
  const rows = (kind: Fit['kind']) => of(kind).map(({ scheme, fit }) => {
    const said = note(fit);
    return <li key={scheme.id}><SchemeRow scheme={scheme} name={nameOf(scheme)} {...(said === undefined ? {} : { note: said })} /></li>;
  });
  return (
    <>
      <Card flush title={t('library:screen.mayFit')}>
        {of('fits').length === 0 ? <p className="ask__none">{t('library:screen.mayFitNone')}</p> : <ul className="plain-list">{rows('fits')}</ul>}
      </Card>
      {of('open').length === 0 ? null : <Card flush title={t('library:screen.open')}><ul className="plain-list">{rows('open')}</ul></Card>}
      <p>{t('library:screen.next')}</p>
      {of('not').length === 0 ? null : (
        <details className="ask__not">
          <summary>{t('library:screen.notFit')} ({of('not').length})</summary>
          <ul className="plain-list">{rows('not')}</ul>
        </details>
      )}
    </>
  );
}
