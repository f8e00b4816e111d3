// The district's registers of Mission Shakti, kept at its hub (dossier D).
import type { Programme } from '#shared/programme.ts';

export const missionShakti: Programme = {
  id: 'mission-shakti',
  recordTypes: [],
  forms: [],
  indicators: [],
  tasks: [],
};
