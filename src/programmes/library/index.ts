// The library of the State Resource Centre: schemes for everybody, policies, studies and training for desks.
import type { Programme } from '#shared/programme.ts';
import { policyForm, studyForm } from './forms/paper.ts';
import { schemeForm } from './forms/scheme.ts';
import { trainingForm, trainingLog } from './forms/training.ts';
import { RECORD_TYPES } from './records.ts';
import { RULES } from './reminders.ts';
import { TASKS } from './tasks.ts';
import { work } from './work.ts';

export const library: Programme = {
  id: 'library',
  recordTypes: RECORD_TYPES,
  forms: [schemeForm, policyForm, studyForm, trainingForm, trainingLog],
  indicators: [],
  tasks: TASKS,
  rules: RULES,
  library: work,
};
