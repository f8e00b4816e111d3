// The State Resource Centre (dossier E): lists of several departments about one child, and what is done for her.
import type { Programme } from '#shared/programme.ts';
import { CATEGORIES, DEPARTMENTS } from './categories.ts';
import { RULES } from './file/clocks.ts';
import { aftercare, closing, kept, named, neverKept, reopening, responsible } from './file/forms/handling.ts';
import { intake } from './file/forms/intake.ts';
import { order, plan, voice } from './file/forms/plan.ts';
import { followUp, pause, pauseEnd, referralAnswer, referralSend, referralWithdraw, scheme, service } from './file/forms/work.ts';
import { INDICATORS } from './file/indicators.ts';
import { practice } from './file/practice.ts';
import { childFile } from './file/records.ts';
import { REVIEW } from './file/review.ts';
import { file } from './file/subject.ts';
import { TASKS } from './file/tasks.ts';
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
