// The app for files of persons, put together from the programmes that keep them. It knows none of them.
import { lazy } from 'react';
import { Route } from 'wouter';
import type { Programme } from '#shared/programme.ts';
import { useAddedWords } from '#client/app/added-words.ts';
import type { CaseApp } from '#client/app/case-app.ts';
import { useDehri } from '#client/app/context.tsx';
import { rowsApart } from '#client/app/rows-apart.ts';
import { CallPad } from './calls/call-pad.tsx';
import { DeskRail } from './desk-rail.tsx';
import { HandOver } from './hand-over/hand-over.tsx';
import { Files } from './list/files.tsx';
import { Matches } from './matches/matches.tsx';
import { OfficeItem } from './office/office-item.tsx';
import { OfficeList } from './office/office-list.tsx';
import { Office } from './office/office.tsx';
import { OnlineVisit } from './online/online-visit.tsx';
import { useRecordName } from './practice.ts';
import { PaperPage } from './papers/paper-page.tsx';
import { RegisterPage } from './registers/register-page.tsx';
import { Responsible } from './responsible/responsible.tsx';
import { Guard } from './safety/guard.tsx';
import { SafetySettings } from './safety/settings.tsx';
import { CaseTabs } from './tabs.tsx';
import { CaseToday } from './today/case-today.tsx';
import { Tasks } from './today/tasks.tsx';

// Lists and files are read more often than forms are filled: their file waits until one is.
const CaseForm = lazy(() => import('./form/case-form.tsx').then((m) => ({ default: m.CaseForm })));

/** What stands or goes on above every screen. */
function Always() {
  useAddedWords(useDehri().store);
  return <><Guard /><OnlineVisit /><DeskRail /></>;
}

export function createCaseApp(programmes: readonly Programme[]): CaseApp {
  return {
    programmes,
    types: programmes.flatMap((p) => p.recordTypes),
    Tabs: CaseTabs,
    Guard: Always,
    Settings: SafetySettings,
    useTitle: useRecordName,
    hrefOf: (record) => {
      const { apart } = rowsApart(programmes, record.type) ?? {};
      const [id, type] = [apart?.ownerOf(record.id) ?? record.id, apart?.of ?? record.type];
      for (const { practice } of programmes) {
        if (practice?.cases.some((work) => work.recordType === type) === true) return `/cases/${id}`;
        if (practice?.lists?.some((list) => list.recordType === type) === true) return `/office/item/${id}`;
      }
      return undefined;
    },
    routes: (
      <>
        <Route path="/"><CaseToday /></Route>
        <Route path="/today"><CaseToday /></Route>
        <Route path="/tasks/:kind/:key">{({ kind, key }) => <Tasks kind={kind} of={key} />}</Route>
        <Route path="/cases"><Files /></Route>
        <Route path="/cases/new/:type">{({ type }) => <CaseForm type={type} />}</Route>
        <Route path="/cases/from/:call/:type">{({ call, type }) => <CaseForm type={type} call={call} />}</Route>
        <Route path="/cases/draft/:draft">{({ draft }) => <CaseForm draft={draft} />}</Route>
        <Route path="/cases/:id">{({ id }) => <Files open={id} />}</Route>
        <Route path="/cases/:id/form/:form">{({ id, form }) => <CaseForm record={id} form={form} />}</Route>
        <Route path="/cases/:id/form/:form/:row">{({ id, form, row }) => <CaseForm record={id} form={form} row={row} />}</Route>
        <Route path="/cases/:id/paper/:paper">{({ id, paper }) => <PaperPage record={id} paper={paper} />}</Route>
        <Route path="/cases/:id/paper/:paper/:row">{({ id, paper, row }) => <PaperPage record={id} paper={paper} row={row} />}</Route>
        <Route path="/cases/:id/match">{({ id }) => <Matches id={id} />}</Route>
        <Route path="/cases/:id/hand-over">{({ id }) => <HandOver id={id} />}</Route>
        <Route path="/calls"><CallPad /></Route>
        <Route path="/office"><Office /></Route>
        <Route path="/office/responsible"><Responsible /></Route>
        <Route path="/office/responsible/:worker">{({ worker }) => <Responsible worker={worker} />}</Route>
        <Route path="/office/register/:programme/:register">{({ programme, register }) => <RegisterPage programme={programme} register={register} />}</Route>
        <Route path="/office/list/:programme/:list">{({ programme, list }) => <OfficeList programme={programme} list={list} />}</Route>
        <Route path="/office/new/:programme/:list">{({ programme, list }) => <CaseForm programme={programme} list={list} />}</Route>
        <Route path="/office/item/:id">{({ id }) => <OfficeItem id={id} />}</Route>
      </>
    ),
  };
}
