// Districts as their reviews read them out, to the figure, and how they are loaded. The figures stand here as they
// were printed, not as the made-up data have them.
import { financialYear, monthPeriod, type Period } from '#shared/report/period.ts';
import { BHAGALPUR } from '#server/demo/bhagalpur.ts';
import { LAKHISARAI_DISTRICT, loadLakhisarai } from '#server/demo/lakhisarai.ts';
import type { ScratchServer } from './server-database.ts';
import { DISTRICT, loadDistrict } from './server-district.ts';

export interface ReadOutFigure {
  readonly programme: string;
  readonly part: string;
  readonly cell: string;
  readonly value: number;
  /** Decimals to which it was read out; default exact. */
  readonly decimals?: number;
}

export interface ReadOut {
  readonly code: string;
  readonly period: Period;
  readonly figures: readonly ReadOutFigure[];
  load(scratch: ScratchServer, say: (line: string) => void): Promise<unknown>;
}

const of = (programme: string, part: string, values: Readonly<Record<string, number>>): readonly ReadOutFigure[] =>
  Object.entries(values).map(([cell, value]) => ({ programme, part, cell, value }));

/** Steering committee of Mission Shakti, February 2026, of the financial year so far (dossier D1). */
const lakhisarai: ReadOut = {
  code: LAKHISARAI_DISTRICT,
  period: financialYear(2025),
  figures: [
    ...of('one-stop-centre', 'centre', { disposed: 103 }),
    ...of('one-stop-centre', 'helpline', { registered: 95, disposed: 88, pending: 7 }),
    { programme: 'one-stop-centre', part: 'helpline', cell: 'disposedShare', value: 0.926, decimals: 3 },
    ...of('mission-shakti', 'bbbp', { events: 61, participants: 4_327 }),
    ...of('mission-shakti', 'hub', { events: 29, participants: 1_560, linked: 102 }),
  ],
  load: ({ services }) => loadLakhisarai(services),
};

/** The district's project manager at the end of May 2025 (dossier C1). */
const bhagalpur: ReadOut = {
  code: DISTRICT,
  period: monthPeriod('2025-05'),
  figures: of('jeevika', 'coverage', { listed: 532_630, linked: 339_650, left: 192_980, newGroups: 414, newGroupFamilies: 5_560, mahadalitLinked: 953 }),
  load: (scratch, say) => loadDistrict(scratch, BHAGALPUR.listed, say),
};

export const READ_OUT = { lakhisarai, bhagalpur } as const satisfies Readonly<Record<string, ReadOut>>;
