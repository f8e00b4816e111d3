// The lists of codes of casework. Where dossier A marks a list as general knowledge, an administrator
// may add to it and no screen calls it official.

/** How a 181 call is disposed, in one tap (dossier A4). */
export const DISPOSITIONS = ['registrable', 'information', 'blank', 'dropped', 'insufficient', 'wrong', 'repeat'] as const;

/** How she came to the centre (dossier A5). */
export const MODES = ['self', 'relative', 'call_181', 'police', 'hospital', 'field_worker', 'cwc', 'court', 'janata_darbar', 'ngo', 'other'] as const;

/** Kinds of violence as they are counted (dossier A4). */
export const VIOLENCE = [
  'domestic', 'dowry', 'dowry_death', 'physical', 'mental', 'sexual', 'rape', 'molestation', 'acid', 'trafficking', 'child_marriage',
  'child_abuse', 'foeticide', 'sati', 'bigamy', 'cyber', 'workplace', 'missing', 'property', 'witch', 'honour', 'other',
] as const;
/** Of which neither a name nor a small count may be seen beyond the few who need it (BNS s.72, POCSO s.23; dossier A8, E2). */
export const PROTECTED_VIOLENCE: readonly string[] = ['rape', 'sexual', 'molestation', 'child_abuse', 'trafficking'];

export const RISKS = ['danger', 'medical', 'suicide', 'children', 'shelter', 'weapon', 'none'] as const;

/** Agencies a case is referred to (dossier A7). */
export const AGENCIES = [
  'police_station', 'women_police_station', 'women_help_desk', 'women_cell', 'hospital', 'dlsa', 'protection_officer', 'cwc', 'dcpu', 'shakti_sadan',
  'short_stay_home', 'rehabilitation_fund', 'skill_training', 'jeevika', 'palnaghar', 'ngo', 'court', 'ers_112', 'childline_1098', 'other',
] as const;

export const SERVICES = ['medical', 'police', 'legal', 'counselling', 'joint_counselling', 'shelter', 'video_statement', 'other'] as const;

/** How a case ends (dossier A3; wording general knowledge). */
export const OUTCOMES = ['settled', 'helped', 'court', 'transferred', 'withdrawn', 'not_traceable', 'not_cooperating', 'deceased', 'other'] as const;

/** `registered` until closed; `court` is still followed up. */
export const STATUSES = ['open', 'court', 'closed'] as const;

export const SHELTER_ENDS = ['home', 'relative', 'shakti_sadan', 'short_stay_home', 'hospital', 'left', 'other'] as const;
export const STAY_REASONS = ['danger_continues', 'no_place_found', 'medical', 'court_order', 'dm_order', 'other'] as const;

/** Checklists of the Domestic Incident Report (dossier A6; wording general knowledge). */
export const DIR_SEXUAL = ['forced_intercourse', 'forced_pornography', 'forced_to_entertain', 'other_degrading'] as const;
export const DIR_VERBAL = [
  'character', 'no_dowry', 'no_son', 'no_child', 'demeaning', 'ridicule', 'name_calling', 'kept_from_school', 'kept_from_job', 'kept_inside',
  'kept_from_person', 'forced_marriage', 'marriage_of_choice', 'other',
] as const;
export const DIR_ECONOMIC = [
  'no_maintenance', 'no_food', 'forced_out', 'kept_from_rooms', 'job_obstructed', 'rent_unpaid', 'household_articles', 'stridhan', 'wages_taken',
  'bills_unpaid', 'other',
] as const;
export const DIR_PAPERS = ['mlc', 'doctor', 'stridhan_list', 'other'] as const;
/** By section of the Act: protection, residence, money, custody, compensation. */
export const DIR_ORDERS = ['s18', 's19', 's20', 's21', 's22', 'other'] as const;
export const DIR_HELP = ['counsellor', 'police', 'criminal', 'shelter', 'medical', 'legal_aid'] as const;

export const STOCK_MOVES = ['received', 'given_out', 'broken', 'counted'] as const;
export const PURCHASES = ['none', 'wanted', 'sanctioned', 'ordered', 'bought'] as const;
export const READINESS = ['ready', 'partly', 'missing'] as const;

/** Papers kept as pictures beside the file. */
export const PAPERS_KEPT = ['application', 'id', 'medical', 'fir', 'court', 'other'] as const;

/** Clocks that may stand still for a reason; those of the law for children never do. */
export const PAUSABLE = ['referral-answer', 'follow-up', 'counselling', 'dir-copy'] as const;
