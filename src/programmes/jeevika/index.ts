// The drive that links every ration-card family to a self-help group (dossier C).
import type { Programme } from '#shared/programme.ts';
import { camps } from './camps.ts';
import { doors } from './doors.ts';
import { addFamily } from './forms/add-family.ts';
import { camp } from './forms/camp.ts';
import { contact } from './forms/contact.ts';
import { group } from './forms/group.ts';
import { identity } from './forms/identity.ts';
import { members } from './forms/members.ts';
import { survey } from './forms/survey.ts';
import { groups } from './groups.ts';
import { INDICATORS } from './indicators.ts';
import { RECORD_TYPES } from './records.ts';
import { REVIEW } from './review.ts';
import { sheet } from './sheet.ts';
import { TASKS } from './tasks.ts';

export const jeevika: Programme = {
  id: 'jeevika',
  recordTypes: RECORD_TYPES,
  forms: [survey, addFamily, identity, contact, members, group, camp],
  indicators: INDICATORS,
  tasks: TASKS,
  review: REVIEW,
  sheet,
  field: { doors, groups, camps },
};
