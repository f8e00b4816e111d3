// Which door is next. The list has no map: doors of one tola are taken together, in the order of
// their ration cards (a dealer's list follows the lanes), going on from the door she stands at.
// A locked door comes up again after some days, behind those nobody has tried yet.
import { dayFromNumber, dayNumber } from '#shared/form/calendar.ts';
import type { RecordId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { homeOf, textOf } from './linkage.ts';

/** Days until a locked door is tried again. A convention of the drive, not a rule. */
export const RECHECK_DAYS = 3;

/** `open`: nobody has been there; `again`: to be seen again from `due` on; `done`. */
export type Visit = { readonly state: 'open' } | { readonly state: 'again'; readonly due: string } | { readonly state: 'done' };

export function visitOf({ values }: DehriRecord): Visit {
  const outcome = textOf(values, 'outcome');
  if (outcome === '') return { state: 'open' };
  if (outcome === 'locked') return { state: 'again', due: daysAfter(textOf(values, 'outcomeDay'), RECHECK_DAYS) };
  const returns = textOf(values, 'returnsBy');
  if (outcome === 'migrated' && returns !== '') return { state: 'again', due: returns };
  return { state: 'done' };
}

/** Doors to visit from `today` on; `from` is the door she stands at. */
export function nextDoors(doors: readonly DehriRecord[], today: string, from?: RecordId): readonly DehriRecord[] {
  const here = doors.find((d) => d.id === from);
  const { hamlet: hereHamlet, lane: hereLane } = here === undefined ? { hamlet: undefined, lane: '' } : standing(here);

  const waiting: { door: DehriRecord; hamlet: string; lane: string; again: number; behind: number }[] = [];
  const openIn = new Map<string, number>();
  for (const door of doors) {
    if (door.id === from) continue;
    const visit = visitOf(door);
    if (visit.state === 'done' || (visit.state === 'again' && visit.due > today)) continue;
    const { hamlet, lane } = standing(door);
    openIn.set(hamlet, (openIn.get(hamlet) ?? 0) + 1);
    waiting.push({ door, hamlet, lane, again: visit.state === 'again' ? 1 : 0, behind: lane < hereLane ? 1 : 0 });
  }
  return waiting
    .sort((a, b) =>
      Number(b.hamlet === hereHamlet) - Number(a.hamlet === hereHamlet)
      || (a.hamlet === b.hamlet ? 0 : (openIn.get(b.hamlet) ?? 0) - (openIn.get(a.hamlet) ?? 0) || compareText(a.hamlet, b.hamlet))
      || a.again - b.again
      || (a.hamlet === hereHamlet ? a.behind - b.behind : 0)
      || compareText(a.lane, b.lane)
      || compareText(a.door.id, b.door.id))
    .map(({ door }) => door);
}

/** A record never changes, so what is worked out from it holds as long as it does. */
const STANDINGS = new WeakMap<DehriRecord, { readonly hamlet: string; readonly lane: string }>();

function standing(door: DehriRecord): { readonly hamlet: string; readonly lane: string } {
  let found = STANDINGS.get(door);
  if (found === undefined) {
    found = { hamlet: hamletOf(door), lane: laneOf(door) };
    STANDINGS.set(door, found);
  }
  return found;
}

/** Where the door stands, as far as groups and walks go: its tola, by code or by name. */
export function hamletOf(record: DehriRecord): string {
  return `${homeOf(record)}/${textOf(record.values, 'tolaName').normalize('NFKD').replace(/[\s\u093c]/g, '').toLowerCase()}`;
}

export function daysAfter(day: string, days: number): string {
  const number = dayNumber(day);
  return (number === undefined ? undefined : dayFromNumber(number + days)) ?? day;
}

function laneOf({ values }: DehriRecord): string {
  return `${textOf(values, 'ward').padStart(4, '0')}/${textOf(values, 'cardNumber') || '~'}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
