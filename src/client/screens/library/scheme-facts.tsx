// A scheme in words: for whom, what one gets, where to go, what to take along, and how sure that is.
import { useTranslation } from 'react-i18next';
import type { SchemeSight } from '#shared/library-work.ts';
import { useFormat } from '#client/app/use-format.ts';
import { useConditionWords } from './use-library.ts';

/** Written one a line, or in a list that was loaded with a semicolon between. */
const LISTED: ReadonlySet<string> = new Set(['benefit', 'where', 'papers']);
const FACTS = ['forWhom', 'benefit', 'where', 'papers', 'limit', 'department', 'law'] as const;

export function SchemeFacts({ scheme }: { readonly scheme: SchemeSight }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const conditionWords = useConditionWords();
  const { conditions, checkedDay, validFrom, validTo, text } = scheme;
  const valid = [validFrom === '' ? '' : t('library:screen.from', { day: format.day(validFrom) }), validTo === '' ? '' : t('library:screen.to', { day: format.day(validTo) })].filter((part) => part !== '').join(' ');
  return (
    <dl className="scheme__facts">
      {FACTS.map((key) => (text(key) === '' ? null : (
        <div key={key} className={key === 'where' || key === 'papers' ? 'scheme__fact scheme__fact--do' : 'scheme__fact'}>
          <dt>{t(`library:screen.${key}`)}</dt>
          <dd><Lines parts={text(key).split(LISTED.has(key) ? /[\n;]/u : /\n/u)} /></dd>
        </div>
      )))}
      {conditions.all.length === 0 ? null : <div className="scheme__fact"><dt>{t('library:screen.conditions')}</dt><dd><ul>{conditions.all.map((set) => <li key={conditionWords(set)}>{conditionWords(set)}</li>)}</ul></dd></div>}
      {valid === '' ? null : <div className="scheme__fact"><dt>{t('library:screen.validity')}</dt><dd>{valid}</dd></div>}
      <div className="scheme__fact scheme__fact--source">
        <dt>{t('library:screen.source')}</dt>
        <dd>{text('source') === '' ? '—' : text('source')}{checkedDay === '' ? null : <> · {t('library:screen.checked', { day: format.day(checkedDay) })}</>}</dd>
      </div>
    </dl>
  );
}

/** Several as a list. */
function Lines({ parts }: { readonly parts: readonly string[] }) {
  const lines = parts.map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length < 2) return <>{lines[0]}</>;
  return <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>;
}
