import type { CampWork } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';

/** The nearest coming one first; of those that are over, the last one. */
export function inOrder(camps: readonly DehriRecord[], work: CampWork, today: string): { readonly ahead: readonly DehriRecord[]; readonly past: readonly DehriRecord[] } {
  const days = camps.map((camp) => ({ camp, from: work.card(camp).from, over: work.card(camp).to < today || work.stateOf(camp, today).tone === 'done' }));
  return {
    ahead: days.filter((d) => !d.over).sort((a, b) => (a.from < b.from ? -1 : 1)).map((d) => d.camp),
    past: days.filter((d) => d.over).sort((a, b) => (a.from > b.from ? -1 : 1)).map((d) => d.camp),
  };
}
