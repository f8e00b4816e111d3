// Young people who leave child care institutions, and the papers that others take for granted (dossier B).
import type { Programme } from '#shared/programme.ts';
import { RULES } from './clocks.ts';
import { followUp } from './forms/follow-up.ts';
import { kept, named, neverKept, responsible } from './forms/handling.ts';
import { linkage } from './forms/linkage.ts';
import { becomeMentor, meeting, mentorProfile, mentorStatus, mentorWish, pairingEnd } from './forms/mentor.ts';
import { paper } from './forms/paper.ts';
import { plan } from './forms/plan.ts';
import { profile } from './forms/profile.ts';
import { aftercare, alliance, closing, leaving, link } from './forms/status.ts';
import { stipend } from './forms/stipend.ts';
import { INDICATORS } from './indicators.ts';
import { practice } from './practice.ts';
import { RECORD_TYPES } from './records.ts';
import { REVIEW } from './review.ts';
import { TASKS } from './tasks.ts';

export const careLeavers: Programme = {
  id: 'care-leavers',
  recordTypes: RECORD_TYPES,
  forms: [
    profile, leaving, paper, plan, followUp, linkage, aftercare, stipend, alliance, link, meeting, pairingEnd, mentorWish, becomeMentor,
    mentorProfile, mentorStatus, responsible, named, kept, neverKept, closing,
  ],
  indicators: INDICATORS,
  tasks: TASKS,
  review: REVIEW,
  practice,
  rules: RULES,
};
