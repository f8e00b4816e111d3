// Messages about many persons at once, from a spreadsheet. The same request looks and does: with `dry` nothing is
// written; without it those that are new are made. Sent again it finds them there and changes nothing.
import * as z from 'zod/mini';
import { ROLES } from '../access/table.ts';
import { fileFaultSchema } from '../import/messages.ts';
import { placeCode, placeNameSchema } from './people.ts';

/** Largest file, unpacked, and most rows. */
export const MAX_PEOPLE_BYTES = 5_000_000;
export const MAX_PEOPLE_ROWS = 2_000;

/**
 * `new`: to be made, or just made. `there`: nothing to do. `differs`: there, with other days, which stay as they
 * are. `ended`: was there once; a list does not bring her back. `fault`: cannot be taken.
 */
export const LOAD_STATES = ['new', 'there', 'differs', 'ended', 'fault'] as const;
export type LoadState = (typeof LOAD_STATES)[number];

export const loadRowSchema = z.object({
  line: z.int(), name: z.string(), role: z.nullable(z.enum(ROLES)),
  /** As found, or as written when it was not. */
  place: z.nullable(placeNameSchema), written: z.string(),
  from: z.nullable(z.string()), to: z.nullable(z.string()),
  state: z.enum(LOAD_STATES),
  /** Words: `desk:people.load.fault.<code>`, or `import:fault.<code>`; `other` the line or the codes meant. */
  faults: z.array(z.object({ code: z.string(), other: z.optional(z.string()) })),
  /** Someone of this name works at the same place in another role. */
  namesake: z.boolean(),
  person: z.nullable(z.string()),
});
export type LoadRow = z.infer<typeof loadRowSchema>;

/** POST /api/people/load?place=&dry= with the file as body (`application/octet-stream`). */
export const loadPeopleQuerySchema = z.object({ place: placeCode, dry: z.enum(['true', 'false']) });
export const loadPeopleResponseSchema = z.union([
  z.object({ ok: z.literal(false), fault: fileFaultSchema }),
  z.object({
    ok: z.literal(true), dry: z.boolean(),
    /** Which header was read as which column. */
    columns: z.array(z.object({ name: z.string(), header: z.nullable(z.string()) })),
    rows: z.array(loadRowSchema),
  }),
]);
export type LoadedPeople = Extract<z.infer<typeof loadPeopleResponseSchema>, { readonly ok: true }>;
