// The number of a new file, from what is on this phone: see `shared/case-number.ts`.
import { caseNumber, nextCount, seriesOfDevice } from '#shared/case-number.ts';
import type { CaseWork } from '#shared/case-work.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { RecordId } from '#shared/record/change.ts';
import type { RecordStore } from '../store/contract.ts';

/**
 * @param day ISO day of the registration
 * @param record id under which the file will be saved; also its draft must keep it
 */
export function newNumber(store: Pick<RecordStore, 'profile' | 'ofType' | 'drafts'>, work: Pick<CaseWork, 'recordType' | 'numberPath' | 'numberPrefix'>, office: PlaceCode, day: string, record: RecordId): string {
  const profile = store.profile();
  if (profile === undefined) throw new Error('a number is given on a phone that is enrolled');
  const parts = { prefix: work.numberPrefix, office, day, series: profile.series ?? seriesOfDevice(profile.device) };
  const numbers = [...store.ofType(work.recordType).map((r) => r.values[work.numberPath]), ...store.drafts().map((d) => d.answers[work.numberPath])];
  return caseNumber({ ...parts, count: nextCount(numbers, parts), record });
}
