// How a held change ends: its author takes it back, or the office says what became of it. It stays in
// both copies until it is safe, for a restored server is offered it again and answers from its history.
//
//   held ──she takes it back──▶ taken back ──server knows──▶ withdrawn ──backed up──▶ forgotten
//     ├──closed at the office──▶ closed ──she has read it, backed up──▶ forgotten
//     └──applied at the office──▶ sent (see entry.ts)
import type { ChangeId } from '#shared/record/change.ts';
import type { SettledHeld } from '#shared/sync/protocol.ts';
import type { HeldAnswer, HeldQuestions, OwnChange } from './contract.ts';
import type { Entry } from './entry.ts';

/** @param entry as it is now; when its place in the order is known, already as sent. */
export function ended(entry: Entry, { end, note }: SettledHeld, takenBack: true | undefined): Entry {
  return {
    ...entry, end,
    ...(note !== undefined && { note }),
    ...(takenBack && { takenBack }),
    ...(end === 'applied' && entry.offer === 'held' && { folded: true }),
  };
}

/** Another server epoch knows nothing of it yet; what she took back stays taken back, and is said again. */
export function offeredAgain(entry: Entry): Entry {
  const { code: _code, paths: _paths, ...rest } = entry;
  return { ...(entry.takenBack === true ? withoutEnd(rest) : rest), offer: 'unsent', seq: 0 };
}

export function withoutEnd(entry: Entry): Entry {
  const { end: _end, note: _note, told: _told, ...rest } = entry;
  return rest;
}

/** Where a change of this phone is. */
export function stageOf({ offer, change, end, takenBack }: Entry, safe: number): OwnChange['at'] {
  if (offer === 'sent') return change.counter <= safe ? 'backup' : 'server';
  if (takenBack === true) return 'taken-back';
  return end === 'closed' ? 'closed' : offer === 'held' ? 'held' : 'phone';
}

/** @param open held changes that wait for their author. */
export function questionsOf(open: readonly Entry[], all: readonly Entry[]): HeldQuestions {
  return {
    held: open.map((e) => e.change.id),
    withdraw: all.filter((e) => e.takenBack === true && e.end === undefined && e.offer !== 'sent').map((e) => e.change.id),
  };
}

export function answersOf(entries: readonly Entry[]): HeldAnswer[] {
  return entries.flatMap(({ change, end, note = '', takenBack, told }): HeldAnswer[] => {
    if (told === true) return [];
    if (end === 'closed' && takenBack !== true) return [{ change, end, note }];
    return end === 'applied' && takenBack === true ? [{ change, end, note }] : [];
  });
}

/** The held change of that id, and those that name it, or one that does, among what they replace. */
export function standingOn(open: readonly Entry[], id: ChangeId): Entry[] {
  const taken = new Set<ChangeId>();
  return open.filter(({ change }) => {
    if (change.id !== id && !Object.values(change.replaces).some((seen) => seen.some((version) => taken.has(version)))) return false;
    taken.add(change.id);
    return true;
  });
}

/** Of two copies of a held entry, what either knows of its end. */
export function withEndOf(entry: Entry, other: Entry): Entry {
  const { takenBack = other.takenBack, end = other.end, note = other.note, told = other.told } = entry;
  return { ...entry, ...(takenBack && { takenBack }), ...(end && { end }), ...(note !== undefined && { note }), ...(told && { told }) };
}

export function sameEnd(a: Entry, b: Entry): boolean {
  return a.takenBack === b.takenBack && a.end === b.end && a.told === b.told;
}
