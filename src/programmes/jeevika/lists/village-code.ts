// The village code that the ration-card portal (ePDS) prints: state of the 2001/2011 census, then
// the district by the 2011 census, the subdistrict and the village by the Local Government Directory:
// 10 209 01116 801307 (dossier C4; confirmed for district 209 and subdistrict 1116).

export interface VillageCode {
  /** Census and LGD state code; Bihar is 10 in both. */
  readonly state: string;
  /** District code of the 2011 census, e.g. `224` for Bhagalpur. */
  readonly census2011: string;
  /** LGD subdistrict without leading zeros. */
  readonly subdistrict: string;
  /** LGD village, six digits. */
  readonly village: string;
}

/** Undefined when the digits are not sixteen: other lists print the six-digit village code alone. */
export function decodeVillageCode(digits: string): VillageCode | undefined {
  const parts = /^(\d{2})(\d{3})(\d{5})(\d{6})$/.exec(digits);
  const [, state, census2011, subdistrict, village] = parts ?? [];
  if (state === undefined || census2011 === undefined || subdistrict === undefined || village === undefined) return undefined;
  return { state, census2011, subdistrict: String(Number(subdistrict)), village };
}
