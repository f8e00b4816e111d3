// Every building block, every widget and every form of the registry, in every language there are
// words for: one place to look at them all, and what the pictures in the tests are taken of.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROGRAMMES } from '#programmes/index.ts';
import { formRef, type FormDefinition } from '#shared/form/definition.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { titleKey } from '#shared/form/words.ts';
import { languageName, LANGUAGES, setLanguage } from '../../app/i18n.ts';
import { currentTheme, setTheme } from '../../app/theme.ts';
import { BottomBar } from '../../ui/bottom-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField, TextField } from '../../ui/field.tsx';
import { FormKitProvider, nodeWords, type PhotoStore } from '../../ui/form/form-kit.ts';
import { NodeList } from '../../ui/form/node-view.tsx';
import { paperAppearance } from '../../ui/form/paper-widget.tsx';
import { useFormKit } from '../../ui/form/use-form-kit.ts';
import { Icon } from '../../ui/icon.tsx';
import { ICONS, type IconName } from '../../ui/icons.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberPad } from '../../ui/number-pad.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import { STATE_ICONS, StateChip, type State } from '../../ui/state-chip.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { SAMPLE_FORM } from './sample-form.ts';
import './gallery.css';

const STATES = Object.keys(STATE_ICONS).filter((state): state is State => Object.hasOwn(STATE_ICONS, state));
const ICON_NAMES = Object.keys(ICONS).filter((name): name is IconName => Object.hasOwn(ICONS, name));
/** The gallery judges nothing by the day it is opened on. */
const ANY_DAY = '2026-02-02';

export function Gallery() {
  const { t, i18n } = useTranslation('gallery');
  const [theme, setShownTheme] = useState(currentTheme);
  const forms = [SAMPLE_FORM, ...PROGRAMMES.flatMap((programme) => programme.forms)];
  return (
    <Screen top={<TopBar title={t('title')} aside={t('day')} onBack={() => history.back()} />} bottom={<Places />}>
      <div className="row">
        {LANGUAGES.map((code) => <Button key={code} look={code === i18n.language ? 'primary' : 'second'} onClick={() => void setLanguage(code)}>{languageName(code)}</Button>)}
        <Button
          onClick={() => {
            const other = theme === 'light' ? 'dark' : 'light';
            setTheme(other);
            setShownTheme(other);
          }}
        >
          {t(`theme.${theme}`)}
        </Button>
      </div>
      <Blocks />
      {forms.map((definition) => <FormCard key={`${formRef(definition)}/${i18n.language}`} definition={definition} />)}
      <Card title={t('icons')}>
        <ul className="gallery-icons">
          {ICON_NAMES.map((name) => <li key={name}><Icon name={name} size="big" /><code className="small">{name}</code></li>)}
        </ul>
      </Card>
    </Screen>
  );
}

function Places() {
  const { t } = useTranslation('gallery');
  return (
    <BottomBar
      items={[
        { href: '/gallery', icon: 'home', label: t('place.today'), current: true },
        { href: '/gallery#families', icon: 'family', label: t('place.families') },
        { href: '/gallery#groups', icon: 'group', label: t('place.groups') },
        { href: '/gallery#send', icon: 'send', label: t('place.send'), count: 14 },
      ]}
    />
  );
}

function Blocks() {
  const { t } = useTranslation('gallery');
  const [pin, setPin] = useState('12');
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Card title={t('buttons')}>
        <Button look="primary" big wide icon="check">{t('button.primary')}</Button>
        <div className="row">
          <Button>{t('button.second')}</Button>
          <Button look="plain" icon="edit">{t('button.plain')}</Button>
          <Button look="danger" icon="trash">{t('button.danger')}</Button>
          <Button disabled>{t('button.off')}</Button>
          <Button onClick={() => setOpen(true)}>{t('button.dialog')}</Button>
        </div>
        <Dialog open={open} title={t('dialog.title')} onClose={() => setOpen(false)} actions={<Button look="primary" big wide onClick={() => setOpen(false)}>{t('dialog.yes')}</Button>}>
          <p>{t('dialog.text')}</p>
        </Dialog>
      </Card>
      <Card title={t('states')}>
        <div className="row">{STATES.map((state) => <StateChip key={state} state={state} />)}</div>
        {STATES.map((state) => <Notice key={state} state={state} title={t(`notice.${state}.title`)}>{t(`notice.${state}.text`)}</Notice>)}
        <ProgressBar label={t('progress')} value={42} max={180} />
      </Card>
      <Card title={t('rows')} flush>
        <ListRow title={t('row.first')} detail={t('row.detail')} aside={<StateChip state="pending" />} onClick={() => undefined} />
        <ListRow title={t('row.second')} detail={t('row.detail')} aside={<StateChip state="done" />} icon="house" onClick={() => undefined} />
        <ListRow title={t('row.long')} detail={t('row.detail')} aside={<StateChip state="unsent" />} onClick={() => undefined} />
      </Card>
      <Card title={t('fields')}>
        <TextField label={t('field.code')} hint={t('field.codeHint')} error={t('field.codeError')} defaultValue="AB12" />
        <SearchField label={t('field.search')} value={query} onChange={setQuery} />
      </Card>
      <Card><EmptyState icon="family" title={t('empty.title')} action={<Button look="primary" big>{t('empty.action')}</Button>}>{t('empty.text')}</EmptyState></Card>
      <Card><NumberPad label={t('pin')} value={pin} onChange={setPin} length={6} /></Card>
    </>
  );
}

const noPhotos: PhotoStore = { putPhoto: () => Promise.resolve('photo'), getPhoto: () => Promise.resolve(undefined) };
let rowCount = 0;
const nextRow = (): string => `k${(rowCount += 1)}`;

function FormCard({ definition }: { readonly definition: FormDefinition }) {
  const { t } = useTranslation(definition.id.split('.')[0] ?? '');
  const [open, setOpen] = useState(definition === SAMPLE_FORM);
  return (
    <details className="gallery-form" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="gallery-form__name">{t(titleKey(definition), { defaultValue: formRef(definition) })} <code className="small soft">{formRef(definition)}</code></summary>
      {open ? <OpenForm definition={definition} /> : null}
    </details>
  );
}

function OpenForm({ definition }: { readonly definition: FormDefinition }) {
  const [engine] = useState(() => createFormEngine(definition, { today: ANY_DAY }));
  const { t } = useTranslation(['gallery', 'paper']);
  const [appearances] = useState(() => paperAppearance(t));
  const { kit, show } = useFormKit(engine, noPhotos, nextRow, appearances);
  return (
    <FormKitProvider value={kit}>
      <div className="stack stack--wide">
        {definition.children.map((node) => (
          <section key={node.name} className="stack stack--wide gallery-form__page">
            {node.type === 'group' ? <h2>{nodeWords(kit, node, 'label')}</h2> : null}
            <NodeList nodes={node.type === 'group' ? node.children : [node]} row={undefined} />
          </section>
        ))}
        <Button onClick={() => void show(engine.problems())}>{t('showProblems')}</Button>
      </div>
    </FormKitProvider>
  );
}
