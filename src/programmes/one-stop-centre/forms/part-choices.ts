// Choice lists of shelter, Domestic Incident Report, stock and minutes, with their icons; words are
// `one-stop-centre:choice.<list>.<value>`.
import type { Choice } from '#shared/form/definition.ts';
import {
  DIR_ECONOMIC, DIR_HELP, DIR_ORDERS, DIR_PAPERS, DIR_SEXUAL, DIR_VERBAL, PURCHASES, READINESS, SHELTER_ENDS, STAY_REASONS, STOCK_MOVES,
} from '../lists.ts';

function listOf(values: readonly string[], icons: Readonly<Record<string, string>> = {}): readonly Choice[] {
  return values.map((value) => (icons[value] === undefined ? { value } : { value, icon: icons[value] }));
}

export const shelterEnd = listOf(SHELTER_ENDS, {
  home: 'home', relative: 'family', shakti_sadan: 'shield', short_stay_home: 'house', hospital: 'heart-plus', left: 'exit', other: 'more',
});
export const stayReason = listOf(STAY_REASONS, {
  danger_continues: 'alert', no_place_found: 'house', medical: 'heart-plus', court_order: 'file', dm_order: 'file', other: 'more',
});
export const dirSexual = listOf(DIR_SEXUAL);
export const dirVerbal = listOf(DIR_VERBAL);
export const dirEconomic = listOf(DIR_ECONOMIC);
export const dirPaper = listOf(DIR_PAPERS, { mlc: 'file', doctor: 'heart-plus', stridhan_list: 'table', other: 'more' });
export const dirOrder = listOf(DIR_ORDERS, { s18: 'shield', s19: 'home', s20: 'rupee', s21: 'child', s22: 'rupee', other: 'more' });
export const dirHelp = listOf(DIR_HELP, { counsellor: 'group', police: 'shield', criminal: 'file', shelter: 'house', medical: 'heart-plus', legal_aid: 'book' });
export const stockMove = listOf(STOCK_MOVES, { received: 'plus', given_out: 'minus', broken: 'trash', counted: 'table' });
export const purchase = listOf(PURCHASES, { none: 'yes', wanted: 'edit', sanctioned: 'check', ordered: 'send', bought: 'shop' });
export const readinessState = listOf(READINESS, { ready: 'yes', partly: 'clock', missing: 'no' });
