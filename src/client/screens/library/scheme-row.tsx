import { useTranslation } from 'react-i18next';
import type { SchemeSight } from '#shared/library-work.ts';
import { ListRow } from '#client/ui/list-row.tsx';
import { SchemeChip } from './scheme-chip.tsx';

/** A scheme in a list: what it is called, what one gets, and whether it is sure. */
export function SchemeRow({ scheme, name, note }: { readonly scheme: SchemeSight; readonly name: string; readonly note?: string }) {
  const { t } = useTranslation('library');
  const detail = note ?? firstSentence(scheme.text('benefit') || scheme.summary);
  const [topic] = scheme.topics;
  return (
    <ListRow
      href={`/schemes/${scheme.id}`}
      title={name}
      detail={<>{detail === '' && topic !== undefined ? t(`library:choice.topic.${topic}`) : detail}{scheme.state.key === 'in_force' ? null : <span className="scheme-row__state"><SchemeChip state={scheme.state} /></span>}</>}
    />
  );
}

const MOST = 90;

function firstSentence(text: string): string {
  const end = /[।.](?=\s|$)/u.exec(text)?.index ?? text.length;
  const first = text.slice(0, end);
  return first.length <= MOST ? first : `${first.slice(0, first.lastIndexOf(' ', MOST))} …`;
}
