// The State Resource Centre (dossier E): lists of several departments about one child, and what is done for her.
import type { Programme } from '#shared/programme.ts';
import { CATEGORIES, DEPARTMENTS } from './categories.ts';
import { RULES } from './clocks.ts';
import { aftercare, closing, kept, named, neverKept, reopening, responsible } from './forms/handling.ts';
import { intake } from './forms/intake.ts';
import { order, plan, voice } from './forms/plan.ts';
import { followUp, pause, pauseEnd, referralAnswer, referralSend, referralWithdraw, scheme, service } from './forms/work.ts';
import { INDICATORS } from './indicators.ts';
import { practice } from './practice.ts';
import { childFile } from './records.ts';
import { REVIEW } from './review.ts';
import { file } from './subject.ts';
import { TASKS } from './tasks.ts';
import { ANSWERS, KEPT } from './keeping.ts';

export const resourceCentre: Programme = {
  id: 'resource-centre',
  recordTypes: [childFile],
  forms: [
    intake, order, voice, plan, referralSend, referralAnswer, referralWithdraw, pause, pauseEnd, service, scheme, followUp,
    responsible, named, kept, neverKept, aftercare, closing, reopening,
  ],
  indicators: INDICATORS,
  tasks: TASKS,
  review: REVIEW,
  practice,
  rules: { clocks: [...RULES.clocks, ...ANSWERS], numbers: [...RULES.numbers, ...KEPT] },
  subjects: { categories: CATEGORIES, departments: DEPARTMENTS, file },
};
