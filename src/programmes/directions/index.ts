// Meetings of review, what was directed there, and whether it was carried out (dossier D1).
import type { Programme } from '#shared/programme.ts';

export const directions: Programme = {
  id: 'directions',
  recordTypes: [],
  forms: [],
  indicators: [],
  tasks: [],
};
