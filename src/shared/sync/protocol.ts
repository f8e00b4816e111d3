// The sync protocol, version 1. One request does everything: it hands in changes and asks for
// what is new since its cursors. The answer is a stream of lines, each `<crc32 hex> <json>\n`, so a
// break costs at most one page and a damaged line is seen and thrown away.
//
//   phone                                   server
//     │ POST /api/sync  SyncRequest           │
//     │──────────────────────────────────────▶│ changes: access → validate → merge → commit
//     │ head  (epoch, result per change)      │
//     │◀──────────────────────────────────────│ results are only of committed changes
//     │ page  (bucket, rows, cursor) … × n    │
//     │◀──────────────────────────────────────│ rows and cursor are saved in one transaction
//     │ end   (checksums)                     │
//     │◀──────────────────────────────────────│ no end: the pages that came stay, ask again
//
// Recorded messages of every released version are replayed in the tests.
import * as z from 'zod/mini';

export const PROTOCOL_VERSION = 1;
/** Most changes in one request; the phone sends the rest in the next. */
export const MAX_CHANGES_PER_PUSH = 500;

/** Most held changes asked about or taken back in one request. */
export const MAX_HELD_ASKED = 200;

const changeIdSchema = z.string().check(z.maxLength(200));

/** Per bucket `[generation, seq]`: everything up to seq is on the phone. */
export const cursorsSchema = z.record(z.string().check(z.maxLength(120)), z.tuple([z.int(), z.int()]));
export type Cursors = z.infer<typeof cursorsSchema>;

export const syncRequestSchema = z.object({
  v: z.int(),
  /** Server epoch the cursors belong to, '' at first contact. */
  epoch: z.string().check(z.maxLength(64)),
  cursors: cursorsSchema,
  /** Digest of the profile (places, grants) it holds, '' if none. */
  profile: z.string().check(z.maxLength(64)),
  /** Changes in the wire form of `wire-changes.ts`; null when there is nothing to hand in. */
  push: z.unknown(),
  /** What stays on the phone, so that the coordinator sees the same count: [unsent, held]. */
  counts: z.tuple([z.int(), z.int()]),
  /** Version of the app. */
  app: z.string().check(z.maxLength(32)),
  /** Most records it wants in this answer; absent: all. 0: changes only. */
  limit: z.optional(z.int()),
  /** Held changes that wait for their author on this phone: it asks what has become of them. */
  held: z.optional(z.array(changeIdSchema).check(z.maxLength(MAX_HELD_ASKED))),
  /** Held changes that their author takes back: they stay kept, and nobody waits for them any more. */
  withdraw: z.optional(z.array(changeIdSchema).check(z.maxLength(MAX_HELD_ASKED))),
});
export type SyncRequest = z.infer<typeof syncRequestSchema>;

/** Why a change was held. Stable codes; words in `locales/<language>/sync.json` under `held.<code>`. */
export const HELD_CODES = [
  'access', 'validation', 'unknown-type', 'unknown-base', 'unknown-form', 'duplicate',
  'counter-reused', 'too-large', 'unreadable', 'settled-elsewhere', 'erased',
] as const;
export type HeldCode = (typeof HELD_CODES)[number];

/** A code of a newer server is read as the plainest one: its word "look, and send again" is never wrong. */
const heldCodeSchema = z.catch(z.enum(HELD_CODES), 'unreadable');

/**
 * Result of one change, in the order sent:
 * `a` applied, `d` it was there already (same effect), `h` held with a reason and the paths at fault.
 */
export const resultSchema = z.union([
  z.tuple([z.literal('a'), z.int()]),
  z.tuple([z.literal('d'), z.int()]),
  z.tuple([z.literal('h'), heldCodeSchema, z.array(z.string())]),
]);
export type ChangeResult = z.infer<typeof resultSchema>;

/** How a held change ended: applied or closed by an officer, mended or taken back by its author. */
export const HELD_ENDS = ['applied', 'mended', 'closed', 'withdrawn'] as const;
export type HeldEnd = (typeof HELD_ENDS)[number];
export const settledHeldSchema = z.object({
  id: z.string(),
  /** An end of a newer server is read as `closed`: nobody waits for the change any more. */
  end: z.catch(z.enum(HELD_ENDS), 'closed'),
  /** Its place in the server's order, when it was applied. */
  seq: z.optional(z.int()),
  /** What the officer said to the author when closing it. */
  note: z.optional(z.string()),
});
export type SettledHeld = z.infer<typeof settledHeldSchema>;

export const headLineSchema = z.object({
  t: z.literal('head'),
  v: z.int(),
  epoch: z.string(),
  /** Milliseconds since 1970 by the server: shown beside the phone's when they differ much. */
  time: z.int(),
  /** Cursors came from another epoch: the phone starts again and re-offers all that is not safe. */
  reset: z.optional(z.literal(true)),
  results: z.optional(z.array(resultSchema)),
  /** Changes of this device with a counter up to this are in a verified backup and may be forgotten. */
  safe: z.optional(z.int()),
  /** Present when the phone's profile is out of date: fetch GET /api/profile. */
  profile: z.optional(z.string()),
  /** Buckets she no longer has: drop after handing in. */
  drop: z.optional(z.array(z.string())),
  /** This device is shut out: what it hands in is still kept, then it holds nothing any more. */
  revoked: z.optional(z.literal(true)),
  /** Records still to come in this answer, for progress. */
  coming: z.optional(z.int()),
  /** What has become of held changes asked about; those still open are left out. */
  settled: z.optional(z.array(settledHeldSchema)),
});
export type HeadLine = z.infer<typeof headLineSchema>;

export const pageLineSchema = z.object({
  t: z.literal('page'),
  b: z.string(),
  /** Generation and the seq reached once this page is saved. */
  g: z.int(),
  s: z.int(),
  /** True: the bucket begins anew, forget what was held of it. */
  fresh: z.optional(z.literal(true)),
  /** Records in the wire form of `wire-records.ts`. */
  rows: z.unknown(),
  /** Ids of records that left the bucket. */
  gone: z.optional(z.array(z.string())),
  /** Those of them that were erased for good: nothing of them stays on a phone, drafts included. */
  erased: z.optional(z.array(z.string())),
});
export type PageLine = z.infer<typeof pageLineSchema>;

export const endLineSchema = z.object({
  t: z.literal('end'),
  /** Bucket → checksum of the whole bucket as the server has it, for buckets that had pages. */
  sums: z.optional(z.record(z.string(), z.int())),
  /** More waits beyond `limit`. */
  more: z.optional(z.literal(true)),
});
export type EndLine = z.infer<typeof endLineSchema>;

export type SyncLine = HeadLine | PageLine | EndLine;

/**
 * POST /api/sync/cost: what a full pull from these cursors would bring.
 * The answer's `bytes` is an estimate of the compressed answer.
 */
export const costRequestSchema = z.pick(syncRequestSchema, { v: true, epoch: true, cursors: true });
export type CostRequest = z.infer<typeof costRequestSchema>;
export const costResponseSchema = z.object({ records: z.int(), bytes: z.int() });
export type CostResponse = z.infer<typeof costResponseSchema>;

/** Media type of the answer's stream of lines. */
export const SYNC_MEDIA_TYPE = 'application/x-dehri-lines';
