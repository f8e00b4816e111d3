// Choice lists with their icons, shared by the forms. Values are those of the record types; words are
// `care-leavers:choice.<list>.<value>`.
import type { Choice } from '#shared/form/definition.ts';
import {
  AFTERCARE_STATES, AGE_PROOFS, BANK_STATES, CATEGORIES, CLOSED_WHYS, DOMAINS, FAMILY_TIES, FOLLOW_UP_STATES, HEALTH, HOME_KINDS, LEFT_WHYS, LINKAGE_KINDS,
  LINKAGE_OUTCOMES, MENTOR_KINDS, MENTOR_STATES, MOODS, OWNERS, PAIRING_ENDS, PAPER_STATES, PARENTS, SCHOOLING, SEXES, SOURCES, STATUSES, STAYS, TIMES, WAYS, WISHES, WORK,
} from '../lists.ts';

type Icons = Readonly<Record<string, string>>;

function listOf(values: readonly string[], icons: Icons = {}): readonly Choice[] {
  return values.map((value) => (icons[value] === undefined ? { value } : { value, icon: icons[value] }));
}

export const source = listOf(SOURCES, { home_file: 'file', self: 'user', call_181: 'call', peer: 'group', field_worker: 'woman', committee: 'shield', other: 'more' });
export const sex = listOf(SEXES, { female: 'woman', male: 'man', third: 'user' });
export const ageProof = listOf(AGE_PROOFS, { birth: 'child', school: 'book', order: 'shield', medical: 'heart-plus', aadhaar: 'card', none: 'question' });
export const category = listOf(CATEGORIES);
export const homeKind = listOf(HOME_KINDS, { children: 'house', open_shelter: 'home', adoption_agency: 'child', observation: 'eye', special: 'shield', safety: 'lock', foster: 'family', other: 'more' });
export const leftWhy = listOf(LEFT_WHYS, { eighteen: 'calendar', family: 'family', transferred: 'send', ran_away: 'away', other: 'more' });
export const parents = listOf(PARENTS, { both: 'family', mother: 'woman', father: 'man', none: 'no', unknown: 'question' });
export const familyTie = listOf(FAMILY_TIES, { lives_with: 'home', meets: 'family', phone: 'phone', none: 'no' });
export const schooling = listOf(SCHOOLING);
export const work = listOf(WORK, { none: 'no', training: 'training', casual: 'clock', regular: 'work', own: 'shop' });
export const bank = listOf(BANK_STATES, { none: 'no', joint: 'group', own: 'book', stopped: 'stop' });
export const health = listOf(HEALTH, { well: 'yes', ill: 'alert', treatment: 'heart-plus' });
export const stay = listOf(STAYS, {
  institution: 'house', aftercare_home: 'home', group_home: 'group', family: 'family', relative: 'user', rent: 'rupee', hostel: 'training', employer: 'work', friend: 'user', none: 'alert',
});
export const mood = listOf(MOODS, { well: 'yes', low: 'clock', distress: 'alert' });
export const wish = listOf(WISHES, {
  aftercare: 'shield', papers: 'card', stay: 'home', study: 'book', skill: 'training', work: 'work', money: 'rupee', health: 'heart-plus', talk: 'speaker', legal: 'file', mentor: 'star',
});
export const time = listOf(TIMES, { any: 'clock', morning: 'clock', noon: 'clock', evening: 'clock' });
export const domain = listOf(DOMAINS, { housing: 'home', living: 'food', social: 'group', mind: 'lotus', health: 'heart-plus', money: 'rupee', education: 'book', identity: 'card' });
export const owner = listOf(OWNERS, { self: 'user', worker: 'woman', home: 'house', mentor: 'star', family: 'family', other: 'more' });
export const paperState = listOf(PAPER_STATES, {
  collecting: 'search', submitted: 'send', issued: 'yes', refused: 'no', appeal: 'undo', lost: 'question', expired: 'calendar', not_needed: 'minus',
});
export const followUpState = listOf(FOLLOW_UP_STATES, { settled: 'yes', going_on: 'clock', needs_help: 'help', not_met: 'away' });
export const way = listOf(WAYS, { visit: 'house', phone: 'phone', office: 'shield' });
export const linkageKind = listOf(LINKAGE_KINDS, {
  skill: 'training', study: 'book', job: 'work', scheme: 'file', housing: 'home', health: 'heart-plus', legal: 'shield', other: 'more',
});
export const linkageOutcome = listOf(LINKAGE_OUTCOMES, { waiting: 'clock', going_on: 'sync', finished: 'yes', got: 'check', refused: 'no', left: 'exit' });
export const aftercare = listOf(AFTERCARE_STATES, { asked: 'send', recommended: 'shield', approved: 'yes', refused: 'no', not_wanted: 'minus' });
export const pairingEnd = listOf(PAIRING_ENDS, { goal_reached: 'star', she_asked: 'user', mentor_asked: 'woman', moved: 'away', no_meeting: 'calendar', other: 'more' });
export const mentorKind = listOf(MENTOR_KINDS, { care_leaver: 'star', professional: 'work', volunteer: 'heart-plus' });
export const mentorState = listOf(MENTOR_STATES, { active: 'yes', paused: 'clock', ended: 'no' });
export const closedWhy = listOf(CLOSED_WHYS, { independent: 'star', moved: 'away', not_traceable: 'search', she_asked: 'user', deceased: 'minus', other: 'more' });
export const status = listOf(STATUSES, { open: 'clock', closed: 'yes' });
