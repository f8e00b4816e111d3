// Which door is next. The list has no map: doors of one tola are taken together, in the order of
// their ration cards (a dealer's list follows the lanes), going on from the door she stands at.
// A locked door comes up again after some days, behind those nobody has tried yet.
import { dayFromNumber, dayNumber } from '#shared/form/calendar.ts';
import type { RecordId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { homeOf, isJoined, textOf } from './linkage.ts';

/** Days until a locked door is tried again. A convention of the drive, not a rule. */
export const RECHECK_DAYS = 3;

/** `open`: nobody has been there; `again`: to be seen again from `due` on; `done`. */
export type Visit = { readonly state: 'open' } | { readonly state: 'again'; readonly due: string } | { readonly state: 'done' };

export function visitOf(door: DehriRecord): Visit {
  // Whoever goes on in its place is visited.
  if (isJoined(door)) return { state: 'done' };
  const { values } = door;
  const outcome = textOf(values, 'outcome');
  if (outcome === '') return { state: 'open' };
  if (outcome === 'locked') return { state: 'again', due: daysAfter(textOf(values, 'outcomeDay'), RECHECK_DAYS) };
  const returns = textOf(values, 'returnsBy');
  if (outcome === 'migrated' && returns !== '') return { state: 'again', due: returns };
  return { state: 'done' };
}

interface Waiting {
  readonly door: DehriRecord;
  readonly lane: string;
  readonly again: number;
}

/**
 * Doors to visit from `today` on; `from` is the door she stands at. Tola by tola: hers first, then the
 * one with most doors left; in each the doors nobody has tried, on from her lane, then those to be seen
 * again. `most`: so many of them will do, and the tolas behind are not put in order for nothing.
 */
export function nextDoors(doors: readonly DehriRecord[], today: string, from?: RecordId, most = Infinity): readonly DehriRecord[] {
  const here = doors.find((d) => d.id === from);
  const { hamlet: hereHamlet, lane: hereLane } = here === undefined ? { hamlet: undefined, lane: '' } : standing(here);

  const hamlets = new Map<string, Waiting[]>();
  for (const door of doors) {
    if (door.id === from) continue;
    const visit = visitOf(door);
    if (visit.state === 'done' || (visit.state === 'again' && visit.due > today)) continue;
    const { hamlet, lane } = standing(door);
    const one = { door, lane, again: visit.state === 'again' ? 1 : 0 };
    const others = hamlets.get(hamlet);
    if (others === undefined) hamlets.set(hamlet, [one]);
    else others.push(one);
  }
  const inTurn = [...hamlets].sort(([a, ofA], [b, ofB]) =>
    Number(b === hereHamlet) - Number(a === hereHamlet) || ofB.length - ofA.length || compareText(a, b));

  const next: DehriRecord[] = [];
  for (const [hamlet, waiting] of inTurn) {
    if (next.length >= most) break;
    const behind = ({ lane }: Waiting): number => (hamlet === hereHamlet && lane < hereLane ? 1 : 0);
    waiting.sort((a, b) => a.again - b.again || behind(a) - behind(b) || compareText(a.lane, b.lane) || compareText(a.door.id, b.door.id));
    for (const { door } of waiting) next.push(door);
  }
  return next.length > most ? next.slice(0, most) : next;
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
