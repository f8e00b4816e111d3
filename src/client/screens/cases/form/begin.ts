// What a form works on when it opens: a new file, a new record of the office, a part or a row of one that
// is there, or a draft of any of these. A draft stays on the form version it was begun with.
import { formRef, type FormDefinition, type FormNode } from '#shared/form/definition.ts';
import { rowAnswers } from '#shared/form/row-form.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import type { FieldPath, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { draftOf } from '#client/app/draft-of.ts';
import { newId } from '#client/app/ids.ts';
import { newNumber } from '#client/app/new-number.ts';
import { ownerOf } from '#client/app/rows-apart.ts';
import type { Draft, RecordStore } from '#client/store/contract.ts';
import { newestForm, type Practice } from '../practice.ts';

export interface CaseFormProps {
  readonly draft?: string;
  /** A new file of this type, perhaps out of a call. */
  readonly type?: string;
  readonly call?: string;
  /** A new record of an office's list. */
  readonly programme?: string;
  readonly list?: string;
  /** A form over a record; `row`: over one of its rows, absent: over a new one. */
  readonly record?: string;
  readonly form?: string;
  readonly row?: string;
}

export interface Begun {
  readonly at: Practice;
  readonly draft: Omit<Draft, 'answers' | 'page' | 'savedAt'>;
  /** A new record has the id of its draft. */
  readonly record: string;
  readonly definition: FormDefinition;
  /** The record on whose page it was opened; undefined for a new one. */
  readonly owner: DehriRecord | undefined;
  /** What the record says already, under the names of the form. */
  readonly saved: Values;
  readonly answers: Values | undefined;
  /** What a new record begins with and the form does not ask. */
  readonly given: Values;
  readonly page: number;
}

/** Undefined when there is nothing to open. */
export function begin(store: RecordStore, practices: readonly Practice[], props: CaseFormProps): Begun | undefined {
  if (props.draft !== undefined) {
    const kept = store.drafts().find(({ id }) => id === props.draft);
    return kept === undefined ? undefined : resume(store, practices, kept);
  }
  if (props.record !== undefined) return over(store, practices, store.get(props.record), props.form ?? '', props.row);
  for (const at of practices) {
    const { programme, practice, context } = at;
    const work = practice.cases.find(({ recordType }) => recordType === props.type);
    const list = programme.id === props.programme ? practice.lists?.find(({ key }) => key === props.list) : undefined;
    const definition = newestForm(programme, work?.intakeForm ?? list?.newForm ?? '');
    const type = programme.recordTypes.find(({ name }) => name === definition?.recordType);
    if (definition === undefined || type === undefined) continue;
    const id = newId();
    const begins = work === undefined ? list?.beginAt?.(context) ?? {} : {
      ...work.beginAt(context, newNumber(store, work, context.place, context.today, id)),
      ...(props.call === undefined ? {} : practice.calls?.toCase(props.call, context) ?? {}),
    };
    return { at, draft: { id, form: formRef(definition), bucket: bucketOf(context.place, type.shelf) }, record: id, definition, owner: undefined, saved: {}, answers: begins, given: besideForm(definition.children, begins), page: 0 };
  }
  return undefined;
}

function resume(store: RecordStore, practices: readonly Practice[], { answers, page, savedAt: _savedAt, ...draft }: Draft): Begun | undefined {
  const at = practices.find(({ programme }) => programme.forms.some((form) => formRef(form) === draft.form));
  const definition = at?.programme.forms.find((form) => formRef(form) === draft.form);
  if (at === undefined || definition === undefined) return undefined;
  const seen = draft.seen ?? (draft.record === undefined ? undefined : store.get(draft.record));
  return {
    at, draft: seen === undefined ? draft : { ...draft, seen }, record: draft.record ?? draft.id, definition,
    owner: seen === undefined ? undefined : store.get(ownerOf([at.programme], seen)) ?? seen,
    saved: rowAnswers(definition, seen?.values ?? {}, draft.row), answers, page,
    given: draft.record === undefined ? besideForm(definition.children, answers) : {},
  };
}

function over(store: RecordStore, practices: readonly Practice[], record: DehriRecord | undefined, form: string, row: string | undefined): Begun | undefined {
  const at = practices.find(({ programme }) => newestForm(programme, form) !== undefined);
  const definition = at === undefined ? undefined : newestForm(at.programme, form);
  if (record === undefined || at === undefined || definition === undefined) return undefined;
  const newRow = row ?? newId().slice(-12);
  const seen = definition.recordType === record.type ? record : apartFrom(store, at, record, definition, newRow);
  if (seen === undefined) return undefined;
  const kept = draftOf(store.drafts(), definition, seen.id, row);
  if (kept !== undefined) return resume(store, practices, kept);
  const draft = { id: newId(), form: formRef(definition), record: seen.id, ...(definition.row === undefined ? {} : { row: newRow }), seen, bucket: record.bucket };
  return { at, draft, record: seen.id, definition, owner: record, saved: rowAnswers(definition, seen.values, newRow), answers: undefined, given: {}, page: 0 };
}

/** What keeps the row of the record: where nobody has begun it, as empty as it is, so that one begun elsewhere meanwhile meets it in the merge. */
function apartFrom(store: RecordStore, { practice, programme }: Practice, { id: owner, type, bucket }: DehriRecord, { recordType }: FormDefinition, row: string): DehriRecord | undefined {
  const apart = practice.apart?.find((one) => one.recordType === recordType && one.of === type);
  const schema = programme.recordTypes.find(({ name }) => name === recordType)?.version;
  if (apart === undefined || schema === undefined) return undefined;
  const id = apart.recordOf(owner, row);
  return store.get(id) ?? { id, type: recordType, bucket, seq: 0, schema, values: {}, base: '', heads: {}, rivals: {} };
}

function besideForm(nodes: readonly FormNode[], answers: Values): Values {
  const asked = new Set<FieldPath>();
  const visit = (node: FormNode): void => {
    if (node.type === 'group') node.children.forEach(visit);
    else asked.add(node.name);
  };
  nodes.forEach(visit);
  return Object.fromEntries(Object.entries(answers).filter(([path]) => !asked.has(path.split('.')[0] ?? '')));
}
