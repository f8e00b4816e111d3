// One scheme, in big type, to be read or listened to together.
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { SpeakButton } from '#client/ui/speak-button.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { SchemeChip } from './scheme-chip.tsx';
import { SchemeFacts } from './scheme-facts.tsx';
import type { Library } from './use-library.ts';

export function SchemePage({ library: { schemes, nameOf }, id }: { readonly library: Library; readonly id: string }) {
  const { t } = useTranslation('library');
  const back = useBack('/schemes');
  const scheme = schemes.find((one) => one.id === id);
  if (scheme === undefined) {
    return (
      <Screen top={<TopBar title={t('library:screen.title')} onBack={back} />}>
        <EmptyState icon="book" title={t('library:screen.gone')} action={<ButtonLink href="/schemes">{t('library:screen.toList')}</ButtonLink>} />
      </Screen>
    );
  }
  const { state, summary, text } = scheme;
  // What is written is Hindi, whatever language the app speaks.
  const read = (): readonly string[] => [scheme.name, summary, ...(['forWhom', 'benefit', 'where', 'papers', 'limit'] as const).flatMap((key) => (text(key) === '' ? [] : [`${t(`library:screen.${key}`, { lng: 'hi' })}: ${text(key)}`]))];
  return (
    <Screen top={<TopBar title={nameOf(scheme)} onBack={back} aside={<SpeakButton words={read} language="hi" start={t('library:screen.listen')} stop={t('library:screen.stop')} />} />}>
      <div className="scheme">
        <div className="row"><SchemeChip state={state} />{scheme.topics.map((topic) => <span key={topic} className="soft">{t(`library:choice.topic.${topic}`)}</span>)}</div>
        <p className="scheme__summary" lang="hi">{summary}</p>
        {state.key === 'to_check' ? <Notice state="pending" icon="help" title={t('library:screen.notChecked')} /> : null}
        <SchemeFacts scheme={scheme} />
        <p className="soft">{t('library:screen.advice')}</p>
      </div>
    </Screen>
  );
}
