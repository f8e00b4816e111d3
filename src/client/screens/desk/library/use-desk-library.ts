// The library at the desk: laws, studies and trainings beside the schemes, what this person may keep and where,
// and what needs somebody's attention.
import { useMemo } from 'react';
import { decideRecord } from '#shared/access/access.ts';
import { knowsClass } from '#shared/access/table.ts';
import { LIBRARY_KINDS, type LibraryKind, type PaperSight } from '#shared/library-work.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import type { DueTask } from '#shared/task/task.ts';
import { useDehri } from '#client/app/context.tsx';
import { KEPT } from '../../library/kept.ts';
import { createLibrarySearch, type LibrarySearch } from '../../library/library-search.ts';
import { useLibrary, type Library } from '../../library/use-library.ts';
import { useDesk } from '../desk-context.tsx';

const { programme, work } = KEPT;

export interface DeskLibrary extends Library {
  /** Those she knows; the first is opened. */
  readonly kinds: readonly LibraryKind[];
  readonly typeOf: (kind: LibraryKind) => RecordType;
  /** Which kind a record is of; undefined for one that is no part of the library. */
  readonly kindOf: (record: DehriRecord | undefined) => LibraryKind | undefined;
  readonly papers: (kind: 'policy' | 'study') => readonly PaperSight[];
  readonly paperSearch: LibrarySearch;
  /** Places at which she may add such a record, the widest first. */
  readonly placesFor: (kind: LibraryKind) => readonly PlaceCode[];
  readonly mayWrite: (record: DehriRecord) => boolean;
  /** Of records that she keeps. */
  readonly due: readonly DueTask[];
}

export function useDeskLibrary(): DeskLibrary {
  const { store, session } = useDehri();
  const { grants } = useDesk();
  const library = useLibrary();
  const { today } = library;
  const profile = session.profile();
  const said = store.ofType('rulebook');
  const { version } = store;
  return useMemo(() => {
    const typeOf = (kind: LibraryKind): RecordType => {
      const type = programme.recordTypes.find(({ name }) => name === work.kinds[kind].recordType);
      if (type === undefined) throw new Error('a kind of the library has its record type');
      return type;
    };
    const kindOf = (record: DehriRecord | undefined): LibraryKind | undefined => LIBRARY_KINDS.find((kind) => record !== undefined && work.kinds[kind].recordType === record.type);
    const mayWrite = (record: DehriRecord): boolean => {
      const kind = kindOf(record);
      return kind !== undefined && decideRecord(grants, 'write', typeOf(kind).accessClass, record.bucket, today).ok;
    };
    const paperRecords = (kind: LibraryKind): readonly DehriRecord[] => store.ofType(work.kinds[kind].recordType);
    const kept = [...paperRecords('scheme'), ...paperRecords('training')].filter(mayWrite);
    const rules = rulebookFrom([programme.rules ?? { clocks: [], numbers: [] }], said, grants[0]?.place ?? '');
    return {
      ...library,
      kinds: LIBRARY_KINDS.filter((kind) => grants.some(({ role }) => knowsClass(role, typeOf(kind).accessClass))),
      typeOf, kindOf, mayWrite,
      papers: (kind) => paperRecords(kind).map(work.readPaper),
      paperSearch: createLibrarySearch(work.words, [...paperRecords('policy'), ...paperRecords('study')].map(work.readPaper).map(({ id, name, nameEn, words, summary, summaryEn }) => ({ id, names: [name, nameEn], called: words, texts: [summary, summaryEn] }))),
      placesFor: (kind) => {
        const { accessClass, shelf, levels = [] } = typeOf(kind);
        return profile.places.map(([code]) => code).filter((code) => levels.includes(levelOf(code)) && decideRecord(grants, 'create', accessClass, bucketOf(code, shelf), today).ok).sort((a, b) => a.split('.').length - b.split('.').length);
      },
      due: kept.flatMap((record) => programme.tasks.filter((rule) => rule.recordType === record.type).flatMap((rule) => rule.tasks(record, today, rules))),
    };
  // `version` stands for the records.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [library, store, version, said, grants, profile, today]);
}
