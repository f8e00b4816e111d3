// How photos travel, apart from the records that name them by the SHA-256 of their bytes. A record may
// arrive long before its photo; nothing waits for a photo.
//
//   phone                                         server
//     │ POST /api/photos/ask  [photo, …]            │
//     │────────────────────────────────────────────▶│ per photo: how far it has come, or that it is there
//     │ PUT /api/photos/<district>/<hash>/<offset>  │
//     │────────────────────────────────────────────▶│ the next bytes; other offsets change nothing
//     │ how far it has come                         │
//     │◀────────────────────────────────────────────│ at the last byte: SHA-256, structure; only then it is seen
//
// Cut anywhere, the phone asks again and goes on where the server stands. It keeps its copy until the
// server says `safe`.
import * as z from 'zod/mini';

/** Largest photo in bytes; a phone makes them smaller than half of it. */
export const MAX_PHOTO_BYTES = 512_000;
/** Largest PDF, which travels as a photo does. */
export const MAX_PDF_BYTES = 1_000_000;
/** Largest piece in one request. */
export const MAX_PIECE_BYTES = 128_000;
/** Most photos asked about in one request. */
export const MAX_PHOTOS_ASKED = 100;

/** SHA-256 of the bytes in lower hex. */
export const photoNameSchema = z.string().check(z.regex(/^[0-9a-f]{64}$/));

export const photoAskSchema = z.object({
  photos: z.array(z.object({
    name: photoNameSchema,
    /** Bytes. */
    size: z.int().check(z.minimum(1), z.maximum(MAX_PDF_BYTES)),
    /** The record that names it, and the bucket it was captured in. */
    record: z.string().check(z.regex(/^[\x21-\x7e]{1,120}$/)),
    bucket: z.string().check(z.maxLength(120)),
  })).check(z.maxLength(MAX_PHOTOS_ASKED)),
});
export type PhotoAsk = z.infer<typeof photoAskSchema>;

/**
 * Where a photo stands. `partly`: so many bytes have come. `there`: whole, with the SHA-256 that is its name.
 * `safe`: also in a verified backup; the phone may forget it. `refused`: it is no photo, or not hers to send;
 * sending it again does not help. `damaged`: what came had another SHA-256 and was thrown away: from the start.
 */
export const PHOTO_STATES = ['partly', 'there', 'safe', 'refused', 'damaged'] as const;
export const photoStateSchema = z.object({
  /** A state of a newer server: nothing is known, so nothing is forgotten. */
  state: z.catch(z.enum(PHOTO_STATES), 'there'),
  /** Bytes the server has, for `partly`. */
  at: z.optional(z.int()),
  /** As the server computed it, for `there` and `safe`. */
  sha256: z.optional(z.string()),
});
export type PhotoState = z.infer<typeof photoStateSchema>;

/** In the order asked. */
export const photoAnswerSchema = z.object({ photos: z.array(photoStateSchema) });
export type PhotoAnswer = z.infer<typeof photoAnswerSchema>;

export const PHOTO_PIECE_MEDIA_TYPE = 'application/octet-stream';
