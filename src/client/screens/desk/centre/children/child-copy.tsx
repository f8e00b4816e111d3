// The copy on paper of what lists say of one child, for her or for who asks for her: list by list with its source. What
// is covered now is not on it, not even that there is anything; whose it is stands on it only while it is shown.
import { useMemo } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import type { SubjectView } from '#shared/subjects/child.ts';
import { usePlaces } from '#client/app/context.tsx';
import { CANONICAL } from '#client/app/i18n.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Letterhead, PaperFoot } from '../../paper/letterhead.tsx';
import { useCentreWords } from '../use-centre-words.ts';
import { saidRows } from './said-rows.ts';

export interface ChildCopyProps {
  readonly place: PlaceCode;
  /** As it is shown at this moment. */
  readonly view: SubjectView;
  /** Server time of the view, milliseconds since 1970. */
  readonly at: number;
}

/** In Hindi whatever language the desk is in, as all paper. */
export function ChildCopy(props: ChildCopyProps) {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const hindi = useMemo(() => (language === CANONICAL ? i18n : i18n.cloneInstance({ lng: CANONICAL, initAsync: false })), [i18n, language]);
  return <I18nextProvider i18n={hindi}><Copy {...props} /></I18nextProvider>;
}

function Copy({ place, view, at }: ChildCopyProps) {
  const { t } = useTranslation('subjects');
  const { name } = usePlaces();
  const words = useCentreWords();
  const format = useFormat();
  const entries = view.entries.filter(({ covered }) => !covered);
  const sourceOf = ({ source, at: said }: SubjectView['entries'][number]): string => t('subjects:source', { source: name(source) || source, day: format.day(said) });
  return (
    <div className="child-copy print-only">
      <Letterhead place={place} office={t('subjects:sheet.office')} officeLong={name(place)} title={t('subjects:copy.title')} of={t('subjects:token', { token: view.token })} at={at} />
      <p>{t('subjects:copy.means')}</p>
      {view.needs.length === 0 ? null : <p>{t('subjects:copy.needs', { services: view.needs.map(words.service).join(', ') })}</p>}
      {view.services.length === 0 ? null : <p>{t('subjects:copy.services', { services: view.services.map(words.service).join(', ') })}</p>}
      {entries.map((entry) => (
        <section key={entry.entry} className="child-copy__list">
          <h2>{words.category(entry.category)}</h2>
          <p>{sourceOf(entry)}</p>
          <table className="data-table">
            <tbody>
              {saidRows([entry], []).map(({ path, values: [value] }) => <tr key={path}><th scope="row">{words.field(path)}</th><td>{words.value(path, value)}</td></tr>)}
            </tbody>
          </table>
        </section>
      ))}
      <p>{t('subjects:copy.correct')}</p>
      <PaperFoot place={place} at={at} sources={entries.map((entry) => [sourceOf(entry), [words.category(entry.category)]])} />
    </div>
  );
}
