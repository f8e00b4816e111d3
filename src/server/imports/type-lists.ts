// Lists of every kind of record that may come from a file. Where a programme has written a list for the
// kind by hand, that one stands alone.
import { OWN_COLUMNS } from '#programmes/lists.ts';
import type { Role } from '#shared/access/table.ts';
import { knowsClass, leaveFor } from '#shared/access/table.ts';
import { formRef, type FormDefinition } from '#shared/form/definition.ts';
import type { Fault, ImportTarget, OwnColumn, ProgrammeList } from '#shared/import/target.ts';
import { formOfType, isImportable, typeTarget } from '#shared/import/type-target.ts';
import type { Programme } from '#shared/programme.ts';
import { newlyBroken } from '#shared/record/judge-rules.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Registry } from '../registry.ts';
import { entryOf } from './targets.ts';
import { languages, ownWord } from './words.ts';

/** The hand-written lists, and one for every other kind of record. */
export function allLists(programmes: readonly Programme[], written: readonly ProgrammeList[]): readonly ProgrammeList[] {
  const done = new Set(written.map(({ target }) => target.recordType));
  return [...written, ...programmes.flatMap((programme) => programme.recordTypes
    .filter((type) => isImportable(type) && !done.has(type.name) && !isKeptApart(programme, type))
    .map((type): ProgrammeList => {
      const made = (form: FormDefinition | undefined): ImportTarget => withOwnColumns(typeTarget(programme, type, form, everyWord), OWN_COLUMNS.filter((own) => own.programme === programme.id && own.recordType === type.name));
      return { programme: programme.id, target: made(formOfType(programme, type)), again: made };
    }))];
}

/** The same list with further columns, of which each becomes several answers: what they say is judged together with the rest. */
function withOwnColumns(target: ImportTarget, own: readonly OwnColumn[]): ImportTarget {
  const { made } = target;
  if (made === undefined || own.length === 0) return target;
  const names = new Set(own.map(({ column }) => column.name));
  return {
    ...target,
    columns: [...target.columns, ...own.map(({ column, words }) => ({ ...column, synonyms: [...column.synonyms, ...everyWord(words)] }))],
    made: {
      ...made,
      columnWords: (column) => own.find((one) => one.column.name === column)?.words ?? made.columnWords(column),
      judge: (row, today) => {
        const judged = made.judge(Object.fromEntries(Object.entries(row).filter(([name]) => !names.has(name))), today);
        if (!judged.ok) return judged;
        const values = Object.assign({}, judged.values, ...own.map(({ valuesOf }) => valuesOf(row)));
        const faults = newlyBroken(made.type, undefined, values, today).map(({ code }): Fault => ({ code: 'rule', columns: [...names], ofTarget: false, words: `${made.title.slice(0, made.title.indexOf(':'))}:rule.${code}` }));
        return faults.length > 0 ? { ok: false, faults } : { ok: true, values };
      },
    },
  };
}

/** Such a record has the id that follows from its owner, and nothing in it but rows: a list gives neither. */
function isKeptApart({ practice }: Programme, { name }: RecordType): boolean {
  return practice?.apart?.some(({ recordType }) => recordType === name) === true;
}

/** The target as it was when the batch began: by the version of the form of that time. Undefined: that version asks in other names than today's. */
export function targetAsBegun({ target, again }: ProgrammeList, ref: string | null, form: (ref: string) => FormDefinition | undefined): ImportTarget | undefined {
  if (target.made === undefined || again === undefined || ref === null || (target.made.form !== undefined && formRef(target.made.form) === ref)) return target;
  const old = form(ref);
  return old === undefined || (old.schema ?? 1) !== (target.made.form?.schema ?? 1) ? undefined : again(old);
}

/** Who takes in a list of a kind: who may write such records down one by one; of a hand-written list who knows such records; and the administrator, whose work data is. */
export function mayTakeIn(role: Role, registry: Registry, target: ImportTarget): boolean {
  const { type } = entryOf(registry, target);
  return role === 'administrator' || (target.made === undefined ? knowsClass(role, type.accessClass) : writes(role, type));
}

function writes(role: Role, { accessClass }: RecordType): boolean {
  return leaveFor(role, accessClass, 'here', 'create') === 'yes' || leaveFor(role, accessClass, 'beneath', 'create') === 'yes';
}

function everyWord(key: string): string[] {
  return [...new Set(languages().flatMap((language) => ownWord(language, key) ?? []))];
}
