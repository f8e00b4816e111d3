// The guide: topics of her own work first, then what concerns everybody, then those of other roles. Read
// out by the phone where it has a voice; it opens without a network once it has been fetched.
import { useTranslation } from 'react-i18next';
import { useRoute } from 'wouter';
import { ROLES, type Role } from '#shared/access/table.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri } from '#client/app/context.tsx';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { PractiseButton } from '../shell/practise-button.tsx';
import { GENERAL, isTopic, ROLE_TOPICS, TOPICS, topicsOf, type TopicId } from './guide.ts';
import { TopicPage } from './topic-page.tsx';
import './help.css';

/** Of an open space. */
export function Help() {
  const { session, practise } = useDehri();
  const roles = session.profile().grants.map(({ role }) => role);
  return <Guide at="/help" roles={roles} {...(session.practice === true ? {} : { onPractise: practise })} />;
}

/** Before anybody has signed in, and at the lock: what concerns everybody. */
export function GeneralHelp() {
  return <Guide at="/help/start" />;
}

interface GuideProps {
  /** Its address; a topic's is below. */
  readonly at: string;
  /** Absent: nobody is known. */
  readonly roles?: readonly Role[];
  readonly onPractise?: () => Promise<void>;
}

function Guide({ at, roles = [], onPractise }: GuideProps) {
  const { t } = useTranslation(['help', 'app']);
  const back = useBack('/');
  const [, params] = useRoute<{ id: string }>(`${at}/:id`);
  const id = params?.id;
  const known = roles.length > 0;
  const hers = known ? topicsOf(roles) : [];
  const all = [...hers, ...GENERAL];
  if (isTopic(id) && (known || GENERAL.includes(id))) {
    const next = all[all.indexOf(id) + 1];
    return (
      <TopicPage key={id} id={id} list={at}>
        {next === undefined || !all.includes(id) ? null : <ButtonLink big wide iconAfter="next" href={`${at}/${next}`}>{t('help:next', { title: t(`help:topic.${next}.title`) })}</ButtonLink>}
      </TopicPage>
    );
  }
  const others = ROLES.filter((role) => known && !roles.includes(role));
  return (
    <Screen top={<TopBar title={t('help:title')} onBack={back} />}>
      {known ? <Topics at={at} title={t('help:mine')} topics={hers} /> : null}
      {onPractise === undefined ? null : <div className="stack stack--tight"><p>{t('help:toPractice')}</p><PractiseButton onPractise={onPractise} /></div>}
      <Topics at={at} title={t('help:general')} topics={GENERAL} />
      {others.length === 0 ? null : (
        <details className="help__others">
          <summary>{t('help:others')}</summary>
          {others.map((role) => <Topics key={role} at={at} title={t(`app:setting.roles.${role}`)} topics={ROLE_TOPICS[role]} />)}
        </details>
      )}
      <p className="soft small">{t('help:offline')}</p>
    </Screen>
  );
}

function Topics({ at, title, topics }: { readonly at: string; readonly title: string; readonly topics: readonly TopicId[] }) {
  const { t } = useTranslation('help');
  return (
    <Card flush title={title}>
      {topics.map((id) => <ListRow key={id} icon={TOPICS[id].icon} href={`${at}/${id}`} title={t(`help:topic.${id}.title`)} />)}
    </Card>
  );
}
