// A scheme on one page of A4, in Hindi whatever the app speaks: to hang up, or to give along.
import { SCHEME_TEXTS, type Either, type SchemeSight } from '#shared/library-work.ts';
import type { Hindi } from '../../cases/papers/in-hindi.ts';

const SHOWN = SCHEME_TEXTS.filter((field) => field !== 'words' && field !== 'source');

export function SchemePaper({ scheme, hindi: { say, t, format } }: { readonly scheme: SchemeSight; readonly hindi: Hindi }) {
  const { conditions, text, checkedDay, state, summary } = scheme;
  const condition = (set: Either): string => set.map(({ question, how, number, options }) => t(`library:condition.${how}`, {
    question: say({ key: `choice.question.${question}` }), number: format.number(number), options: options.map((option) => say({ key: `choice.option.${question}-${option}` })).join(', '),
  })).join(say({ key: 'condition.or' }));
  return (
    <div className="scheme-paper">
      <p className="scheme-paper__summary">{summary}</p>
      <dl>
        {SHOWN.map((field) => (text(field) === '' ? null : [<dt key={`${field} label`}>{say({ key: `screen.${field}` })}</dt>, <dd key={field}>{text(field)}</dd>]))}
        {conditions.all.length === 0 ? null : <><dt>{say({ key: 'screen.conditions' })}</dt><dd>{conditions.all.map(condition).join(' · ')}</dd></>}
      </dl>
      {state.key === 'to_check' ? <p><b>{say({ key: 'screen.notChecked' })}</b></p> : null}
      <p>{say({ key: 'screen.advice' })}</p>
      <p className="scheme-paper__source">{say({ key: 'screen.source' })}: {text('source') || '—'}{checkedDay === '' ? '' : ` · ${t('library:screen.checked', { day: format.day(checkedDay) })}`}</p>
    </div>
  );
}
