// Choice lists with their icons, shared by the forms. Values are those of the record types; words
// are `jeevika:choice.<list>.<value>`.
import type { Choice } from '#shared/form/definition.ts';
import {
  AYUSHMAN_STATES, CAMP_KINDS, CAMP_PAPERS, HOUSING_BARS, LIVELIHOODS, OTHER_NEEDS, OUTCOMES, RATION_NEEDS, REFUSAL_REASONS, SOCIAL_CATEGORIES, TRAININGS, WEEKDAYS,
} from '../records.ts';

type Icons = Readonly<Record<string, string>>;

function listOf(values: readonly string[], icons: Icons = {}): readonly Choice[] {
  return values.map((value) => (icons[value] === undefined ? { value } : { value, icon: icons[value] }));
}

export const outcome = listOf(OUTCOMES, {
  linked_already: 'yes', old_group: 'group', new_group: 'plus', refused: 'refuse', locked: 'lock', migrated: 'away', no_woman: 'user', elsewhere: 'file', not_found: 'question',
});
export const refusal = listOf(REFUSAL_REASONS, {
  family_says_no: 'family', no_time: 'clock', saving_too_high: 'rupee', bad_experience: 'alert', other_group: 'group', no_trust: 'shield', other: 'more',
});
export const relation = listOf(['husband', 'father', 'mother', 'other'], { husband: 'man', father: 'man', mother: 'woman', other: 'user' });
export const sex = listOf(['female', 'male', 'third'], { female: 'woman', male: 'man', third: 'user' });
export const category = listOf(SOCIAL_CATEGORIES);
export const mahadalitSource = listOf(['vikas_mitra', 'list', 'family'], { vikas_mitra: 'file', list: 'table', family: 'family' });
export const time = listOf(['any', 'morning', 'noon', 'evening'], { any: 'clock', morning: 'clock', noon: 'clock', evening: 'clock' });
export const ayushmanFamily = listOf(['all', 'some', 'nobody', 'unknown'], { all: 'yes', some: 'family', nobody: 'no', unknown: 'question' });
export const ayushman = listOf(AYUSHMAN_STATES, { has: 'card', wanted: 'heart-plus', applied: 'clock', not_wanted: 'no' });
export const member = listOf(['head', 'spouse', 'son', 'daughter', 'daughter_in_law', 'parent', 'grandchild', 'other'], {
  head: 'user', spouse: 'family', son: 'man', daughter: 'woman', daughter_in_law: 'woman', parent: 'user', grandchild: 'child', other: 'more',
});
export const house = listOf(['kutcha', 'pucca', 'no_land'], { kutcha: 'house', pucca: 'home', no_land: 'map' });
export const houseScheme = listOf(['got', 'listed', 'no', 'unknown'], { got: 'yes', listed: 'file', no: 'no', unknown: 'question' });
export const housingBar = listOf(HOUSING_BARS, {
  vehicle: 'work', farm_machine: 'farm', kcc_50000: 'card', government_job: 'work', registered_business: 'shop', income_15000: 'rupee', income_tax: 'rupee', professional_tax: 'rupee', land_irrigated: 'water', land_dry: 'farm', none: 'no',
});
export const rationNeed = listOf(RATION_NEEDS, {
  new_member: 'plus', remove_member: 'minus', correction: 'edit', lost_card: 'search', own_card: 'card', dealer: 'shop', ekyc: 'key', none: 'no',
});
export const otherNeed = listOf(OTHER_NEEDS, {
  pension: 'rupee', aadhaar: 'card', bank_account: 'book', birth_certificate: 'child', eshram: 'work', gas: 'lamp', school: 'book', anganwadi: 'child', homestead_land: 'map', skill: 'training', none: 'no',
});
export const rojgar = listOf(['received', 'applied', 'wanted', 'not_wanted'], { received: 'yes', applied: 'clock', wanted: 'rupee', not_wanted: 'no' });
export const training = listOf(TRAININGS, {
  sewing: 'sewing', computer: 'table', beauty: 'flower', food: 'food', nursing: 'heart-plus', money: 'rupee', ayushman_online: 'phone', none: 'no',
});
export const livelihood = listOf(LIVELIHOODS, {
  goat: 'animal', cow: 'animal', poultry: 'animal', vegetables: 'farm', shop: 'shop', tailoring: 'sewing', silk: 'farm', mushroom: 'food', beekeeping: 'flower', none: 'no',
});
export const pension = listOf(['gets', 'wanted', 'not_needed'], { gets: 'yes', wanted: 'rupee', not_needed: 'no' });
export const schooling = listOf(['none', 'primary', 'middle', 'matric', 'inter', 'higher']);
export const weekday = listOf(WEEKDAYS);
export const smallReason = listOf(['none', 'disability', 'remote', 'mahadalit_tola'], { none: 'no', disability: 'user', remote: 'map', mahadalit_tola: 'house' });
export const bankAccount = listOf(['opened', 'applied', 'not_yet'], { opened: 'yes', applied: 'clock', not_yet: 'no' });
export const campKind = listOf(CAMP_KINDS, { ayushman: 'heart-plus', samagra_seva: 'shield', ration: 'card', group: 'group', other: 'calendar' });
export const campStatus = listOf(['planned', 'held', 'cancelled'], { planned: 'calendar', held: 'yes', cancelled: 'no' });
export const campPaper = listOf(CAMP_PAPERS, { aadhaar: 'card', ration_card: 'file', mobile: 'phone', photo: 'camera', bank_book: 'book' });
