// The lists of codes of care leavers' files. Those that follow no published list may be added to by an
// administrator, and no screen calls them official.

/** How she came to be known to the office. */
export const SOURCES = ['home_file', 'self', 'call_181', 'peer', 'field_worker', 'committee', 'other'] as const;

/** Kinds of child care institutions (JJ Act 2015 ss.41–51), and care in a family. */
export const HOME_KINDS = ['children', 'open_shelter', 'adoption_agency', 'observation', 'special', 'safety', 'foster', 'other'] as const;

export const AGE_PROOFS = ['birth', 'school', 'order', 'medical', 'aadhaar', 'none'] as const;
export const LEFT_WHYS = ['eighteen', 'family', 'transferred', 'ran_away', 'other'] as const;
export const PARENTS = ['both', 'mother', 'father', 'none', 'unknown'] as const;
export const FAMILY_TIES = ['lives_with', 'meets', 'phone', 'none'] as const;
export const SCHOOLING = ['none', 'primary', 'middle', 'matric', 'inter', 'higher'] as const;
export const WORK = ['none', 'training', 'casual', 'regular', 'own'] as const;
/** Whether there is an account, never its number. */
export const BANK_STATES = ['none', 'joint', 'own', 'stopped'] as const;
export const HEALTH = ['well', 'ill', 'treatment'] as const;
export const STAYS = ['institution', 'aftercare_home', 'group_home', 'family', 'relative', 'rent', 'hostel', 'employer', 'friend', 'none'] as const;
export const MOODS = ['well', 'low', 'distress'] as const;
export const WISHES = ['aftercare', 'papers', 'stay', 'study', 'skill', 'work', 'money', 'health', 'talk', 'legal', 'mentor'] as const;

/** The eight domains of the "Sphere of Aftercare" (dossier B2), in its order. */
export const DOMAINS = ['housing', 'living', 'social', 'mind', 'health', 'money', 'education', 'identity'] as const;
export type Domain = (typeof DOMAINS)[number];
export const OWNERS = ['self', 'worker', 'home', 'mentor', 'family', 'other'] as const;

/** Papers that are followed; the row of a paper is its kind. */
export const PAPER_KINDS = [
  'birth', 'age_declaration', 'school_tc', 'marksheet', 'aadhaar', 'residence', 'caste', 'income', 'ncl', 'ews', 'bank', 'voter', 'pan',
  'ration', 'ayushman', 'abha', 'udid', 'eshram', 'character', 'passport', 'driving',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** No state: not begun. */
export const PAPER_STATES = ['collecting', 'submitted', 'issued', 'refused', 'appeal', 'lost', 'expired', 'not_needed'] as const;

export const FOLLOW_UP_STATES = ['settled', 'going_on', 'needs_help', 'not_met'] as const;
export const WAYS = ['visit', 'phone', 'office'] as const;

export const LINKAGE_KINDS = ['skill', 'study', 'job', 'scheme', 'housing', 'health', 'legal', 'other'] as const;
export const LINKAGE_OUTCOMES = ['waiting', 'going_on', 'finished', 'got', 'refused', 'left'] as const;

/** Child Welfare Committee recommends, the sponsorship and foster care committee approves (dossier B1). */
export const AFTERCARE_STATES = ['asked', 'recommended', 'approved', 'refused', 'not_wanted'] as const;

export const PAIRING_ENDS = ['goal_reached', 'she_asked', 'mentor_asked', 'moved', 'no_meeting', 'other'] as const;
export const MENTOR_KINDS = ['care_leaver', 'professional', 'volunteer'] as const;
export const MENTOR_STATES = ['active', 'paused', 'ended'] as const;

export const STATUSES = ['open', 'closed'] as const;
export const CLOSED_WHYS = ['independent', 'moved', 'not_traceable', 'she_asked', 'deceased', 'other'] as const;
export const SEXES = ['female', 'male', 'third'] as const;
export const CATEGORIES = ['sc', 'st', 'ebc', 'bc', 'general'] as const;
export const TIMES = ['any', 'morning', 'noon', 'evening'] as const;
