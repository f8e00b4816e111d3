// Open files that she may give to somebody else, by who is responsible for them now.
import { useMemo } from 'react';
import { couldTake, hasResponsible } from '#shared/access/responsible.ts';
import { subjectOf } from '#shared/access/guard.ts';
import type { FormDefinition } from '#shared/form/definition.ts';
import type { PersonId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri } from '#client/app/context.tsx';
import { newestForm, useMay, useWorks, type WorkAt } from '../practice.ts';

export interface OpenFile {
  readonly record: DehriRecord;
  readonly at: WorkAt;
  /** '' when nobody is named. */
  readonly worker: PersonId | '';
  /** Nobody who works here today is responsible. */
  readonly alone: boolean;
  /** Who could go on with it. */
  readonly takers: ReadonlySet<PersonId>;
  /** With which responsibility is given. */
  readonly form: FormDefinition;
}

/** Files of nobody. */
export const NOBODY = 'none';

/** Undefined: the server has not said yet who works here. Files that no phone keeps are not among them. */
export function useOpenFiles(): readonly OpenFile[] | undefined {
  const { session, store } = useDehri();
  const works = useWorks();
  const may = useMay();
  const { staff } = session.profile();
  const { version } = store;
  return useMemo(() => staff === undefined ? undefined : works.flatMap((at) => {
    const { type, work, context } = at;
    const form = formOf(at);
    if (type.guard === undefined || form === undefined) return [];
    return store.ofType(type.name).flatMap((record): OpenFile[] => {
      if (!work.isOpen(record) || store.isOnlineOnly(record.id)) return [];
      const decision = may('assign', type, record);
      if (!decision.ok || decision.leave !== 'yes') return [];
      const subject = subjectOf(type, record);
      const takers = new Set(staff.filter((grant) => couldTake(grant, subject, context.today)).map(({ person }) => person));
      return [{ record, at, worker: subject.assigned ?? '', alone: !hasResponsible(staff, subject, context.today), takers, form }];
    });
  }), // `version` stands for the records.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  [staff, works, may, store, version]);
}

/** The form that asks for nothing but who is responsible. */
function formOf({ programme, practice, work, type }: WorkAt): FormDefinition | undefined {
  const forms = practice.cases.filter((one) => one === work).flatMap(({ parts }) => parts.flatMap((part) => part.forms.flatMap((id) => newestForm(programme, id) ?? [])));
  return forms.find((form) => form.row === undefined && form.recordType === type.name && asksOnly(form.children, type.guard?.assigned));
}

function asksOnly(nodes: FormDefinition['children'], name: string | undefined): boolean {
  return nodes.every((node) => ('children' in node ? asksOnly(node.children, name) : node.name === name));
}
