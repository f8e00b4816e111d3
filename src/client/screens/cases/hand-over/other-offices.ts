import type { CaseWork } from '#shared/case-work.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { districtOf, officeKindOf, type PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Profile } from '#shared/sync/profile.ts';

/** Offices of the file's district that keep such files, its own not among them. */
export function otherOffices({ places }: Pick<Profile, 'places'>, { offices }: Pick<CaseWork, 'offices'>, { bucket }: DehriRecord): readonly PlaceCode[] {
  const here = bucketPlace(bucket);
  return places.map(([code]) => code).filter((code) => code !== here && offices.includes(officeKindOf(code) ?? '') && districtOf(code) === districtOf(here));
}
