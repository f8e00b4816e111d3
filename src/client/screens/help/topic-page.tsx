// One topic: what to do, step by step, with pictures of the app beside the words.
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { SpeakButton } from '#client/ui/speak-button.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { addressOf, DESK_PICTURES, TOPICS, type Picture, type TopicId } from './guide.ts';

export interface TopicPageProps {
  readonly id: TopicId;
  /** Address of the list of topics. */
  readonly list: string;
  /** Below the steps. */
  readonly children: ReactNode;
}

export function TopicPage({ id, list, children }: TopicPageProps) {
  const { t, i18n } = useTranslation('help');
  const back = useBack(list);
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  const { pictures, steps } = TOPICS[id];
  const title = t(`help:topic.${id}.title`);
  const said = Array.from({ length: steps }, (_, i) => t(`help:topic.${id}.step${i + 1}`));
  return (
    <Screen top={<TopBar title={title} onBack={back} aside={<SpeakButton words={() => [title, ...said]} language={i18n.language} start={t('help:listen')} stop={t('help:stop')} />} />}>
      <ol className="help__steps">
        {said.map((words, i) => {
          const picture = pictures[i + 1];
          return (
            <li key={words} className="help__step">
              <p>{withButtons(words)}</p>
              {picture === undefined ? null : <HelpPicture name={picture} />}
            </li>
          );
        })}
      </ol>
      {children}
    </Screen>
  );
}

/** A picture comes with the network; until then its words stand in its place. */
function HelpPicture({ name }: { readonly name: Picture }) {
  const { t } = useTranslation('help');
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (!missing) return;
    const again = (): void => setMissing(false);
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [missing]);
  const alt = t(`help:picture.${name}`);
  if (missing) return <p className="help__missing soft"><Icon name="camera" /><span>{alt}. {t('help:notYet')}</span></p>;
  const wide = DESK_PICTURES.some((one) => one === name);
  return <img className={`help__picture${wide ? ' help__picture--wide' : ''}`} src={addressOf(name)} alt={alt} onError={() => setMissing(true)} />;
}

/** Words of the app stand in quotes: they look like what is pressed. */
function withButtons(words: string): readonly ReactNode[] {
  return words.split(/(“[^”]*”)/u).map((part) => (part.startsWith('“') ? <b key={part} className="help__key">{part.slice(1, -1)}</b> : part));
}
