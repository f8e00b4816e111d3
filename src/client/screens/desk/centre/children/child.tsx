// One child, by her token: what each list says of her, what she needs and got, who works for her and when they meet
// next. Her name is covered until somebody looks, and again when the page is left or goes out of sight; it stands in
// no title and no address.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { PlaceCode } from '#shared/place/place.ts';
import type { SubjectView } from '#shared/subjects/child.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { ErrorNotice, QueryView } from '../../query-view.tsx';
import { hrefOf } from '../../sections.ts';
import { useCentreWords } from '../use-centre-words.ts';
import { useSubjects } from '../use-subjects.ts';
import { ChildCopy } from './child-copy.tsx';
import { ChildFiles } from './child-files.tsx';
import { JoinForm } from './join-form.tsx';
import { LookForm } from './look-form.tsx';
import { OpeningState } from './opening-state.tsx';
import { SaidTable } from './said-table.tsx';
import { useChild, type ChildPage, type Looked } from './use-child.ts';
import { WhyForm } from './why-form.tsx';

export interface ChildProps {
  readonly place: PlaceCode;
  readonly token: string;
}

export function Child({ place, token }: ChildProps) {
  const { t } = useTranslation(['subjects', 'desk']);
  const page = useChild(place, token);
  return (
    <>
      <p><Link href={hrefOf('children', place)}>{t('subjects:child.back')}</Link></p>
      <ScreenHeading>{t('subjects:token', { token })}</ScreenHeading>
      <QueryView query={page.query}>{(view) => <Known place={place} view={view} page={page} />}</QueryView>
    </>
  );
}

interface KnownProps {
  readonly place: PlaceCode;
  readonly view: SubjectView;
  readonly page: ChildPage;
}

function Known({ place, view, page }: KnownProps) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const subjects = useSubjects();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<Looked>();
  const [takingOut, setTakingOut] = useState<SubjectView['entries'][number]>();
  const [joining, setJoining] = useState(false);
  const [takenTo, setTakenTo] = useState<string>();
  const { shown } = page;
  // After a look that covered rows were opened for, needs and files are those of all rows.
  const known = shown?.view ?? view;
  const categories = [...new Set(view.entries.map(({ category }) => category))];
  return (
    <>
      <div className="row">
        {categories.map((category) => <StateChip key={category} state="neutral" icon="table" word={words.category(category)} />)}
        <span className="grow" />
        <Button icon="printer" onClick={() => window.print()}>{t('subjects:copy.print')}</Button>
      </div>
      <section className="child__who" aria-label={t('subjects:child.who')}>
        {shown === undefined ? (
          <>
            <p className="child__covered">{t('subjects:child.covered')}</p>
            <div className="row">
              {view.looks.identity !== 'no' ? <Button look="primary" icon="eye" onClick={() => setAsking('identity')}>{t('subjects:child.showName')}</Button> : null}
              {view.looks.protected !== 'no' ? <Button icon="lock" onClick={() => setAsking('protected')}>{t(view.looks.protected === 'yes' ? 'subjects:child.readProtected' : 'subjects:child.openProtected')}</Button> : null}
            </div>
          </>
        ) : (
          <>
            <p className="child__name">{namesOf(shown.view).join(' / ') || t('subjects:child.noName')}</p>
            <Button icon="lock" onClick={page.cover}>{t('subjects:child.cover')}</Button>
          </>
        )}
      </section>
      {view.protectedRows === null || view.protectedRows === 0 ? null : <p className="soft">{t('subjects:child.protectedRows', { count: view.protectedRows })}</p>}
      <OpeningState openings={view.openings} asked={page.asked} onReload={page.query.reload} />
      {page.error === undefined || asking !== undefined ? null : <ErrorNotice error={page.error} />}
      {takenTo === undefined ? null : <Notice state="done" announce title={t('subjects:child.takenOut', { token: takenTo })} action={<Link href={`${hrefOf('children', place)}/${takenTo}`}>{t('subjects:child.openOther')}</Link>} />}
      <Needs view={known} />
      <Card title={t('subjects:child.said')} aside={<Button icon="group" onClick={() => setJoining(true)}>{t('subjects:join.open')}</Button>}>
        <p className="soft">{t('subjects:child.saidHelp')}</p>
        {shown !== undefined || known.differs.length === 0 ? null : <Notice state="pending" icon="eye" title={t('subjects:child.differs', { fields: known.differs.map(words.field).join(', ') })} />}
        <SaidTable entries={known.entries} differs={known.differs} onTakeOut={view.entries.length < 2 ? undefined : setTakingOut} />
      </Card>
      <ChildCopy place={place} view={known} at={page.query.at ?? 0} />
      <ChildFiles place={place} view={known} onBegun={page.query.reload} />
      <LookForm what={asking} asksSecond={asking !== undefined && view.looks[asking] === 'second'} page={page} onClose={() => setAsking(undefined)} />
      <WhyForm
        open={takingOut !== undefined}
        title={t('subjects:takeOut.title')}
        go={t('subjects:takeOut.go')}
        icon="undo"
        act={(why) => subjects.part(view.token, { place, entries: takingOut === undefined ? [] : [takingOut.entry], why })}
        onDone={({ token }) => {
          setTakingOut(undefined);
          setTakenTo(token);
          page.cover();
          page.query.reload();
        }}
        onClose={() => setTakingOut(undefined)}
      >
        <p>{t('subjects:takeOut.help')}</p>
      </WhyForm>
      <JoinForm place={place} token={view.token} open={joining} onJoined={(token) => navigate(`${hrefOf('children', place)}/${token}`)} onClose={() => setJoining(false)} />
    </>
  );
}

/** As written, each spelling once. */
function namesOf({ entries }: SubjectView): readonly string[] {
  return [...new Set(entries.flatMap(({ said }) => (typeof said['name'] === 'string' && said['name'] !== '' ? [said['name']] : [])))];
}

function Needs({ view }: { readonly view: SubjectView }) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const format = useFormat();
  return (
    <Card title={t('subjects:child.needs')} aside={<span className="soft">{t('subjects:child.needsOpen', { count: view.needs.length, number: format.number(view.needs.length) })}</span>}>
      {view.needs.length + view.services.length === 0 ? <p>{t('subjects:child.noNeeds')}</p> : (
        <ul className="child__needs">
          {view.needs.map((code) => <li key={code}><StateChip state="pending" word={t('subjects:child.needed', { service: words.service(code) })} /></li>)}
          {view.services.map((code) => <li key={code}><StateChip state="done" word={t('subjects:child.given', { service: words.service(code) })} /></li>)}
        </ul>
      )}
    </Card>
  );
}
