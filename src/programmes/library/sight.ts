// Records of the library as they are read: by name, with how they stand today.
import { bucketPlace } from '#shared/place/bucket.ts';
import type { PaperSight, SchemeSight, TrainingSight } from '#shared/library-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { conditionsOf } from './conditions.ts';
import { dayOf, numberOf, rowPaths, textOf, wordsOf } from './read.ts';
import { cameOf, isOffered, lastDayOf, schemeState, trainingState } from './state.ts';

/** @param today ISO day */
export function readScheme(record: DehriRecord, today: string): SchemeSight {
  const { id, bucket, values } = record;
  return {
    record, id, place: bucketPlace(bucket), name: textOf(values, 'name'), nameEn: textOf(values, 'nameEn'), summary: textOf(values, 'summary'), topics: wordsOf(values, 'topics'),
    text: (field) => textOf(values, field), checkedDay: dayOf(values, 'checkedDay'), validFrom: dayOf(values, 'validFrom'), validTo: dayOf(values, 'validTo'),
    state: schemeState(values, today), offered: isOffered(values, today), conditions: conditionsOf(values),
  };
}

const RANK: Readonly<Record<string, number>> = { in_force: 0, to_check: 1, coming: 2, closed: 3 };

/** What is in force first, what is closed last; by name within. */
export function inOrder(schemes: readonly SchemeSight[], language: string): readonly SchemeSight[] {
  const { compare } = new Intl.Collator(language);
  return [...schemes].sort((a, b) => (RANK[a.state.key] ?? 0) - (RANK[b.state.key] ?? 0) || compare(a.name, b.name));
}

export function readTraining(record: DehriRecord, today: string): TrainingSight {
  const { id, bucket, values } = record;
  const state = trainingState(values, today);
  return {
    record, id, place: bucketPlace(bucket), topic: textOf(values, 'topic'), about: textOf(values, 'about'), forWhom: wordsOf(values, 'forWhom'),
    from: dayOf(values, 'from'), to: lastDayOf(values), venue: textOf(values, 'venue'), trainer: textOf(values, 'trainer'), seats: numberOf(values, 'seats'),
    state, ahead: state.key === 'planned' || state.key === 'now', unwritten: state.key === 'unwritten', reason: textOf(values, 'reason'), cameAll: cameOf(values),
    came: rowPaths(values, 'came').map((path) => ({ role: textOf(values, `${path}.role`), number: numberOf(values, `${path}.number`) ?? 0 })).filter(({ role }) => role !== ''),
    feedback: textOf(values, 'feedback'), material: textOf(values, 'material'),
  };
}

export function readPaper(record: DehriRecord): PaperSight {
  const { id, bucket, values } = record;
  return {
    record, id, place: bucketPlace(bucket), name: textOf(values, 'name'), nameEn: textOf(values, 'nameEn'), summary: textOf(values, 'summary'), summaryEn: textOf(values, 'summaryEn'),
    year: numberOf(values, 'year'), publisher: textOf(values, 'publisher'), link: textOf(values, 'link'), source: textOf(values, 'source'), checkedDay: dayOf(values, 'checkedDay'), words: textOf(values, 'words'),
  };
}
