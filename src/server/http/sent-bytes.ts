// What a record costs on its way to a phone: the average of what really went out, compressed, so that
// the cost told before a sync is the cost. Forgotten when the server stops; then the first guess holds.

/** Measured: a long list just taken in 16, a village half surveyed 50. */
const FIRST_GUESS = 45;
/** As if so many records had already gone out at that price. */
const GUESSED_RECORDS = 500;
/** Names of columns, checksum, cursor. */
const PER_PAGE = 120;
/** Fewer say more about columns than about records. */
const TELLING_RECORDS = 20;
/** What went out long ago counts less and less. */
const REMEMBERED_RECORDS = 100_000;

export class SentBytes {
  #records = GUESSED_RECORDS;
  #bytes = GUESSED_RECORDS * FIRST_GUESS;

  /** One whole answer, in compressed bytes. */
  note({ records, pages, bytes }: { readonly records: number; readonly pages: number; readonly bytes: number }): void {
    if (records < TELLING_RECORDS) return;
    this.#records += records;
    this.#bytes += Math.max(records, bytes - pages * PER_PAGE);
    if (this.#records < REMEMBERED_RECORDS) return;
    this.#records /= 2;
    this.#bytes /= 2;
  }

  /** Compressed bytes of so many records in so many buckets. */
  estimate(records: number, buckets: number): number {
    return Math.round(records * (this.#bytes / this.#records) + buckets * PER_PAGE);
  }
}
