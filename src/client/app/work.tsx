// The open app: everything behind the lock, with its routes. Record ids are the only thing of a
// record that ever stands in an address, and the title of the page never changes.
import i18next from 'i18next';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { CrashGuard } from '../screens/shell/crash-guard.tsx';
import { NotFound } from '../screens/shell/not-found.tsx';
import { PracticeBar } from '../screens/shell/practice-bar.tsx';
import { OnDemand } from '../screens/shell/on-demand.tsx';
import { Families } from '../screens/families/families.tsx';
import { FamilyPage } from '../screens/families/family-page.tsx';
import { Saved } from '../screens/families/saved.tsx';
import { Today } from '../screens/today/today.tsx';
import { Send } from '../screens/send/send.tsx';
import { Groups } from '../screens/groups/groups.tsx';
import { GroupPage } from '../screens/groups/group-page.tsx';
import { GroupAssistant } from '../screens/groups/group-assistant.tsx';
import { Coverage } from '../screens/coverage/coverage.tsx';
import { Camp } from '../screens/camp/camp.tsx';
import { Camps } from '../screens/camp/camps.tsx';
import { NewCamp } from '../screens/camp/new-camp.tsx';
import { Conflict } from '../screens/send/conflict.tsx';
import { Mend } from '../screens/send/mend.tsx';
import { Rescue } from '../screens/rescue/rescue.tsx';
import { Settings } from '../screens/settings/settings.tsx';
import { usesCaseApp, type CaseApp } from './case-app.ts';
import { DehriProvider, type Dehri } from './context.tsx';
import { deskFirst } from './desk-access.ts';
import { fieldProgramme } from './field-programme.ts';
import { Loading } from './root.tsx';
import type { AppShell, Phone, Session } from './services.ts';

// One file, as are the screens above: a file of its own for each would be a round trip of its own.
const Survey = lazy(() => import('../screens/families/survey.tsx').then((m) => ({ default: m.Survey })));
const AddFamily = lazy(() => import('../screens/families/add-family.tsx').then((m) => ({ default: m.AddFamily })));
// No part of the phone's copy of the app.
/** Its words come beside it, not after it. */
const desk = () => Promise.all([import('../screens/desk/desk-app.tsx'), i18next.loadNamespaces('desk')]).then(([m]) => m.default);
const help = () => Promise.all([import('../screens/help/help.tsx'), i18next.loadNamespaces('help')]).then(([m]) => m.Help);
const library = () => Promise.all([import('../screens/library/library.tsx'), i18next.loadNamespaces('library')]).then(([m]) => m.Library);
const debug = () => import('../screens/settings/debug.tsx').then((m) => m.Debug);
const gallery = () => import('../screens/gallery/gallery.tsx').then((m) => m.Gallery);

export interface WorkProps {
  readonly phone: Phone;
  readonly shell: AppShell;
  readonly session: Session;
  readonly onAddPerson: () => void;
  readonly onPractise: () => Promise<void>;
}

export function Work({ phone, shell, session, onAddPerson, onPractise }: WorkProps) {
  const [location] = useLocation();
  const [app, setApp] = useState<CaseApp>();
  // A sync may bring the right to such files, or end it.
  const wanted = useSyncExternalStore(useCallback((on) => session.store.subscribe(on), [session]), () => usesCaseApp(session.profile()));
  const cases = wanted ? app : undefined;
  const loadCases = useCallback(() => session.cases().then((found) => {
    setApp(found);
    return Loading;
  }), [session]);
  // Also where a screen opens that stands without it: the way out stands above all of hers.
  useEffect(() => {
    if (wanted) loadCases().catch(() => undefined);
  }, [wanted, loadCases]);
  const dehri = useMemo<Dehri | undefined>(() => {
    const work = fieldProgramme();
    if (work === undefined) return undefined;
    return {
      ...work, session, phone, shell, store: session.store, sync: session.sync, search: session.search, addPerson: onAddPerson, practise: onPractise,
      programmes: [work.programme, ...(cases?.programmes ?? [])],
      ...(cases === undefined ? {} : { cases }),
    };
  }, [session, phone, shell, onAddPerson, onPractise, cases]);
  if (dehri === undefined) return <NotFound />;
  return (
    // Screens that were drawn without the app for files are drawn anew with it.
    <DehriProvider key={String(cases !== undefined)} value={dehri}>
      {session.practice === true ? <PracticeBar /> : null}
      {cases === undefined ? null : <cases.Guard />}
      <CrashGuard key={/^\/(?:desk|help|schemes)(?=\/|$)/.exec(location)?.[0] ?? location}>
        <Suspense fallback={<Loading />}>
          <Switch>
            {cases?.routes}
            <Route path="/send"><Send /></Route>
            <Route path="/rescue"><Rescue /></Route>
            <Route path="/conflicts/:id">{({ id }) => <Conflict id={id} />}</Route>
            <Route path="/mend/:change">{({ change }) => <Mend change={change} />}</Route>
            <Route path="/settings"><Settings /></Route>
            <Route path="/help/*?"><OnDemand load={help} /></Route>
            <Route path="/schemes/*?"><OnDemand load={library} /></Route>
            <Route path="/debug"><OnDemand load={debug} /></Route>
            <Route path="/gallery"><OnDemand load={gallery} /></Route>
            <Route path="/desk/*?"><OnDemand load={desk} /></Route>
            {wanted && cases === undefined ? <Route><OnDemand load={loadCases} /></Route> : null}
            <Route path="/">{deskFirst(session.profile()) ? <Redirect to="/desk" replace /> : <Today />}</Route>
            <Route path="/today"><Today /></Route>
            <Route path="/coverage"><Coverage /></Route>
            <Route path="/coverage/:place">{({ place }) => <Coverage place={place} />}</Route>
            <Route path="/families"><Families /></Route>
            <Route path="/families/new"><AddFamily /></Route>
            <Route path="/families/:id">{({ id }) => <FamilyPage id={id} />}</Route>
            <Route path="/families/:id/form/:form">{({ id, form }) => <Survey record={id} form={form} />}</Route>
            <Route path="/families/:id/saved">{({ id }) => <Saved record={id} />}</Route>
            <Route path="/families/:id/survey">{({ id }) => <Survey record={id} />}</Route>
            <Route path="/drafts/:id">{({ id }) => <Survey draft={id} />}</Route>
            <Route path="/groups"><Groups /></Route>
            <Route path="/groups/new"><GroupAssistant /></Route>
            <Route path="/groups/:id/form/:form">{({ id, form }) => <Survey record={id} form={form} />}</Route>
            <Route path="/groups/:id">{({ id }) => <GroupPage id={id} />}</Route>
            <Route path="/camps"><Camps /></Route>
            <Route path="/camps/new"><NewCamp /></Route>
            <Route path="/camps/:id/form/:form">{({ id, form }) => <Survey record={id} form={form} />}</Route>
            <Route path="/camps/:id">{({ id }) => <Camp id={id} />}</Route>
            <Route><NotFound /></Route>
          </Switch>
        </Suspense>
      </CrashGuard>
    </DehriProvider>
  );
}
