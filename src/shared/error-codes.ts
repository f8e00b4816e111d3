// Stable codes of every refusal the HTTP API can give; words in `locales/<language>/errors.json`.
// Not-found and not-allowed look alike on purpose.
export const ERROR_CODES = [
  'bad-request', 'unauthenticated', 'session-expired', 'device-revoked', 'device-unknown', 'forbidden', 'not-found', 'code-wrong', 'code-used',
  'code-expired', 'too-many-requests', 'too-large', 'conflict', 'busy', 'internal', 'protocol-unknown', 'import-format', 'storage-full', 'opening-waits', 'last-administrator', 'last-phone',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Body of every non-2xx answer: a code, and the paths at fault, never a value. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly paths?: readonly string[];
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number;
}
