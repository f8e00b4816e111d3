// Choice lists with their icons, shared by the forms. Values are those of the record type; words are
// `resource-centre:choice.<list>.<value>`.
import type { Choice } from '#shared/form/definition.ts';
import {
  ANSWERS, AREAS, CARERS, CATEGORY_IDS, DEPARTMENT_IDS, FOLLOW_UP_STATES, GROUNDS, OUTCOMES, OWNERS, SAID_BY, SCHEME_STATES, SERVICES, SEXES, SOURCES, STAYS, TASKS_OF_TEAM, WAYS,
} from '../choices.ts';

type Icons = Readonly<Record<string, string>>;

function listOf(values: readonly string[], icons: Icons = {}): readonly Choice[] {
  return values.map((value) => (icons[value] === undefined ? { value } : { value, icon: icons[value] }));
}

const SERVICE_ICONS: Icons = {
  school: 'book', wages: 'rupee', counselling: 'speaker', health: 'heart-plus', rehabilitation_money: 'rupee', residential_school: 'house', legal: 'shield', shelter: 'home',
  nutrition: 'food', nrc: 'heart-plus', iron: 'heart-plus', disability_card: 'card', pension: 'rupee', aid: 'help', de_addiction: 'heart-plus', compensation: 'rupee',
  support_person: 'user', art: 'heart-plus',
};

export const category = listOf(CATEGORY_IDS);
export const service = listOf(SERVICES, SERVICE_ICONS);
export const department = listOf(DEPARTMENT_IDS, { labour: 'work', police: 'shield', women_child: 'woman', health: 'heart-plus', social_welfare: 'group', education: 'book' });
export const source = listOf(SOURCES, { centre: 'file', committee: 'shield', childline: 'call', department: 'house', family: 'family', self: 'child', other: 'more' });
export const sex = listOf(SEXES, { female: 'woman', male: 'man', other: 'user' });
export const carer = listOf(CARERS, { parents: 'family', mother: 'woman', father: 'man', relative: 'user', guardian: 'group', institution: 'house', none: 'alert', unknown: 'question' });
export const stay = listOf(STAYS, { home: 'home', short: 'clock', medium: 'calendar', long: 'house' });
export const ground = listOf(GROUNDS, { law: 'shield', guardian: 'family', child: 'child' });
export const area = listOf(AREAS, {
  health: 'food', emotional: 'lotus', education: 'book', leisure: 'star', attachment: 'family', belief: 'lamp', self_care: 'yes', independence: 'work', other: 'more',
});
export const owner = listOf(OWNERS, { child: 'child', family: 'family', worker: 'woman', department: 'house', school: 'book', institution: 'home', other: 'more' });
export const answer = listOf(ANSWERS, { given: 'yes', refused: 'no' });
export const saidBy = listOf(SAID_BY, { list: 'table', office: 'file', family: 'family', seen: 'eye' });
export const schemeState = listOf(SCHEME_STATES, { applied: 'send', approved: 'check', received: 'yes', refused: 'no' });
export const way = listOf(WAYS, { visit: 'house', phone: 'phone', office: 'shield', school: 'book' });
export const followUpState = listOf(FOLLOW_UP_STATES, { well: 'yes', going_on: 'clock', needs_help: 'help', not_met: 'away' });
export const outcome = listOf(OUTCOMES, { rehabilitated: 'star', restored: 'family', enrolled: 'book', moved: 'away', of_age: 'calendar', died: 'minus', lost: 'search' });
export const taskOfTeam = listOf(TASKS_OF_TEAM, { counselling: 'speaker', legal: 'shield', health: 'heart-plus', visits: 'house', records: 'file' });
