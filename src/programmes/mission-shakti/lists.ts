// The lists of codes of the district's registers. Those that follow no published list may be added to by an
// administrator, and no screen calls them official.

/** Which of the components a programme counts for (dossier D1, D2). */
export const EVENT_KINDS = ['bbbp', 'hub', 'camp', 'training'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
/** What was done there. */
export const EVENT_FORMS = [
  'rally', 'street_play', 'oath', 'wall_writing', 'school', 'girl_birth', 'meeting', 'health', 'scheme_help', 'legal', 'self_defence', 'digital', 'other',
] as const;
/** Participants are counted in these groups, never by name. */
export const GROUPS = ['women', 'girls', 'boys', 'men', 'officials'] as const;
export type Group = (typeof GROUPS)[number];

export const SCHEMES = [
  'bbbp', 'pmmvy', 'kanya_utthan', 'rojgar', 'pension', 'ration', 'ayushman', 'housing', 'skill', 'jeevika', 'sukanya', 'legal_aid', 'osc', 'other',
] as const;
export const THROUGH = ['event', 'hub_visit', 'osc', 'field', 'other'] as const;
/** None: nothing has been heard yet. `applied` waits still. */
export const OUTCOMES = ['applied', 'got', 'refused'] as const;

export const HOME_KINDS = ['sakhi_niwas', 'shakti_sadan', 'short_stay', 'palnaghar'] as const;
export type HomeKind = (typeof HOME_KINDS)[number];
export const HOME_STATES = ['open', 'closed'] as const;

/** Whom the social rehabilitation fund is for, and whence a case may come (dossier D2). */
export const FUND_KINDS = ['domestic', 'trafficking'] as const;
export const FUND_SOURCES = ['osc', 'fir', 'women_cell', 'cm_darbar', 'dm_darbar'] as const;
export const DECISIONS = ['approved', 'refused'] as const;
export const PAY_MODES = ['rtgs', 'neft'] as const;

export const SECTORS = ['industry', 'shop', 'school', 'hospital', 'bank', 'hotel', 'transport', 'ngo', 'government', 'other'] as const;
/** The committee of the establishment, or that of the district: below ten workers, or against the employer (dossier D2). */
export const BODIES = ['internal', 'local'] as const;
export const COMPLAINT_OUTCOMES = ['upheld', 'not_upheld', 'settled', 'withdrawn', 'passed_on'] as const;
