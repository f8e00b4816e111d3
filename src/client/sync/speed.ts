// How fast the line is just now, from what really came over it.

export interface Transfer {
  /** Compressed bytes of the body. */
  readonly bytes: number;
  /** From its first byte to its last. */
  readonly ms: number;
  /** When it ended, milliseconds since 1970. */
  readonly at: number;
}

export interface SpeedDeps {
  readonly now: () => number;
  /** The last transfer from our API that was large enough to tell, if any. */
  readonly lastTransfer: () => Transfer | undefined;
  /** The browser's own estimate in bytes per second, if it has one. */
  readonly browserEstimate: () => number | undefined;
}

const RECENT_MS = 10 * 60_000;
/** Smaller bodies come in one burst and say nothing. */
export const TELLING_BYTES = 4_000;
/** 40 kbit/s: what a crowded 2G cell gives. Better a pleasant surprise than a broken promise. */
const CAUTIOUS_BYTES_PER_SECOND = 5_000;

/** Bytes per second. `probe` fetches something real when nothing was fetched lately. */
export async function estimateSpeed(deps: SpeedDeps, probe: () => Promise<unknown>): Promise<number> {
  const known = recent(deps);
  if (known !== undefined) return known;
  await probe();
  return recent(deps) ?? deps.browserEstimate() ?? CAUTIOUS_BYTES_PER_SECOND;
}

function recent({ now, lastTransfer }: SpeedDeps): number | undefined {
  const last = lastTransfer();
  if (last === undefined || last.bytes < TELLING_BYTES || now() - last.at > RECENT_MS) return undefined;
  return (last.bytes / Math.max(1, last.ms)) * 1_000;
}
