// A list of persons as an office keeps it in a spreadsheet: the names its columns and its roles go by in
// either script, and how a row is read. Pure; who they are here and where is the server's to find.
import { ROLES, type Role } from '../access/table.ts';
import { isDay } from '../form/calendar.ts';
import { latinDigits, normaliseText } from '../people/text.ts';
import { cellFault } from './cell-check.ts';
import { restoreFormula } from './formula.ts';
import type { ColumnMapping } from './mapping.ts';
import type { ImportColumn } from './target.ts';

export const PEOPLE_COLUMNS = ['name', 'role', 'place', 'from', 'to', 'phone'] as const;
export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];

/** Words: `desk:people.load.fault.<code>`. */
export const PEOPLE_FAULTS = [
  'name-missing', 'name-too-long', 'role-missing', 'role-unknown', 'place-missing', 'place-unknown', 'place-ambiguous', 'not-yours', 'from-unreadable', 'to-unreadable', 'dates-crossed', 'to-past', 'twice-in-file',
] as const;
export type PeopleFault = (typeof PEOPLE_FAULTS)[number];

const KNOWN: Readonly<Record<PeopleColumn, readonly string[]>> = {
  name: ['नाम', 'कर्मी का नाम', 'व्यक्ति का नाम', 'पूरा नाम', 'full name', 'name of person', 'staff name'],
  role: ['पद', 'पदनाम', 'भूमिका', 'designation', 'post'],
  place: ['जगह', 'जगह कोड', 'स्थान', 'कार्य-क्षेत्र', 'कार्यस्थल', 'place code', 'location', 'work area', 'office'],
  from: ['से', 'पहला दिन', 'प्रारंभ तिथि', 'योगदान तिथि', 'कब से', 'from date', 'start date', 'first day', 'joining date'],
  to: ['तक', 'अंतिम दिन', 'समाप्ति तिथि', 'कब तक', 'to date', 'end date', 'last day'],
  phone: ['मोबाइल', 'मोबाइल नंबर', 'फ़ोन', 'दूरभाष', 'mobile', 'mobile number', 'contact number'],
};

export const PEOPLE_LIST: { readonly columns: readonly ImportColumn[] } = {
  columns: PEOPLE_COLUMNS.map((name) => ({ name, synonyms: KNOWN[name], required: name === 'name' || name === 'role' || name === 'place', parse: (text) => ({ ok: true, value: text }) })),
};

const ROLE_WORDS: Readonly<Record<Role, readonly string[]>> = {
  mitra: ['जीविका मित्र', 'मित्र', 'सामुदायिक उत्प्रेरक', 'jeevika mitra', 'community mobiliser', 'cm'],
  coordinator: ['सामुदायिक समन्वयक', 'समन्वयक', 'community coordinator', 'cc'],
  'block-manager': ['प्रखंड परियोजना प्रबंधक', 'प्रखंड प्रबंधक', 'block project manager', 'bpm'],
  'district-officer': ['जिला पदाधिकारी', 'district officer'],
  administrator: ['प्रशासक'],
  'centre-administrator': ['केंद्र प्रशासक', 'center administrator'],
  'case-worker': ['केस वर्कर', 'caseworker'],
  specialist: ['परामर्शी / विधिक / चिकित्सा कर्मी', 'परामर्शी', 'परामर्शदाता', 'विधिक परामर्शी', 'चिकित्सा कर्मी', 'counsellor', 'counsellor, legal or medical staff'],
  'mission-coordinator': ['जिला मिशन समन्वयक', 'district mission coordinator', 'dmc'],
  department: ['विभागीय नोडल पदाधिकारी', 'नोडल पदाधिकारी', 'department nodal officer', 'nodal officer'],
  'resource-operator': ['रिसोर्स सेंटर ऑपरेटर', 'resource centre operator'],
  'resource-officer': ['रिसोर्स सेंटर पदाधिकारी', 'resource centre officer'],
};

const ROLE_OF: ReadonlyMap<string, Role> = new Map(ROLES.flatMap((role) => [role, ...ROLE_WORDS[role]].map((word) => [listKey(word), role] as const)));

export function roleOf(text: string): Role | undefined {
  return ROLE_OF.get(listKey(text));
}

/** Compared without case, spaces, punctuation and nukta. */
export function listKey(text: string): string {
  return normaliseText(text).replace(/[^\p{L}\p{M}\p{N}]|\u093c/gu, '');
}

export interface PersonRow {
  readonly name: string;
  readonly role: Role | undefined;
  /** A code or a path of names, as written. */
  readonly place: string;
  /** ISO days; null: as of today, without end. */
  readonly from: string | null;
  readonly to: string | null;
  /** Of this file's columns, or what no cell may hold (`import:fault.<code>`). */
  readonly faults: readonly string[];
}

/** @param today ISO day */
export function readPersonRow(cells: readonly string[], mapping: ColumnMapping, today: string): PersonRow {
  const faults: string[] = [];
  const cell = (column: PeopleColumn): string => {
    const text = restoreFormula(cells[mapping[column] ?? -1] ?? '');
    const fault = cellFault(text);
    if (fault !== undefined && !faults.includes(fault)) faults.push(fault);
    return fault === undefined ? text.normalize('NFC').replace(/[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g, '').replace(/\s+/gu, ' ').trim() : '';
  };
  const [name, said, place, first, last] = [cell('name'), cell('role'), cell('place'), cell('from'), cell('to')];
  if (faults.length > 0) return { name, role: undefined, place, from: null, to: null, faults };
  const note = (wrong: boolean, fault: PeopleFault): void => {
    if (wrong) faults.push(fault);
  };
  const role = roleOf(said);
  const [from, to] = [readDay(first), readDay(last)];
  note(name === '', 'name-missing');
  note(name.length > 100, 'name-too-long');
  note(said === '', 'role-missing');
  note(said !== '' && role === undefined, 'role-unknown');
  note(place === '', 'place-missing');
  note(from === undefined, 'from-unreadable');
  note(to === undefined, 'to-unreadable');
  note(typeof to === 'string' && from !== undefined && to < (from ?? today), 'dates-crossed');
  note(typeof to === 'string' && to < today && !faults.includes('dates-crossed'), 'to-past');
  return { name, role, place, from: from ?? null, to: to ?? null, faults };
}

/** `1/4/2026`, `01.04.26`, `2026-04-01`; null of an empty cell, undefined of what is no day. */
function readDay(text: string): string | null | undefined {
  const clean = latinDigits(text);
  if (clean === '' || clean === '-') return null;
  const turned = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/.exec(clean);
  const iso = turned === null ? clean.slice(0, 10) : `${turned[3]?.length === 2 ? '20' : ''}${turned[3] ?? ''}-${(turned[2] ?? '').padStart(2, '0')}-${(turned[1] ?? '').padStart(2, '0')}`;
  return isDay(iso) ? iso : undefined;
}
