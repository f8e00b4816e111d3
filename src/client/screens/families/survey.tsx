// A form about a family, a group or a camp: begun, taken up again from its draft, or of a new one. The form's screen is
// the same for all; what is decided here is which form, over which record, and where one goes after. Forms that
// fill a row of a record are of files only (`cases/form`).
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { formRef, type FormDefinition, type FormNode } from '#shared/form/definition.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Programme } from '#shared/programme.ts';
import { isAway } from '#client/app/away.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { draftOf } from '#client/app/draft-of.ts';
import { newId } from '#client/app/ids.ts';
import type { Draft, RecordStore } from '#client/store/contract.ts';
import { useCampsHref } from '../camp/announce.ts';
import { FormScreen } from '../form/form-screen.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { AwayNotice } from './away-notice.tsx';
import { formTitle } from './form-title.ts';

export interface SurveyProps {
  /** One of these: a draft, or a record and (default: the survey) a form. */
  readonly draft?: string;
  readonly record?: string;
  readonly form?: string;
}

/** What the form works on, as it stood when this screen opened. */
interface Begun {
  readonly draft: Omit<Draft, 'answers' | 'page' | 'savedAt'>;
  readonly definition: FormDefinition;
  readonly answers: Values | undefined;
  /** What a new record begins with and the form does not ask: the tola chosen before. */
  readonly given: Values;
  readonly page: number;
}

export function Survey(props: SurveyProps) {
  const { store, programme, field } = useDehri();
  const [begun] = useState(() => begin(store, programme, field.doors.surveyForm, props));
  return begun === undefined ? <NotFound /> : <OpenForm begun={begun} />;
}

function OpenForm({ begun }: { readonly begun: Begun }) {
  const { store, programme, field, shell } = useDehri();
  const { t } = useTranslation(programme.id);
  const [, navigate] = useLocation();
  const { now, today } = useNow();
  const { draft, definition } = begun;
  const type = programme.recordTypes.find((r) => r.name === definition.recordType);
  const camps = useCampsHref();
  const home = definition.recordType === field.camps?.recordType ? camps : definition.recordType === field.groups?.recordType ? '/groups' : '/families';
  useEffect(() => shell.holdUpdates(), [shell]);
  const thrown = useRef(false);
  const saveDraft = useCallback(
    async (answers: Values, page: number) => {
      if (!thrown.current) await store.putDraft({ ...draft, answers: { ...begun.given, ...answers }, page, savedAt: Date.now() });
    },
    [store, draft, begun],
  );
  async function throwAway(): Promise<void> {
    thrown.current = true;
    const gone = await store.dropDraft(draft.id).then(() => true, () => false);
    thrown.current = gone;
    if (gone) navigate('/today', { replace: true });
  }

  const away = home === '/families' && isAway(store, draft, now);
  const whose = draft.seen !== undefined && home !== camps ? (home === '/groups' ? field.groups : field.doors)?.card(draft.seen).title : begun.answers?.[field.doors.identity.name];
  return (
    <FormScreen
      definition={definition}
      title={typeof whose === 'string' && whose !== '' ? whose : formTitle(t, programme.id, definition.id)}
      saved={draft.seen?.values ?? {}}
      {...(begun.answers === undefined ? {} : { answers: begun.answers })}
      page={begun.page}
      today={today}
      {...(type === undefined ? {} : { recordType: type })}
      newRowId={newRowId}
      photos={store}
      saveDraft={saveDraft}
      onSave={(edits) => store.save({
        type: definition.recordType, edits: { ...begun.given, ...edits }, form: formRef(definition), schema: definition.schema ?? 1, draft: draft.id, bucket: draft.bucket,
        ...(draft.record === undefined ? {} : { record: draft.record }),
        ...(draft.seen === undefined ? {} : { seen: draft.seen }),
      })}
      onSaved={({ record }) => {
        shell.succeeded();
        // In the place of the form, so that back does not open it anew.
        navigate(home === '/families' ? `${home}/${record}/saved` : `${home}/${record}`, { replace: true });
      }}
      onLeave={() => navigate(away ? '/today' : [home, ...(draft.record === undefined ? [] : [draft.record])].join('/'), { replace: true })}
    >
      {away ? <AwayNotice onThrowAway={() => void throwAway()} /> : null}
    </FormScreen>
  );
}

function newRowId(): string {
  return newId().slice(-12);
}

/** Undefined when there is nothing to open. A draft stays on the form version it was begun with. */
function begin(store: RecordStore, programme: Programme, surveyForm: string, props: SurveyProps): Begun | undefined {
  const newest = programme.forms.filter((f) => f.id === (props.form ?? surveyForm)).at(-1);
  const kept = props.draft !== undefined ? store.drafts().find((d) => d.id === props.draft) : newest === undefined ? undefined : draftOf(store.drafts(), newest, props.record);
  if (kept !== undefined) {
    const definition = programme.forms.find((f) => formRef(f) === kept.form);
    if (definition === undefined) return undefined;
    const { answers, page, savedAt: _savedAt, ...draft } = kept;
    return { draft: draft.seen === undefined ? withSeen(draft, draft.record === undefined ? undefined : store.get(draft.record)) : draft, definition, answers, given: draft.record === undefined ? besideForm(definition.children, answers) : {}, page };
  }
  const record = props.record === undefined ? undefined : store.get(props.record);
  if (record === undefined || newest === undefined || newest.recordType !== record.type) return undefined;
  return { draft: { id: newId(), form: formRef(newest), record: record.id, seen: record, bucket: record.bucket }, definition: newest, answers: undefined, given: {}, page: 0 };
}

function besideForm(nodes: readonly FormNode[], answers: Values): Values {
  const asked = new Set<string>();
  const visit = (node: FormNode): void => {
    if (node.type === 'group') node.children.forEach(visit);
    else asked.add(node.name);
  };
  nodes.forEach(visit);
  return Object.fromEntries(Object.entries(answers).filter(([path]) => !asked.has(path.split('.')[0] ?? '')));
}

function withSeen<T extends object>(draft: T, seen: DehriRecord | undefined): T & { readonly seen?: DehriRecord } {
  return seen === undefined ? draft : { ...draft, seen };
}
