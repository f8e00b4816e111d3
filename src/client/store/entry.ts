// A change on its way from this phone to safety. It never gets lost between two states, for the same
// entry stands in both copies until the server says that it is in a verified backup.
//
//   unsent ──applied──▶ sent ──its record came back──▶ folded ──backed up──▶ forgotten
//      │ ▲                                  ▲
//      │ └──── another server epoch ────────┴──── (from anywhere)
//      ├──its record was erased──▶ sent and folded, emptied of all it said
//      └──held──▶ held ──mended by a later change, or applied at the desk; backed up──▶ forgotten
//                   └──taken back, or closed at the office (see held-ends.ts); backed up──▶ forgotten
import * as z from 'zod/mini';
import type { Change, ChangeId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { HELD_CODES, HELD_ENDS, type HeldCode, type HeldEnd } from '#shared/sync/protocol.ts';
import { isChange } from '#shared/sync/wire-changes.ts';
import type { Draft } from './contract.ts';

export type Offer = 'unsent' | 'sent' | 'held';

export interface Entry {
  readonly change: Change;
  /** True when it made the record. */
  readonly fresh: boolean;
  readonly offer: Offer;
  /** Server order it was given, 0 before. */
  readonly seq: number;
  /** What the server last sent of the record has this change in it. */
  readonly folded: boolean;
  readonly code?: HeldCode;
  readonly paths?: readonly string[];
  /** Its author takes it back. */
  readonly takenBack?: true;
  /** How it ended at the office, and what was said to its author. */
  readonly end?: HeldEnd;
  readonly note?: string;
  /** Its author has read how it ended. */
  readonly told?: true;
  /** It chose among several answers, and its answer still stands: kept to say so when another one comes after all. */
  readonly settles?: true;
}

const fieldValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

export const entrySchema = z.object({
  change: z.custom<Change>(isChange),
  fresh: z.boolean(),
  offer: z.enum(['unsent', 'sent', 'held']),
  seq: z.int(),
  folded: z.boolean(),
  // A code given by a newer app, read after going back to this one.
  code: z.catch(z.optional(z.enum(HELD_CODES)), 'unreadable'),
  paths: z.optional(z.array(z.string())),
  takenBack: z.optional(z.literal(true)),
  end: z.optional(z.enum(HELD_ENDS)),
  note: z.optional(z.string()),
  told: z.optional(z.literal(true)),
  settles: z.optional(z.literal(true)),
});

export const draftSchema = z.object({
  id: z.string(),
  form: z.string(),
  record: z.optional(z.string()),
  row: z.optional(z.string()),
  seen: z.optional(z.custom<DehriRecord>(isRecord)),
  bucket: z.string(),
  answers: z.record(z.string(), fieldValueSchema),
  page: z.int(),
  savedAt: z.number(),
});

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ['id', 'values', 'base', 'heads', 'rivals'].every((part) => part in value);
}

/** @throws when the stored bytes say something else: a bug, for they were authenticated. */
export function parseEntry(value: unknown): Entry {
  const { code, paths, takenBack, end, note, told, settles, ...entry } = entrySchema.parse(value);
  return {
    ...entry,
    ...(code !== undefined && { code }), ...(paths !== undefined && { paths }), ...(takenBack !== undefined && { takenBack }),
    ...(end !== undefined && { end }), ...(note !== undefined && { note }), ...(told !== undefined && { told }), ...(settles !== undefined && { settles }),
  };
}

export function parseDraft(value: unknown): Draft {
  const { record, row, seen, ...draft } = draftSchema.parse(value);
  return { ...draft, ...(record !== undefined && { record }), ...(row !== undefined && { row }), ...(seen !== undefined && { seen }) };
}

/** Nobody waits for it any more, so it is no longer shown as her word and no longer counted. */
export function isGivenUp({ offer, takenBack, end }: Entry): boolean {
  return offer !== 'sent' && (takenBack === true || end !== undefined);
}

/** What stays of a change of an erased record until it is safe: its number, so that none seems lost. */
export function emptied({ change }: Entry): Entry {
  return { change: { ...change, form: null, values: {}, replaces: {} }, fresh: false, offer: 'sent', seq: 0, folded: true };
}

/** Ids of held changes that a later change of this phone puts right. */
export function mendedIds(entries: Iterable<Entry>): Set<ChangeId> {
  const mended = new Set<ChangeId>();
  for (const { change } of entries) if (change.mends !== undefined) mended.add(change.mends);
  return mended;
}

/**
 * Entries the phone may forget: in a verified backup, and no longer needed to show the record or to
 * remind their author.
 * @param safe counters up to this are in a verified backup.
 */
export function forgettable(entries: ReadonlyMap<number, Entry>, safe: number): Entry[] {
  const mended = mendedIds(entries.values());
  return [...entries.values()].filter(
    ({ change, offer, folded, end, takenBack, told, settles }) =>
      change.counter <= safe && ((offer === 'sent' && folded && settles !== true)
        || (offer === 'held' && (folded || mended.has(change.id) || (end !== undefined && (end !== 'closed' || takenBack === true || told === true))))),
  );
}
