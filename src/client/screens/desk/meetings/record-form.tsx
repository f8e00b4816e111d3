// A form of the desk over a record, a new row of one, or of a new record: the same form, draft and save as on the
// phone, within the page.
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { formRef, type FormNode } from '#shared/form/definition.ts';
import { rowAnswers, rowEdits, typeOfRow } from '#shared/form/row-form.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import type { FieldPath, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { draftOf } from '#client/app/draft-of.ts';
import { newId } from '#client/app/ids.ts';
import { paperAppearance } from '#client/ui/form/paper-widget.tsx';
import { FormScreen } from '../../form/form-screen.tsx';

export interface RecordFormProps {
  /** Id of a form of the programme that is open. */
  readonly form: string;
  readonly type: RecordType;
  readonly place: string;
  readonly record: DehriRecord | undefined;
  /** Answers of a new record to begin with. */
  readonly begin: Values;
  /** Where one goes after; without an id, when nothing was saved. */
  readonly home: (record: string | undefined) => string;
  readonly children?: ReactNode;
}

export function RecordForm({ form, type, place, record, begin, home, children }: RecordFormProps) {
  const { store, programme, shell } = useDehri();
  const { t } = useTranslation([programme.id, 'paper']);
  const [, navigate] = useLocation();
  const { today } = useNow();
  const [{ definition, draft, answers, given, page }] = useState(() => {
    const newest = programme.forms.findLast(({ id }) => id === form);
    if (newest === undefined) throw new Error('the programme has its form');
    const bucket = bucketOf(place, type.shelf);
    const kept = draftOf(store.drafts(), newest, record?.id);
    const own = kept?.bucket === bucket ? kept : undefined;
    const definitionOfDraft = programme.forms.find((one) => formRef(one) === own?.form) ?? newest;
    const row = definitionOfDraft.row === undefined ? {} : { row: own?.row ?? newId().slice(-12) };
    const seen = own?.seen ?? record;
    const asked = askedIn(definitionOfDraft.children);
    return {
      definition: definitionOfDraft,
      draft: { id: own?.id ?? newId(), form: formRef(definitionOfDraft), bucket, ...row, ...(record === undefined ? {} : { record: record.id }), ...(seen === undefined ? {} : { seen }) },
      answers: own?.answers ?? (record === undefined ? begin : undefined),
      given: Object.fromEntries(Object.entries(begin).filter(([path]) => !asked.has(path))),
      page: own?.page ?? 0,
    };
  });
  useEffect(() => shell.holdUpdates(), [shell]);
  const appearances = useMemo(() => paperAppearance(t), [t]);
  const saveDraft = useCallback((now: Values, at: number) => store.putDraft({ ...draft, answers: now, page: at, savedAt: Date.now() }), [store, draft]);
  return (
    <div className="record-form">
      <FormScreen
        definition={definition}
        title={t(`${programme.id}:form.${form.slice(form.indexOf('.') + 1)}.title`)}
        saved={rowAnswers(definition, draft.seen?.values ?? {}, draft.row)}
        {...(answers === undefined ? {} : { answers })}
        page={page}
        today={today}
        recordType={typeOfRow(definition, type)}
        newRowId={() => newId().slice(-12)}
        photos={store}
        appearances={appearances}
        saveDraft={saveDraft}
        onSave={(edits) => store.save({
          type: type.name, record: draft.record ?? draft.id, edits: rowEdits(definition, draft.row, { ...given, ...edits }), form: draft.form, schema: definition.schema ?? 1, draft: draft.id, bucket: draft.bucket,
          ...(draft.seen === undefined ? {} : { seen: draft.seen }),
        })}
        onSaved={(result) => navigate(home(result.record), { replace: true })}
        onLeave={() => navigate(home(draft.record), { replace: true })}
      >
        {children}
      </FormScreen>
    </div>
  );
}

/** Names of the questions. */
function askedIn(nodes: readonly FormNode[]): ReadonlySet<FieldPath> {
  return new Set(nodes.flatMap((node) => (node.type === 'group' ? [...askedIn(node.children)] : [node.name])));
}
