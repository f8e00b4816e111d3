// The table of rights over records: role × class of record × relation to the record → verbs.
// A verb alone: yes. `verb?`: yes, once she has said why (kept in the audit log). `verb!`: only after
// a second person has allowed it, online, for a time. What is not written is closed.
export const ROLES = [
  'mitra', 'coordinator', 'block-manager', 'district-officer', 'administrator',
  'centre-administrator', 'case-worker', 'specialist', 'mission-coordinator',
  'department', 'resource-operator', 'resource-officer',
] as const;
/**
 * `specialist`: counsellor, para-legal and para-medical staff, who see the cases they are named on (dossier A2).
 * `mission-coordinator`: keeps the registers of Mission Shakti at the district's hub (dossier A2, D1).
 * `department`: who answers for a department's lists at the State Resource Centre. `resource-operator`: loads lists
 * there and says which rows are one child. `resource-officer`: is the second person, and answers for erasure and retention (dossier E).
 */
export type Role = (typeof ROLES)[number];

/**
 * `family`, `group`, `notice`: the doorstep. `library`: schemes and training, `study`: policies and studies, for desks only: about nobody. `direction`: meetings of review and what was directed there.
 * `mission`: registers of events, homes, batches, workplaces, which name nobody who was helped. `benefit`:
 * a woman who was linked to a scheme or helped from a fund, by name. `office`: what everyone of an office works with (181 calls,
 * beds, stock, minutes). `case`: the file of an adult. `child`: the file of someone who is or was under
 * 18 (JJ Act s.74, POCSO s.23), or that is protected like it.
 */
export const ACCESS_CLASSES = ['family', 'group', 'notice', 'library', 'study', 'direction', 'mission', 'benefit', 'office', 'case', 'child'] as const;
export type AccessClass = (typeof ACCESS_CLASSES)[number];

/**
 * How she stands to a record, the first that fits. `outside`: no grant of hers reaches it. `barred`: she
 * is kept from it by name. `assigned`: she is responsible. `team`: she is named on it for a service.
 * `opened`: a second person has opened it to her for a time. `here`: it lies in her own place. `beneath`:
 * below the district or state she is set over. `shared`: above, of a kind that flows down.
 */
export const RELATIONS = ['assigned', 'team', 'opened', 'here', 'beneath', 'shared', 'barred', 'outside'] as const;
export type Relation = (typeof RELATIONS)[number];

/**
 * `list`: knows that it is there, its number and state, without the name. `read`: sees it whole. `create`,
 * `write`, `settle` (contested answers), `approve`, `assign` (who is responsible, who is named, who is
 * barred), `print`, `open` (asks to see what she may not), `allow` (is the second person who lets her).
 */
export const RECORD_VERBS = ['list', 'read', 'create', 'write', 'settle', 'approve', 'assign', 'print', 'open', 'allow'] as const;
export type RecordVerb = (typeof RECORD_VERBS)[number];

export type Leave = 'yes' | 'reason' | 'second' | 'no';

type Rows = Partial<Record<AccessClass, Partial<Record<Relation, string>>>>;

/** Holds reviews, gives directions, and says when one is carried out. */
const DIRECTION_GIVER = { here: 'list read create write settle approve print', beneath: 'list read create write settle approve print' } as const;
/** The library is open to everyone below the place that keeps it. */
const LIBRARY_READER = { here: 'list read', beneath: 'list read', shared: 'list read' } as const;
const LIBRARY_KEEPER = { here: 'list read create write settle print', beneath: 'list read create write settle print', shared: 'list read' } as const;
const NOTICE_KEEPER = { here: 'list read create write', beneath: 'list read create write', shared: 'list read' } as const;

