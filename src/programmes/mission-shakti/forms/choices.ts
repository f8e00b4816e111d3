// Choice lists with their icons, shared by the forms. Words are `mission-shakti:choice.<list>.<value>`.
import type { Choice } from '#shared/form/definition.ts';
import { BODIES, COMPLAINT_OUTCOMES, DECISIONS, EVENT_FORMS, EVENT_KINDS, FUND_KINDS, FUND_SOURCES, HOME_KINDS, HOME_STATES, OUTCOMES, PAY_MODES, SCHEMES, SECTORS, THROUGH } from '../lists.ts';

function listOf(values: readonly string[], icons: Readonly<Record<string, string>> = {}): readonly Choice[] {
  return values.map((value) => (icons[value] === undefined ? { value } : { value, icon: icons[value] }));
}

export const eventKind = listOf(EVENT_KINDS, { bbbp: 'child', hub: 'woman', camp: 'calendar', training: 'training' });
export const eventForm = listOf(EVENT_FORMS, {
  rally: 'group', street_play: 'speaker', oath: 'yes', wall_writing: 'edit', school: 'book', girl_birth: 'flower', meeting: 'group', health: 'heart-plus', scheme_help: 'file', legal: 'book', self_defence: 'shield', digital: 'phone', other: 'more',
});
export const scheme = listOf(SCHEMES, {
  bbbp: 'child', pmmvy: 'heart-plus', kanya_utthan: 'book', rojgar: 'work', pension: 'rupee', ration: 'shop', ayushman: 'card', housing: 'house', skill: 'training', jeevika: 'group', sukanya: 'rupee', legal_aid: 'book', osc: 'shield', other: 'more',
});
export const through = listOf(THROUGH, { event: 'calendar', hub_visit: 'home', osc: 'shield', field: 'location', other: 'more' });
export const outcome = listOf(OUTCOMES, { applied: 'clock', got: 'yes', refused: 'no' });
export const homeKind = listOf(HOME_KINDS, { sakhi_niwas: 'woman', shakti_sadan: 'shield', short_stay: 'house', palnaghar: 'child' });
export const homeState = listOf(HOME_STATES, { open: 'yes', closed: 'no' });
export const fundKind = listOf(FUND_KINDS, { domestic: 'house', trafficking: 'away' });
export const fundSource = listOf(FUND_SOURCES, { osc: 'shield', fir: 'file', women_cell: 'woman', cm_darbar: 'home', dm_darbar: 'home' });
export const decision = listOf(DECISIONS, { approved: 'yes', refused: 'no' });
export const payMode = listOf(PAY_MODES);
export const sector = listOf(SECTORS, { industry: 'work', shop: 'shop', school: 'book', hospital: 'heart-plus', bank: 'rupee', hotel: 'house', transport: 'away', ngo: 'group', government: 'home', other: 'more' });
export const body = listOf(BODIES, { internal: 'group', local: 'location' });
export const complaintOutcome = listOf(COMPLAINT_OUTCOMES, { upheld: 'yes', not_upheld: 'no', settled: 'group', withdrawn: 'undo', passed_on: 'send' });
