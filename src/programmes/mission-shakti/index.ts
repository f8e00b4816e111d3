// The district's registers of Mission Shakti, kept at its hub (dossier D).
import type { Programme } from '#shared/programme.ts';
import { RULES } from './clocks.ts';
import { batchForm, placement } from './forms/batch.ts';
import { eventForm } from './forms/event.ts';
import { fundDecision, fundForm, fundPayment } from './forms/fund.ts';
import { homeCount, homeForm, inspection, inspectionMended } from './forms/home.ts';
import { linkageForm, linkageOutcome } from './forms/linkage.ts';
import { committeeForm, complaintClosed, complaintForm, workplaceForm } from './forms/workplace.ts';
import { INDICATORS } from './indicators.ts';
import { practice } from './practice.ts';
import { RECORD_TYPES } from './records.ts';
import { REVIEW } from './review.ts';
import { TASKS } from './tasks.ts';

export const missionShakti: Programme = {
  id: 'mission-shakti',
  recordTypes: RECORD_TYPES,
  forms: [
    eventForm, linkageForm, linkageOutcome, homeForm, homeCount, inspection, inspectionMended, fundForm, fundDecision, fundPayment, batchForm, placement,
    workplaceForm, committeeForm, complaintForm, complaintClosed,
  ],
  indicators: INDICATORS,
  tasks: TASKS,
  review: REVIEW,
  practice,
  rules: RULES,
};
