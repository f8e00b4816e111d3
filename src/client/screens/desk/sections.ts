// The pages of the desk, and who has them.
import { deskVerbOf, type DeskVerb } from '#shared/access/access.ts';
import { knowsClass } from '#shared/access/table.ts';
import { ancestorAt } from '#shared/place/ancestor.ts';
import { isWithin, levelOf, type PlaceCode } from '#shared/place/place.ts';
import type { IconName } from '#client/ui/icons.ts';
import type { DeskRights } from './desk-rights.ts';

/** Pages of the State Resource Centre. They are first: who has only these begins with them. */
export const CENTRE_SECTIONS = ['lists', 'pairs', 'children', 'covered', 'referrals', 'childSheet', 'rights'] as const;
export type CentreSection = (typeof CENTRE_SECTIONS)[number];

export const SECTIONS = [...CENTRE_SECTIONS, 'review', 'coverage', 'meetings', 'registers', 'library', 'assign', 'tolas', 'people', 'offices', 'phones', 'duplicates', 'groups', 'camps', 'rules', 'held', 'openings', 'imports', 'exports', 'connect', 'audit', 'erase'] as const;
export type Section = (typeof SECTIONS)[number];

/** Pages of records, and their access class: who reads them is asked of the table of records, not of the desk's verbs. */
const RECORD_CLASSES = { meetings: 'direction', registers: 'mission', library: 'library', duplicates: 'family', groups: 'group', camps: 'notice', rules: 'notice', openings: 'case' } as const;
/** Pages that stand at a place. */
export type PlaceSection = Exclude<Section, keyof typeof RECORD_CLASSES>;

export function isPlaceSection(section: Section): section is PlaceSection {
  return !Object.hasOwn(RECORD_CLASSES, section);
}

/** A page of the centre stands at the centre or at a department, and has no places below. */
export function isCentreSection(section: Section): section is CentreSection {
  return CENTRE_SECTIONS.some((s) => s === section);
}

export const SECTION_ICONS: Readonly<Record<Section, IconName>> = {
  lists: 'table', pairs: 'family', children: 'child', covered: 'lock', referrals: 'send', childSheet: 'chart', rights: 'shield', review: 'chart', coverage: 'house', meetings: 'work', registers: 'table', library: 'book', assign: 'location', tolas: 'map', people: 'user', offices: 'home', phones: 'phone', duplicates: 'family', groups: 'group', camps: 'calendar', rules: 'settings', held: 'alert', openings: 'eye', imports: 'upload', exports: 'download', connect: 'key', audit: 'shield', erase: 'trash',
};

export const SECTION_VERBS: Readonly<Record<PlaceSection, DeskVerb>> = {
  lists: 'lists', pairs: 'match', children: 'match', covered: 'protect', referrals: 'lists', childSheet: 'match', rights: 'protect', review: 'sheet', coverage: 'sheet', assign: 'assign', tolas: 'people', people: 'people', offices: 'people', phones: 'held', held: 'held', imports: 'import', exports: 'export', connect: 'connect', audit: 'audit', erase: 'erase',
};

/** A page at a place that also shows records needs both rights. */
const ALSO_READS: Partial<Readonly<Record<PlaceSection, string>>> = { tolas: 'family' };

export function sectionsOf(desk: DeskRights): readonly Section[] {
  const reads = (accessClass: string): boolean => desk.grants.some((g) => knowsClass(g.role, accessClass));
  return SECTIONS.filter((s) => {
    if (s === 'rules') return desk.setsRules;
    // Of files she need see none: she is the second person of those who ask.
    if (s === 'openings') return desk.grants.some((g) => knowsClass(g.role, RECORD_CLASSES[s], 'allow'));
    if (s === 'duplicates') return desk.grants.some((g) => knowsClass(g.role, RECORD_CLASSES[s], 'settle') && knowsClass(g.role, RECORD_CLASSES[s], 'write'));
    // Camps are held at the doorstep: who keeps lists of persons only reads notices.
    if (s === 'camps') return desk.grants.some((g) => knowsClass(g.role, RECORD_CLASSES[s]) && !deskVerbOf(g.role, 'lists'));
    if (!isPlaceSection(s)) return reads(RECORD_CLASSES[s]);
    // A block's manager keeps people, but opens no offices.
    if (s === 'offices') return desk.roots('people').some((place) => levelOf(place) === 'state' || levelOf(place) === 'district');
    // Lists of a department are loaded where all lists are.
    if (s === 'imports' && desk.roots('lists').length > 0) return true;
    const also = ALSO_READS[s];
    return desk.roots(SECTION_VERBS[s]).length > 0 && (also === undefined || reads(also));
  });
}

/**
 * Where a page opens: the place looked at if she may do that there, else her own.
 * @param at the place of the page that is open; default the one last looked at
 */
export function placeFor(desk: DeskRights & { readonly place: PlaceCode | undefined }, section: Section, at = desk.place): PlaceCode | undefined {
  const verb = isPlaceSection(section) ? verbFor(desk, section) : 'sheet';
  if (isCentreSection(section)) return desk.roots(verb).find((root) => at !== undefined && isWithin(at, root)) ?? desk.roots(verb)[0];
  // Lists are loaded for a block at the smallest.
  const last = at === undefined || section !== 'imports' ? at : ancestorAt(at, 'block') ?? at;
  return last !== undefined && desk.may(verb, last) ? last : desk.roots(verb)[0];
}

/** By which verb a page is opened: who hands in a department's lists loads them by that right. */
export function verbFor(desk: Pick<DeskRights, 'roots'>, section: PlaceSection): DeskVerb {
  return section === 'imports' && desk.roots('import').length === 0 ? 'lists' : SECTION_VERBS[section];
}

/** @param search what the address keeps of the page it leaves, with its `?` */
export function hrefOf(section: Section, place: PlaceCode | undefined, search = ''): string {
  return !isPlaceSection(section) || place === undefined ? `/desk/${section}` : `/desk/${section}/${place}${search}`;
}
