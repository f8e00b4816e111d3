// Young people who leave child care institutions, and the papers that others take for granted (dossier B).
import type { Programme } from '#shared/programme.ts';
import { RULES } from './clocks.ts';
import { profile } from './forms/profile.ts';
import { practice } from './practice.ts';
import { RECORD_TYPES } from './records.ts';

export const careLeavers: Programme = {
  id: 'care-leavers',
  recordTypes: RECORD_TYPES,
  forms: [profile],
  indicators: [],
  tasks: [],
  practice,
  rules: RULES,
};