const TABLE: Readonly<Record<Role, Rows>> = {
  mitra: {
    family: { here: 'list read create write', beneath: 'list read create write' },
    group: { here: 'list read create write', beneath: 'list read create write' },
    notice: { here: 'list read', beneath: 'list read', shared: 'list read' },
    library: LIBRARY_READER,
  },
  coordinator: {
    family: { here: 'list read create write settle', beneath: 'list read create write settle' },
    group: { here: 'list read create write settle approve', beneath: 'list read create write settle approve' },
    notice: NOTICE_KEEPER,
    library: LIBRARY_READER,
    direction: { here: 'list read write', beneath: 'list read write' },
  },
  'block-manager': {
    family: { here: 'list read settle', beneath: 'list read settle' },
    group: { here: 'list read settle approve', beneath: 'list read settle approve' },
    notice: NOTICE_KEEPER,
    library: LIBRARY_READER,
    study: LIBRARY_READER,
    direction: DIRECTION_GIVER,
  },
  // Sees counts, never a person (dossier A8); is the second person where the centre's head herself asks.
  'district-officer': {
    group: { here: 'list read', beneath: 'list read' },
    notice: NOTICE_KEEPER,
    library: LIBRARY_READER,
    study: LIBRARY_READER,
    direction: DIRECTION_GIVER,
    mission: { here: 'list read print', beneath: 'list read print' },
    case: { beneath: 'allow' },
    child: { beneath: 'allow' },
  },
  administrator: { notice: NOTICE_KEEPER, library: LIBRARY_KEEPER, study: LIBRARY_KEEPER },
  'centre-administrator': {
    notice: { shared: 'list read' },
    library: LIBRARY_READER,
    study: LIBRARY_READER,
    direction: { here: 'list read write' },
    office: { here: 'list read create write settle approve assign print' },
    case: {
      assigned: 'list read create write settle approve assign print allow',
      team: 'list read create write settle approve assign print allow',
      opened: 'list read settle approve assign print allow',
      here: 'list read? create write settle approve assign print? allow',
    },
    child: {
      assigned: 'list read create write settle approve assign print allow',
      team: 'list read create write settle approve assign print? allow',
      opened: 'list read settle approve assign print? allow',
      here: 'list read? create settle approve assign allow',
    },
  },
  'case-worker': {
    notice: { shared: 'list read' },
    library: LIBRARY_READER,
    office: { here: 'list read create write settle print' },
    case: {
      assigned: 'list read create write settle assign print',
      team: 'list read create write settle print?',
      opened: 'list read',
      here: 'list read? create',
    },
    child: {
      assigned: 'list read create write settle print?',
      team: 'list read create write settle',
      opened: 'list read',
      here: 'list create open!',
    },
  },
  specialist: {
    notice: { shared: 'list read' },
    library: LIBRARY_READER,
    office: { here: 'list read' },
    case: { assigned: 'list read write settle print?', team: 'list read write settle', opened: 'list read', here: 'list open!' },
    child: { assigned: 'list read write settle', team: 'list read write', opened: 'list read', here: 'open!' },
  },
  // Writes down what was directed; whether it is carried out is for the officer to say.
  'mission-coordinator': {
    notice: { here: 'list read', beneath: 'list read', shared: 'list read' },
    library: LIBRARY_READER,
    study: LIBRARY_READER,
    direction: { here: 'list read create write settle print', beneath: 'list read create write settle print' },
    mission: { here: 'list read create write settle print', beneath: 'list read create write settle print' },
    benefit: { here: 'list read create write settle print', beneath: 'list read create write settle print' },
  },
  // Hands in its own lists and hears how good they are; whom other departments know is not told to it.
  department: {
    notice: { shared: 'list read' },
    library: LIBRARY_READER,
    study: LIBRARY_READER,
    direction: { here: 'list read write' },
  },
  'resource-operator': {
    notice: { here: 'list read', beneath: 'list read', shared: 'list read' },
    library: LIBRARY_KEEPER,
    study: LIBRARY_KEEPER,
    child: { beneath: 'list' },
  },
  'resource-officer': {
    notice: NOTICE_KEEPER,
    library: LIBRARY_KEEPER,
    study: LIBRARY_KEEPER,
    direction: DIRECTION_GIVER,
    child: { beneath: 'list open! allow' },
  },
};

/** One cell. A class that is not named is closed. */
export function leaveFor(role: Role, accessClass: string, relation: Relation, verb: RecordVerb): Leave {
  const row = ACCESS_CLASSES.find((known) => known === accessClass);
  const said = row === undefined ? undefined : TABLE[role][row]?.[relation]?.split(' ').find((word) => word.replace(/[?!]$/u, '') === verb);
  if (said === undefined) return 'no';
  return said.endsWith('?') ? 'reason' : said.endsWith('!') ? 'second' : 'yes';
}

/** Has the role anything at all to do with records of the class, in any relation? */
export function knowsClass(role: Role, accessClass: string, verb: RecordVerb = 'read'): boolean {
  return RELATIONS.some((relation) => relation !== 'opened' && leaveFor(role, accessClass, relation, verb) !== 'no');
}
