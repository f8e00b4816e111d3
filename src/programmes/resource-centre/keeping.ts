// How long rows of a list are kept after the list last said anything of a child, and when what she asks for is
// answered. The DPDP Act 2023 (s.8(7), s.11, s.12) says "no longer than needed" and gives no numbers: these are habits
// that the State sets for itself (dossier E2).
import { yearsKept } from '#shared/subjects/rights.ts';
import type { ClockRow, NumberRow } from '#shared/task/rulebook.ts';

const YEARS: Readonly<Record<string, number>> = { labour: 5, marriage: 5, malnutrition: 3, anaemia: 3, disability: 7, addiction: 3, trafficking: 7, pocso: 7, hiv: 3 };
const CONVENTION = 'convention; DPDP Act 2023 s.8(7): no longer than needed (general knowledge)';

export const KEPT: readonly NumberRow[] = Object.entries(YEARS).map(([category, value]) => ({ id: yearsKept(category), value, min: 1, max: 25, standing: 'custom', source: CONVENTION }));

export const ANSWERS: readonly ClockRow[] = (['copy', 'correction', 'erasure'] as const).map((kind) => ({
  id: `rights-${kind}`, limit: { amount: 30, unit: 'days' }, standing: 'custom', source: 'convention; DPDP Act 2023 s.11, s.12 (general knowledge)',
}));
