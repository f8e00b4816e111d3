// The registers at the desk: of every programme that keeps registers and no files of persons, those whose
// records this person may know.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PROGRAMMES } from '#programmes/index.ts';
import { knowsClass } from '#shared/access/table.ts';
import type { CaseContext, OfficeList, Register } from '#shared/case-work.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { officeKindOf, type PlaceCode } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import { useDehri, useNow, type Say } from '#client/app/context.tsx';
import { sayPhrase } from '#client/app/say.ts';
import { useFormat } from '#client/app/use-format.ts';
import { useDesk } from '../desk-context.tsx';

export interface RegisterAt {
  /** `mission-shakti.events`, as it stands in the address. */
  readonly id: string;
  readonly programme: Programme;
  readonly register: Register;
  /** Of the records its lines come from. */
  readonly list: OfficeList | undefined;
  readonly context: CaseContext;
  readonly say: Say;
}

const KEPT = PROGRAMMES.filter(({ practice }) => practice !== undefined && practice.cases.length === 0 && practice.registers.length > 0);
const WORDS = KEPT.map(({ id }) => id);
const CLOCK_MS = 300_000;

export function useRegisters(): readonly RegisterAt[] {
  const { session, store } = useDehri();
  const { grants } = useDesk();
  const { now, today } = useNow(CLOCK_MS);
  const { t } = useTranslation(WORDS);
  const format = useFormat();
  const profile = session.profile();
  const said = store.ofType('rulebook');
  const { version } = store;
  return useMemo(() => KEPT.flatMap((programme): RegisterAt[] => {
    const { lists = [], registers = [], apart = [] } = programme.practice ?? {};
    const known = new Set(programme.recordTypes.filter((type) => grants.some((g) => knowsClass(g.role, type.accessClass))).map(({ name }) => name));
    const kinds = new Set(lists.flatMap(({ offices }) => offices));
    const lies = (): PlaceCode | undefined => {
      const [first] = programme.recordTypes.flatMap(({ name }) => store.ofType(name).slice(0, 1));
      return first === undefined ? undefined : bucketPlace(first.bucket);
    };
    // Her own office; of one who only looks at it, where the records lie.
    const place = grants.map((g) => g.place).find((at) => kinds.has(officeKindOf(at) ?? '')) ?? lies() ?? grants[0]?.place ?? '';
    const rules = rulebookFrom(PROGRAMMES.flatMap((one) => one.rules ?? []), said, place);
    const say: Say = (phrase) => sayPhrase(t, format, programme.id, phrase, rules.added);
    const context: CaseContext = {
      person: profile.person.id, place, today, now, rules, nameOf: (person) => profile.colleagues[person] ?? '',
      titleOf: (id) => {
        const record = store.get(id);
        const list = lists.find(({ recordType }) => recordType === record?.type);
        return record === undefined || list === undefined ? '' : say(list.card(record, context).title);
      },
      recordOf: (id) => store.get(id),
    };
    return registers.filter(({ recordTypes }) => recordTypes.every((type) => known.has(type))).map((register) => ({
      id: `${programme.id}.${register.key}`, programme, register, list: lists.find(({ recordType }) => register.recordTypes.some((type) => (apart.find((one) => one.recordType === type)?.of ?? type) === recordType)), context, say,
    }));
  // `version` stands for the records.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  }), [grants, profile, store, said, today, now, t, format, version]);
}
