// Which households of a whole block may have been written twice. Comparing each with each is out of the
// question (33,000 families are half a milliard pairs), so only those are compared that share something
// coarse: the sound of a first name within one village, a phone, the end of a card number.
import { bucketPlace } from '../place/bucket.ts';
import { ancestorAt } from '../place/ancestor.ts';
import type { DoorJoining } from '../field-work.ts';
import type { DehriRecord } from '../record/record.ts';
import { prepareHousehold, scorePreparedDuplicate, type DuplicateScore, type PreparedHousehold } from './duplicates.ts';
import { nameKey } from './name-key.ts';

export interface Pair extends DuplicateScore {
  readonly a: DehriRecord;
  readonly b: DehriRecord;
}

/** How far it is, and what was found since the last step. */
export interface PairStep {
  readonly done: number;
  readonly of: number;
  readonly found: readonly Pair[];
}

/** A key that so many share tells nothing: a common name, the phone of a dealer. */
const COMMON = 80;
const CARD_TAIL = 6;
/** Groups looked at before the caller may draw breath. */
const STEP = 400;

/** @param from least score that counts; step by step, so that a page stays alive */
export function* findPairs(doors: readonly DehriRecord[], joining: DoorJoining, from: number): Generator<PairStep> {
  const standing = doors.filter((door) => joining.joinedWith(door) === undefined);
  const prepared = new Map<DehriRecord, PreparedHousehold>();
  const groups = new Map<string, DehriRecord[]>();
  for (const door of standing) {
    const traits = joining.traits(door);
    prepared.set(door, prepareHousehold(traits));
    for (const key of keysOf(door, traits.name, traits.phone ?? '', traits.cardDigits ?? '')) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [door]);
      else group.push(door);
    }
  }
  const worth = [...groups.values()].filter((group) => group.length > 1 && group.length <= COMMON);
  const seen = new Set<string>();
  let found: Pair[] = [];
  for (const [at, group] of worth.entries()) {
    for (const [i, a] of group.entries()) {
      for (const b of group.slice(i + 1)) {
        const name = a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`;
        const [one, other] = [prepared.get(a), prepared.get(b)];
        if (seen.has(name) || one === undefined || other === undefined) continue;
        seen.add(name);
        const { score, reasons } = scorePreparedDuplicate(one, other);
        if (score >= from && !joining.isTold(a, b)) found.push({ a, b, score, reasons });
      }
    }
    if ((at + 1) % STEP === 0 || at + 1 === worth.length) {
      yield { done: at + 1, of: worth.length, found };
      found = [];
    }
  }
  if (worth.length === 0) yield { done: 0, of: 0, found: [] };
}

function keysOf(door: DehriRecord, name: string, phone: string, card: string): readonly string[] {
  const home = bucketPlace(door.bucket);
  const village = ancestorAt(home, 'village') ?? home;
  const first = nameKey(name.trim().split(/\s+/u)[0] ?? '');
  return [
    ...(first === '' ? [] : [`n ${village} ${first}`]),
    ...(phone.length >= 10 ? [`p ${phone.slice(-10)}`] : []),
    ...(card.length >= CARD_TAIL ? [`c ${card.slice(-CARD_TAIL)}`] : []),
  ];
}
