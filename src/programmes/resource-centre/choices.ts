// Closed lists of a child's file. Codes are English, words stand in `locales/`.
import { CATEGORIES, DEPARTMENTS } from './categories.ts';

export const CATEGORY_IDS = CATEGORIES.map(({ id }) => id);
export const DEPARTMENT_IDS = DEPARTMENTS.map(({ id }) => id);
/** What a child may need and be given, in whichever category. */
export const SERVICES: readonly string[] = [...new Set(CATEGORIES.flatMap(({ services }) => services))];

export const SEXES = ['female', 'male', 'other'] as const;
export const SOURCES = ['centre', 'committee', 'childline', 'department', 'family', 'self', 'other'] as const;
export const CARERS = ['parents', 'mother', 'father', 'relative', 'guardian', 'institution', 'none', 'unknown'] as const;
/** Form 7, JJ Model Rules 2016: how long a stay is planned for (dossier B3). */
export const STAYS = ['home', 'short', 'medium', 'long'] as const;
export const GROUNDS = ['law', 'guardian', 'child'] as const;

/** Areas of concern of the Individual Care Plan, Form 7 B (dossier B3, general knowledge). */
export const AREAS = ['health', 'emotional', 'education', 'leisure', 'attachment', 'belief', 'self_care', 'independence', 'other'] as const;
export const OWNERS = ['child', 'family', 'worker', 'department', 'school', 'institution', 'other'] as const;

/** What a department says to a referral once it has it. */
export const ANSWERS = ['given', 'refused'] as const;
/** Who says that a service was given. */
export const SAID_BY = ['list', 'office', 'family', 'seen'] as const;
export const SCHEME_STATES = ['applied', 'approved', 'received', 'refused'] as const;

export const WAYS = ['visit', 'phone', 'office', 'school'] as const;
export const FOLLOW_UP_STATES = ['well', 'going_on', 'needs_help', 'not_met'] as const;

export const STATUSES = ['open', 'closed'] as const;
export const OUTCOMES = ['rehabilitated', 'restored', 'enrolled', 'moved', 'of_age', 'died', 'lost'] as const;
/** Ends after which she is still looked after: how she fares is asked after 1, 3 and 6 months (Form 7 E). */
export const FOLLOWED_OUTCOMES: readonly string[] = ['rehabilitated', 'restored', 'enrolled'];

/** What a colleague is named on a file for. */
export const TASKS_OF_TEAM = ['counselling', 'legal', 'health', 'visits', 'records'] as const;
