// The drive that links every ration-card family to a self-help group (dossier C).
import type { Programme } from '#shared/programme.ts';
import { INDICATORS } from './indicators.ts';
import { rationCardList } from './lists/ration-card-list.ts';
import { RECORD_TYPES } from './records.ts';

export const jeevika: Programme = {
  id: 'jeevika',
  recordTypes: RECORD_TYPES,
  forms: [],
  indicators: INDICATORS,
  tasks: [],
  imports: [rationCardList],
};
