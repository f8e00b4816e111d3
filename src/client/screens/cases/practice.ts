// What every screen for files of persons stands on: the programmes that keep them, who asks and when
// (`CaseContext`), and their words.
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { decideSubject, isInForce, type Decision } from '#shared/access/access.ts';
import { subjectOf } from '#shared/access/guard.ts';
import { knowsClass, type RecordVerb } from '#shared/access/table.ts';
import type { CaseContext, CasePractice, CaseWork, OfficeList } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import type { FormDefinition } from '#shared/form/definition.ts';
import { officeKindOf, type PlaceCode } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { useDehri, useNow, type Say } from '#client/app/context.tsx';
import { sayPhrase } from '#client/app/say.ts';
import { useFormat } from '#client/app/use-format.ts';

/** Limits in hours are told this exactly. */
const CLOCK_MS = 300_000;

/** A programme at her office. */
export interface Practice {
  readonly programme: Programme;
  readonly practice: CasePractice;
  readonly context: CaseContext;
  readonly say: Say;
}

/** Those that her office keeps, or that she holds files of. The same objects until a rule, her rights or the time change. */
export function usePractices(): readonly Practice[] {
  const { session, store, cases } = useDehri();
  const { now, today } = useNow(CLOCK_MS);
  const programmes = cases?.programmes ?? NONE;
  const { t } = useTranslation(useMemo(() => programmes.map(({ id }) => id), [programmes]));
  const format = useFormat();
  const profile = session.profile();
  const said = store.ofType('rulebook');
  return useMemo(() => programmes.flatMap((programme): Practice[] => {
    const { practice } = programme;
    if (practice === undefined) return [];
    const place = officeOf(profile, programme, practice, today);
    if (place === undefined) return [];
    const rules = rulebookFrom(programmes.flatMap((p) => p.rules ?? []), said, place);
    const say: Say = (phrase: Phrase | string) => sayPhrase(t, format, programme.id, phrase, rules.added);
    const context: CaseContext = {
      person: profile.person.id, place, today, now, rules, nameOf: (person) => (person === profile.person.id ? profile.person.name : profile.colleagues[person] ?? ''),
      titleOf: (id) => {
        const record = store.get(id);
        const list = practice.lists?.find(({ recordType }) => recordType === record?.type);
        return record === undefined || list === undefined ? '' : say(list.card(record, context).title);
      },
      recordOf: (id) => store.get(id),
    };
    return [{ programme, practice, context, say }];
  }), [programmes, profile, store, said, today, now, t, format]);
}

const NONE: readonly Programme[] = [];

/** Her office that keeps the programme's files; one at the district, who looks at all of them, stands there. */
function officeOf(profile: Profile, { recordTypes }: Programme, { cases, lists = [] }: CasePractice, today: string): PlaceCode | undefined {
  const kinds = new Set([...cases, ...lists].flatMap(({ offices }) => offices));
  const places = profile.grants.filter((g) => isInForce(g, today) && recordTypes.some((type) => knowsClass(g.role, type.accessClass))).map((g) => g.place);
  return places.find((place) => kinds.has(officeKindOf(place) ?? '')) ?? places.find((place) => officeKindOf(place) === undefined);
}

export interface WorkAt extends Practice {
  readonly work: CaseWork;
  readonly type: RecordType;
}

/** Every kind of file that is kept at her office. */
export function useWorks(): readonly WorkAt[] {
  const practices = usePractices();
  return useMemo(() => practices.flatMap((at) => at.practice.cases.flatMap((work) => {
    const type = at.programme.recordTypes.find(({ name }) => name === work.recordType);
    return type !== undefined && keeps(work, at.context.place) ? [{ ...at, work, type }] : [];
  })), [practices]);
}

export interface ListAt extends Practice {
  readonly list: OfficeList;
  readonly type: RecordType;
}

export function useLists(): readonly ListAt[] {
  const practices = usePractices();
  return useMemo(() => practices.flatMap((at) => (at.practice.lists ?? []).flatMap((list) => {
    const type = at.programme.recordTypes.find(({ name }) => name === list.recordType);
    return type !== undefined && keeps(list, at.context.place) ? [{ ...at, list, type }] : [];
  })), [practices]);
}

function keeps({ offices }: { readonly offices: readonly string[] }, place: PlaceCode): boolean {
  const kind = officeKindOf(place);
  return kind === undefined || offices.includes(kind);
}

/** What stands for a record where it is one among many: a file's number, never whose it is. */
export function useRecordName(): (record: DehriRecord) => string | undefined {
  const { store } = useDehri();
  const practices = usePractices();
  return useCallback((record) => {
    for (const { practice, context, say } of practices) {
      const apart = practice.apart?.find(({ recordType }) => recordType === record.type);
      const owner = apart === undefined ? undefined : store.get(apart.ownerOf(record.id));
      if (apart !== undefined && owner !== undefined) return say(apart.title(owner, record.id));
      const work = practice.cases.find(({ recordType }) => recordType === record.type);
      if (work !== undefined) return work.masked(record, context).title;
      const list = practice.lists?.find(({ recordType }) => recordType === record.type);
      if (list !== undefined) return say(list.card(record, context).title);
      const { calls } = practice;
      if (calls?.recordType === record.type) return say({ key: `choice.disposition.${calls.dispositionOf(record)}` });
    }
    return undefined;
  }, [practices, store]);
}

/** May she do it to the record, and what does it ask of her? */
export function useMay(): (verb: RecordVerb, type: RecordType, record: DehriRecord) => Decision {
  const { session } = useDehri();
  const { today } = useNow(CLOCK_MS);
  const { grants } = session.profile();
  return useCallback((verb, type, record) => decideSubject(grants, verb, subjectOf(type, record), today), [grants, today]);
}

/** The newest version of a form. */
export function newestForm(programme: Programme, id: string): FormDefinition | undefined {
  return programme.forms.filter((form) => form.id === id).at(-1);
}

/** `one-stop-centre.intake` → the words of its name. */
export function formName(say: Say, id: string): string {
  return say({ key: `form.${id.slice(id.indexOf('.') + 1)}.title` });
}
