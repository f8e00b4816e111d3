// A form about a file or a record of the office. What stands against the save is judged before it, beside
// the form's own rules: nothing is written then, and everything typed stays.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Objection } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import { withAdded } from '#shared/form/added-choices.ts';
import { formRef } from '#shared/form/definition.ts';
import { rowEdits, typeOfRow } from '#shared/form/row-form.ts';
import { unverifiedPhotos } from '#shared/photo/photos-of.ts';
import type { Values } from '#shared/record/change.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, useNow, useRecordType } from '#client/app/context.tsx';
import { newId } from '#client/app/ids.ts';
import { withOwner } from '#client/app/rows-apart.ts';
import { toSaveRequest } from '#client/app/planned.ts';
import type { SaveResult } from '#client/store/contract.ts';
import { Notice } from '#client/ui/notice.tsx';
import { FormScreen, type Objected } from '../../form/form-screen.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { formName, usePractices, useRecordName } from '../practice.ts';
import { ProgrammeScope } from '../programme-scope.tsx';
import { useAppearances } from './appearances.tsx';
import { begin, type Begun, type CaseFormProps } from './begin.ts';

export function CaseForm(props: CaseFormProps) {
  const { store } = useDehri();
  const practices = usePractices();
  const [begun] = useState(() => begin(store, practices, props));
  return begun === undefined ? <NotFound /> : <ProgrammeScope programme={begun.at.programme}><OpenForm begun={begun} /></ProgrammeScope>;
}

function OpenForm({ begun }: { readonly begun: Begun }) {
  const { t } = useTranslation('cases');
  const { store, shell, cases } = useDehri();
  const [, navigate] = useLocation();
  const { today } = useNow();
  const recordName = useRecordName();
  const { draft, record, at: { programme, practice, context, say } } = begun;
  // Asked once: an open form keeps the choices it was opened with.
  const [definition] = useState(() => withAdded(begun.definition, context.rules));
  const type = useRecordType(definition.recordType);
  const work = practice.cases.find(({ recordType }) => recordType === definition.recordType);
  const [about] = useState(() => lineTitle(begun));
  const [objections, setObjections] = useState<readonly Objection[]>([]);
  const read = useRef('');
  const appearances = useAppearances();
  useEffect(() => shell.holdUpdates(), [shell]);
  const saveDraft = useCallback((answers: Values, page: number) => store.putDraft({ ...draft, answers: { ...begun.given, ...answers }, page, savedAt: Date.now() }), [store, draft, begun]);
  const page = useMemo(() => {
    const known = store.get(begun.owner?.id ?? record);
    const path = known === undefined ? undefined : cases?.hrefOf(known);
    return path ?? (work === undefined ? '/office' : '/cases');
  }, [store, record, cases, work, begun]);

  const back = useBack(page);

  async function save(answered: Values): Promise<SaveResult | Objected> {
    const edits = rowEdits(definition, draft.row, { ...begun.given, ...answered });
    const others = store.ofType.bind(store);
    // Over the record as it is by now: what stood against an earlier try may have been done since.
    const present = draft.seen === undefined ? undefined : store.get(record) ?? draft.seen;
    const unverified = type === undefined || present === undefined ? [] : unverifiedPhotos(type, present, store.photosKept());
    const said = work?.objections(definition.id, present, edits, { ...context, unverifiedPhotos: unverified.length }, others) ?? [];
    const words = said.map(({ word }) => say(word)).join('\n');
    // What only must be read is saved when she saves again.
    if (said.some(({ blocks }) => blocks) || (said.length > 0 && read.current !== words)) {
      read.current = words;
      setObjections(said);
      return { ok: false, reason: 'objected' };
    }
    const also = work?.alsoWrites?.(definition.id, record, present, edits, context, others) ?? [];
    return store.saveAll([
      ...withOwner([programme], store, {
        type: definition.recordType, record, edits, form: formRef(definition), schema: definition.schema ?? 1, draft: draft.id, bucket: draft.bucket,
        ...(draft.seen === undefined ? {} : { seen: draft.seen }),
      }),
      ...also.map((write) => toSaveRequest(programme, store, { place: context.place, ...write })),
    ]);
  }

  const blocks = objections.some((one) => one.blocks);
  return (
    <FormScreen
      definition={definition}
      title={formName(say, definition.id)}
      saved={begun.saved}
      {...(begun.answers === undefined ? {} : { answers: begun.answers })}
      page={begun.page}
      today={today}
      {...(type === undefined ? {} : { recordType: typeOfRow(definition, type) })}
      newRowId={newRowId}
      photos={store}
      appearances={appearances}
      saveDraft={saveDraft}
      onSave={save}
      objection={
        <Notice state={blocks ? 'mend' : 'pending'} title={blocks ? t('cases:objection.title') : t('cases:objection.read')} announce>
          <ul className="form-mend">{objections.map(({ word }) => say(word)).map((words) => <li key={words}>{words}</li>)}</ul>
        </Notice>
      }
      onSaved={() => {
        shell.succeeded();
        // Over a record: back to its page, which is where she came from.
        if (draft.record !== undefined) return back();
        const made = store.get(record);
        navigate((made === undefined ? undefined : cases?.hrefOf(made)) ?? page, { replace: true });
      }}
      onLeave={() => (draft.record === undefined ? navigate(page, { replace: true }) : back())}
    >
      {begun.owner === undefined ? null : <p className="soft number">{recordName(begun.owner)}</p>}
      {about === undefined ? null : <p className="strong">{say(about)}</p>}
    </FormScreen>
  );
}

/** Which paper, which month, which day: the line that the form goes on with, where its title names nobody. */
function lineTitle({ draft, definition, at: { practice, context } }: Begun): Phrase | undefined {
  const { seen, row } = draft;
  if (seen === undefined || row === undefined) return undefined;
  const apart = practice.apart?.find(({ recordType }) => recordType === seen.type);
  if (apart !== undefined) return apart.rowTitle(row);
  const work = practice.cases.find(({ recordType }) => recordType === seen.type);
  const list = practice.lists?.find(({ recordType }) => recordType === seen.type);
  const lines = [...(work?.parts.flatMap((part) => part.lines?.(seen, context) ?? []) ?? []), ...(list?.lines?.(seen, context) ?? [])];
  const line = lines.find((one) => one.row === `${definition.row}.${row}`);
  return line === undefined || typeof line.title === 'string' ? undefined : line.title;
}

function newRowId(): string {
  return newId().slice(-12);
}
