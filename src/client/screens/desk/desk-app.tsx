// The desk: what coordinators, managers, officers and administrators do in an office, on a wide
// screen. Records come from the store as on the phone; figures, people and files from the server.
import i18next from 'i18next';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch } from 'wouter';
import { PROGRAMMES } from '#programmes/index.ts';
import { useAddedWords } from '#client/app/added-words.ts';
import { DehriProvider, useDehri } from '#client/app/context.tsx';
import { CrashGuard } from '../shell/crash-guard.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { Assign } from './assign/assign.tsx';
import { Audit } from './audit/audit.tsx';
import { CampsDesk } from './camps/camps-desk.tsx';
import { Connect } from './connect/connect.tsx';
import { Coverage } from './coverage/coverage.tsx';
import { DeskProvider, useMakeDesk } from './desk-context.tsx';
import { Duplicates } from './duplicates/duplicates.tsx';
import { Erase } from './erase/erase.tsx';
import { Exports } from './exports/exports.tsx';
import { DeskFrame } from './frame.tsx';
import { GroupsToApprove } from './groups/groups-to-approve.tsx';
import { Held } from './held/held.tsx';
import { Imports } from './imports/imports.tsx';
import { LibraryDesk } from './library/library-desk.tsx';
import { MeetingsDesk } from './meetings/meetings-desk.tsx';
import { Offices } from './offices/offices.tsx';
import { Openings } from './openings/openings.tsx';
import { People } from './people/people.tsx';
import { Phones } from './phones/phones.tsx';
import { RegistersDesk } from './registers/registers-desk.tsx';
import { Review } from './review/review.tsx';
import { RulesDesk } from './rules/rules-desk.tsx';
import { hrefOf, isCentreSection, isPlaceSection, placeFor, SECTIONS, sectionsOf, type Section } from './sections.ts';
import { Tolas } from './tolas/tolas.tsx';
import './desk.css';
import './print.css';

/** For those of a State Resource Centre only; its words come beside it, not after it. */
const Centre = lazy(() => Promise.all([import('./centre/centre.tsx'), i18next.loadNamespaces('subjects')]).then(([m]) => ({ default: m.Centre })));

/** Officers work with records of every programme that their grants bring, also where the phone's own screens know one only. */
export default function DeskApp() {
  const dehri = useDehri();
  const value = useMemo(() => ({ ...dehri, programmes: PROGRAMMES }), [dehri]);
  return <DehriProvider value={value}><Sections /></DehriProvider>;
}

function Sections() {
  useAddedWords(useDehri().store);
  const desk = useMakeDesk();
  const [first] = sectionsOf(desk);
  if (first === undefined) return <NotFound />;
  return (
    <DeskProvider value={desk}>
      <Switch>
        {SECTIONS.filter((s) => sectionsOf(desk).includes(s)).map((section) => (
          <Route key={section} path={`/desk/${section}/:a?/:b?`}>
            {({ a, b }) => {
              const atPlace = isPlaceSection(section);
              const place = atPlace ? a ?? placeFor(desk, section) : placeFor(desk, section);
              if (atPlace && a === undefined && place !== undefined) return <Redirect to={hrefOf(section, place)} replace />;
              return (
                <DeskFrame section={section} place={place}>
                  <CrashGuard key={place}><Page section={section} place={place ?? ''} detail={atPlace ? b : a} act={atPlace ? undefined : b} /></CrashGuard>
                </DeskFrame>
              );
            }}
          </Route>
        ))}
        <Route><Redirect to={hrefOf(first, placeFor(desk, first))} replace /></Route>
      </Switch>
    </DeskProvider>
  );
}

interface PageProps {
  readonly section: Section;
  readonly place: string;
  /** Id of the person, record or batch opened. */
  readonly detail: string | undefined;
  /** What is done with it. */
  readonly act: string | undefined;
}

function Page({ section, place, detail, act }: PageProps) {
  const { t } = useTranslation('desk');
  if (isCentreSection(section)) {
    return <Suspense fallback={<output className="desk__waiting">{t('desk:state.loading')}</output>}><Centre key={place} section={section} place={place} detail={detail} /></Suspense>;
  }
  switch (section) {
    case 'review': return <Review key={place} place={place} detail={detail} />;
    case 'coverage': return <Coverage key={place} place={place} />;
    case 'meetings': return <MeetingsDesk open={detail} act={act} />;
    case 'registers': return <RegistersDesk open={detail} record={act} />;
    case 'library': return <LibraryDesk open={detail} act={act} />;
    case 'assign': return <Assign key={place} place={place} />;
    case 'tolas': return <Tolas key={place} place={place} />;
    case 'people': return <People key={place} place={place} person={detail} />;
    case 'offices': return <Offices key={place} place={place} />;
    case 'phones': return <Phones key={place} place={place} />;
    case 'duplicates': return <Duplicates />;
    case 'groups': return <GroupsToApprove group={detail} />;
    case 'camps': return <CampsDesk camp={detail} />;
    case 'rules': return <RulesDesk place={detail} />;
    case 'held': return <Held key={place} place={place} open={detail} />;
    case 'openings': return <Openings />;
    case 'imports': return <Imports key={place} place={place} batch={detail} />;
    case 'exports': return <Exports key={place} place={place} />;
    case 'connect': return <Connect key={place} place={place} />;
    case 'audit': return <Audit key={place} place={place} />;
    case 'erase': return <Erase key={`${place} ${detail}`} place={place} record={detail} />;
  }
}
