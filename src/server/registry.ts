// The programmes, indexed the way the server asks: by record type, shelf, form and count.
import type { CaseWork } from '#shared/case-work.ts';
import { ENGINE_TYPES } from '#shared/engine-types.ts';
import type { FormDefinition } from '#shared/form/definition.ts';
import { formRef } from '#shared/form/definition.ts';
import { rowFormFault } from '#shared/form/row-form.ts';
import type { Programme } from '#shared/programme.ts';
import type { Guard } from '#shared/access/guard.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Indicators } from '#shared/report/indicator.ts';
import type { ReviewPart } from '#shared/report/review.ts';
import type { SubjectWork } from '#shared/subjects/category.ts';
import type { Rules } from '#shared/task/rulebook.ts';

export interface TypeEntry {
  readonly type: RecordType;
  /** '' for what the engine itself keeps. */
  readonly programme: string;
  readonly indicators: readonly Indicators[];
}

export interface Registry {
  type(name: string): TypeEntry | undefined;
  /** Access class of a shelf's records; a shelf has one. */
  classOf(shelf: string): string | undefined;
  /** Shelves that phones fetch from. */
  readonly shelves: readonly string[];
  /** Of the records on the shelf, each is asked for by itself: names in it decide. */
  isGuarded(shelf: string): boolean;
  /** What lies there is added to, and read by nobody through the sync. */
  isWriteOnly(shelf: string): boolean;
  /** Types whose records may name other records. */
  readonly naming: readonly string[];
  /** Types of files of persons, and where the names stand that decide. */
  readonly guarded: readonly { readonly name: string; readonly guard: Guard }[];
  /** Counts, under their whole names, of doors and of work begun (`ReviewSheet.open`). */
  readonly open: {
    readonly visits: readonly { readonly doors: string; readonly visited: string }[];
    readonly unfinished: readonly { readonly programme: string; readonly count: string; readonly key: string }[];
  };
  /** How the programme shows files of this type. */
  caseWork(type: string): CaseWork | undefined;
  /** Limits and numbers that the programmes bring. */
  readonly rules: readonly Rules[];
  form(ref: string): FormDefinition | undefined;
  readonly hasForms: boolean;
  /** `<programme>.<count>` of every count, in the order a sheet shows them. */
  readonly counts: readonly string[];
  /** Of them, those that never have a day. */
  readonly standing: ReadonlySet<string>;
  /** Of the counts, those that are hidden where they are small, and the type of the records counted. */
  readonly sensitive: readonly { readonly count: string; readonly type: RecordType }[];
  /** What the programmes say in a review, in the order it is read out. */
  readonly review: readonly { readonly programme: string; readonly part: ReviewPart }[];
  /** Lists of persons that departments hand in; one programme has them. */
  readonly subjects: (SubjectWork & { readonly programme: string }) | undefined;
}

export function createRegistry(programmes: readonly Programme[]): Registry {
  const types = new Map<string, TypeEntry>();
  const shelves = new Map<string, { readonly accessClass: string; readonly guarded: boolean; readonly writeOnly: boolean }>();
  const forms = new Map<string, FormDefinition>();
  const counts: string[] = [];
  const enter = (programme: string, type: RecordType, indicators: readonly Indicators[]): void => {
    if (types.has(type.name)) throw new Error(`two record types are named ${type.name}`);
    types.set(type.name, { type, programme, indicators: indicators.filter((i) => i.recordType === type.name) });
    const kind = { accessClass: type.accessClass, guarded: type.guard !== undefined, writeOnly: type.writeOnly === true };
    const other = shelves.get(type.shelf) ?? kind;
    if (other.accessClass !== kind.accessClass) throw new Error(`shelf ${type.shelf} has two access classes`);
    if (other.guarded !== kind.guarded || other.writeOnly !== kind.writeOnly) throw new Error(`shelf ${type.shelf} has guarded and other records`);
    shelves.set(type.shelf, kind);
  };
  for (const type of ENGINE_TYPES) enter('', type, []);
  for (const programme of programmes) {
    for (const type of programme.recordTypes) enter(programme.id, type, programme.indicators);
    for (const form of programme.forms) {
      const fault = rowFormFault(form, types.get(form.recordType)?.type);
      if (fault !== undefined) throw new Error(fault);
      forms.set(formRef(form), form);
    }
    for (const { counts: names } of programme.indicators) {
      for (const name of names) if (!counts.includes(`${programme.id}.${name}`)) counts.push(`${programme.id}.${name}`);
    }
  }
  const works = new Map(programmes.flatMap((p) => (p.practice?.cases ?? []).map((work) => [work.recordType, work] as const)));
  return {
    type: (name) => types.get(name),
    classOf: (shelf) => shelves.get(shelf)?.accessClass,
    shelves: [...shelves].filter(([, { writeOnly }]) => !writeOnly).map(([shelf]) => shelf),
    isGuarded: (shelf) => shelves.get(shelf)?.guarded === true,
    isWriteOnly: (shelf) => shelves.get(shelf)?.writeOnly === true,
    naming: [...types.values()].filter(({ type }) => type.writeOnly !== true && Object.values(type.fields).some((f) => f.kind === 'record')).map(({ type }) => type.name),
    guarded: [...types.values()].flatMap(({ type: { name, guard } }) => (guard === undefined ? [] : [{ name, guard }])),
    open: {
      visits: programmes.flatMap(({ id, sheet }) => (sheet?.open === undefined ? [] : [{ doors: `${id}.${sheet.open.doors}`, visited: `${id}.${sheet.open.visited}` }])),
      unfinished: programmes.flatMap(({ id, sheet }) => (sheet?.open?.unfinished ?? []).map((count) => ({ programme: id, count, key: `${id}.${count}` }))),
    },
    caseWork: (type) => works.get(type),
    rules: programmes.flatMap((p) => p.rules ?? []),
    form: (ref) => forms.get(ref),
    hasForms: forms.size > 0,
    counts,
    standing: new Set(programmes.flatMap(({ id, indicators }) => indicators.flatMap(({ standing = [] }) => standing.map((count) => `${id}.${count}`)))),
    subjects: programmes.flatMap(({ id, subjects }) => (subjects === undefined ? [] : [{ ...subjects, programme: id }]))[0],
    review: programmes.flatMap(({ id, review = [] }) => review.map((part) => ({ programme: id, part }))),
    sensitive: programmes.flatMap(({ id, indicators }) => indicators.flatMap(({ recordType, sensitive = [] }) => {
      const type = types.get(recordType)?.type;
      return type === undefined ? [] : sensitive.map((count) => ({ count: `${id}.${count}`, type }));
    })),
  };
}
