// What is said of a file to those who may not know who it is about: what its programme says masked.
import type { CaseContext } from '#shared/case-work.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { MaskedFile } from '#shared/desk/files.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Session } from '../auth/session.ts';
import type { Sql } from '../db/database.ts';
import { readRulebook } from '../rulebook.ts';
import { today, type Services } from '../services.ts';
import type { StoredRecord } from './stored-record.ts';

export type Mask = (stored: StoredRecord) => Promise<Pick<MaskedFile, 'record' | 'type' | 'title' | 'detail' | 'state'>>;

/** One for each answer: it reads the rulebook of a place once. Names are not known to it. */
export function createMask(sql: Sql, services: Services, { person }: Pick<Session, 'person'>): Mask {
  const contexts = new Map<PlaceCode, Promise<CaseContext>>();
  const contextAt = (place: PlaceCode): Promise<CaseContext> => {
    const known = contexts.get(place) ?? readRulebook(sql, services.registry, place)
      .then((rules) => ({ person, place, today: today(services), now: services.clock(), rules, nameOf: () => '' }));
    contexts.set(place, known);
    return known;
  };
  return async ({ type, record }) => {
    const work = services.registry.caseWork(type.name);
    const known = { record: record.id, type: type.name };
    if (work === undefined) return { ...known, title: '', detail: null, state: null };
    const context = await contextAt(bucketPlace(record.bucket));
    return { ...known, ...work.masked(record, context), state: work.stateOf(record, context) };
  };
}
