// What the journal's frames say, and what all of them together amount to. The journal keeps what
// the server cannot give back: entries, drafts, the profile. Records come again by a pull.
import * as z from 'zod/mini';
import { arrivedProfileSchema, type Profile } from '#shared/sync/profile.ts';
import { draftSchema, entrySchema, parseDraft, parseEntry, type Entry } from './entry.ts';
import type { Draft } from './contract.ts';

export interface Keepsakes {
  /** By counter. */
  readonly entries: Map<number, Entry>;
  readonly drafts: Map<string, Draft>;
  profile: Profile | undefined;
  /** Highest counter ever given by this device, also of forgotten changes. */
  counter: number;
  /** Highest counter known to be in a verified backup. */
  safe: number;
}

/** What one write changes of them. Absent: unchanged. */
export interface KeepsakeEdit {
  readonly entries?: readonly Entry[];
  /** Counters. */
  readonly forget?: readonly number[];
  readonly drafts?: readonly Draft[];
  readonly dropDrafts?: readonly string[];
  readonly profile?: Profile;
  readonly counter?: number;
  readonly safe?: number;
}

export function nothingKept(): Keepsakes {
  return { entries: new Map(), drafts: new Map(), profile: undefined, counter: 0, safe: 0 };
}

const editSchema = z.object({
  entries: z.optional(z.array(entrySchema)),
  forget: z.optional(z.array(z.int())),
  drafts: z.optional(z.array(draftSchema)),
  dropDrafts: z.optional(z.array(z.string())),
  profile: z.optional(arrivedProfileSchema),
  counter: z.optional(z.int()),
  safe: z.optional(z.int()),
});

export function parseEdit(value: unknown): KeepsakeEdit {
  const { entries, forget, drafts, dropDrafts, profile, counter, safe } = editSchema.parse(value);
  return {
    ...(entries !== undefined && { entries: entries.map(parseEntry) }),
    ...(forget !== undefined && { forget }),
    ...(drafts !== undefined && { drafts: drafts.map(parseDraft) }),
    ...(dropDrafts !== undefined && { dropDrafts }),
    ...(profile !== undefined && { profile }),
    ...(counter !== undefined && { counter }),
    ...(safe !== undefined && { safe }),
  };
}

/** Changes `kept` in place. */
export function applyEdit(kept: Keepsakes, edit: KeepsakeEdit): void {
  for (const entry of edit.entries ?? []) {
    kept.entries.set(entry.change.counter, entry);
    kept.counter = Math.max(kept.counter, entry.change.counter);
  }
  for (const counter of edit.forget ?? []) kept.entries.delete(counter);
  for (const draft of edit.drafts ?? []) kept.drafts.set(draft.id, draft);
  for (const id of edit.dropDrafts ?? []) kept.drafts.delete(id);
  kept.profile = edit.profile ?? kept.profile;
  kept.counter = Math.max(kept.counter, edit.counter ?? 0);
  kept.safe = Math.max(kept.safe, edit.safe ?? 0);
}

export function copyKept(kept: Keepsakes): Keepsakes {
  return { ...kept, entries: new Map(kept.entries), drafts: new Map(kept.drafts) };
}

/** Everything as one edit: the first frame of a journal. */
export function wholeEdit(kept: Keepsakes): KeepsakeEdit {
  return {
    entries: [...kept.entries.values()],
    drafts: [...kept.drafts.values()],
    ...(kept.profile !== undefined && { profile: kept.profile }),
    counter: kept.counter,
    safe: kept.safe,
  };
}
