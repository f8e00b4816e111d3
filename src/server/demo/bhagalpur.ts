// Bhagalpur at the end of May 2025, as the district's project manager gave the figures to the press
// (dossier C1): 5,32,630 rural ration-card families listed, 3,39,650 linked, in one month 414 new
// groups with 5,560 families, and 953 Mahadalit families linked. Two readings are ours: the 5,560 are
// part of the 3,39,650 ("so far"), and the 953 are part of the 5,560 (linked in new groups of
// Mahadalit tolas).
import { planDistrict, type Setting, type TolaPlan } from './district-plan.ts';

export const BHAGALPUR = {
  listed: 532_630, linked: 339_650, newGroups: 414, newGroupFamilies: 5_560, mahadalitLinked: 953,
} as const;

export const BHAGALPUR_DISTRICT = 192;
/** Days in which the groups of the month were formed. */
export const BHAGALPUR_MONTH = { from: '2025-05-01', days: 31 } as const;
export const BHAGALPUR_SEED = 20_250_531;

/** 953 = 69 × 13 + 4 × 14, and 5,560 − 953 = 4,607 = 167 × 13 + 174 × 14. */
const MAHADALIT_GROUPS = [...Array<number>(69).fill(13), ...Array<number>(4).fill(14)];
const OTHER_GROUPS = [...Array<number>(167).fill(13), ...Array<number>(174).fill(14)];

export const bhagalpurSetting: Setting = {
  district: BHAGALPUR_DISTRICT,
  linkedBefore: BHAGALPUR.linked - BHAGALPUR.newGroupFamilies,
  mahadalitGroups: MAHADALIT_GROUPS,
  groups: OTHER_GROUPS,
};

export function planBhagalpur(): readonly TolaPlan[] {
  return planDistrict(BHAGALPUR_SEED, BHAGALPUR.listed, bhagalpurSetting);
}

/** A district of any size in the same proportions, without a drive: lists to try an import with. */
export function plainSetting(families: number): Setting {
  return { district: BHAGALPUR_DISTRICT, linkedBefore: Math.round((families * BHAGALPUR.linked) / BHAGALPUR.listed), mahadalitGroups: [], groups: [] };
}
