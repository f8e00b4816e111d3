// Choice lists with their icons, shared by the forms. Values are those of the record types; words are
// `one-stop-centre:choice.<list>.<value>`, the list named after its field.
import type { Choice } from '#shared/form/definition.ts';
import { AGENCIES, DISPOSITIONS, MODES, OUTCOMES, PAPERS_KEPT, PAUSABLE, RISKS, SERVICES, VIOLENCE } from '../lists.ts';
import { osCase } from '../records.ts';

type Icons = Readonly<Record<string, string>>;

function listOf(values: readonly string[], icons: Icons = {}): readonly Choice[] {
  return values.map((value) => (icons[value] === undefined ? { value } : { value, icon: icons[value] }));
}

/** The choices that the field of a file allows. */
function ofField(path: string, icons: Icons = {}): readonly Choice[] {
  return listOf(osCase.fields[path]?.choices ?? [], icons);
}

export const disposition = listOf(DISPOSITIONS, {
  registrable: 'file', information: 'info', blank: 'speaker', dropped: 'close', insufficient: 'question', wrong: 'no', repeat: 'undo',
});
export const mode = listOf(MODES, {
  self: 'woman', relative: 'family', call_181: 'call', police: 'shield', hospital: 'heart-plus', field_worker: 'group', cwc: 'child', court: 'book', janata_darbar: 'home', ngo: 'user', other: 'more',
});
export const risk = listOf(RISKS, { danger: 'alert', medical: 'heart-plus', suicide: 'help', children: 'child', shelter: 'house', weapon: 'alert', none: 'no' });
export const violence = listOf(VIOLENCE, {
  domestic: 'house', dowry: 'rupee', dowry_death: 'alert', physical: 'alert', mental: 'user', sexual: 'shield', rape: 'shield', molestation: 'shield', acid: 'water', trafficking: 'away', child_marriage: 'child',
  child_abuse: 'child', foeticide: 'heart-plus', sati: 'lamp', bigamy: 'family', cyber: 'phone', workplace: 'work', missing: 'search', property: 'map', witch: 'group', honour: 'group', other: 'more',
});
export const agency = listOf(AGENCIES, {
  police_station: 'shield', women_police_station: 'shield', women_help_desk: 'woman', women_cell: 'woman', hospital: 'heart-plus', dlsa: 'book', protection_officer: 'user', cwc: 'child', dcpu: 'child', shakti_sadan: 'house',
  short_stay_home: 'house', rehabilitation_fund: 'rupee', skill_training: 'training', jeevika: 'group', palnaghar: 'child', ngo: 'group', court: 'book', ers_112: 'call', childline_1098: 'call', other: 'more',
});
export const service = listOf(SERVICES, {
  medical: 'heart-plus', police: 'shield', legal: 'book', counselling: 'user', joint_counselling: 'group', shelter: 'house', video_statement: 'camera', other: 'more',
});
export const outcome = listOf(OUTCOMES, {
  settled: 'group', helped: 'yes', court: 'book', transferred: 'send', withdrawn: 'undo', not_traceable: 'search', not_cooperating: 'away', deceased: 'flower', other: 'more',
});
export const paper = listOf(PAPERS_KEPT, { application: 'edit', id: 'card', medical: 'heart-plus', fir: 'shield', court: 'book', other: 'file' });
export const clock = listOf(PAUSABLE, { 'referral-answer': 'send', 'follow-up': 'calendar', counselling: 'group', 'dir-copy': 'file' });
export const guardianRelation = ofField('guardianRelation', { husband: 'man', father: 'man', mother: 'woman', other: 'user' });
export const maritalStatus = ofField('maritalStatus');
export const socialCategory = ofField('socialCategory');
export const religion = ofField('religion');
export const education = ofField('education');
export const pregnant = ofField('pregnant', { yes: 'yes', no: 'no', unknown: 'question' });
export const sex = ofField('children.*.sex', { female: 'woman', male: 'man', third: 'user' });
export const safeTime = ofField('safeTime', { any: 'clock', morning: 'clock', noon: 'clock', evening: 'clock', never: 'no' });
export const idKind = ofField('idKind', { none: 'no', aadhaar: 'card', voter: 'card', ration: 'file', other: 'more' });
export const serviceOutcome = ofField('services.*.outcome', { given: 'yes', going_on: 'clock', refused_by_her: 'no', not_available: 'question' });
export const answer = ofField('referrals.*.answer', { helped: 'yes', going_on: 'clock', refused: 'refuse', returned: 'undo' });
export const way = ofField('followUps.*.way', { visit: 'home', phone: 'call', office: 'file' });
export const followUpState = ofField('followUps.*.state', { safe: 'yes', violence_again: 'alert', needs_help: 'help', not_met: 'question' });
export const sittingWith = ofField('counselling.*.with', { her: 'woman', second_party: 'man', both: 'group', family: 'family' });
export const sittingResult = ofField('counselling.*.result', { next_sitting: 'calendar', settlement: 'yes', no_settlement: 'no', absent: 'question' });
export const feedback = ofField('feedback', { good: 'yes', middling: 'minus', bad: 'no', not_asked: 'question' });
