// Server records at rest: rows of up to 200 records each. A page that arrives is appended as new rows;
// the copy in the row with the highest number counts, so a first sync of 10,000 records writes each
// record once. Rows that have mostly been outlived are gathered into new ones now and then. A record
// that must leave the phone is cut out of every row that has a copy of it, at once.
import type { RecordId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';

export const PAGE_SIZE = 200;
/** Rows beyond the needed number that are borne before gathering. */
const SLACK = 24;
const SMALL = PAGE_SIZE / 2;

export interface PagePlan {
  readonly writes: ReadonlyMap<number, readonly DehriRecord[]>;
  readonly deletes: readonly number[];
}

export class Pages {
  /** Ids in each row, outlived copies included. */
  private readonly rows = new Map<number, Set<RecordId>>();
  private readonly home = new Map<RecordId, number>();
  private next = 1;

  /** A row that was read, in ascending order of its number. */
  loaded(row: number, records: readonly DehriRecord[]): void {
    this.rows.set(row, new Set(records.map((r) => r.id)));
    for (const { id } of records) this.home.set(id, row);
    this.next = Math.max(this.next, row + 1);
  }

  /** A row that could not be read is kept as it is; its number is not used again. */
  skipped(row: number): void {
    this.next = Math.max(this.next, row + 1);
  }

  /**
   * @param base what is held, `records` not yet put in.
   * @param size most records in a new row.
   */
  plan(records: readonly DehriRecord[], gone: ReadonlySet<RecordId>, base: ReadonlyMap<RecordId, DehriRecord>, size = PAGE_SIZE): PagePlan {
    const writes = new Map<number, readonly DehriRecord[]>();
    const deletes: number[] = [];
    let next = this.next;
    const replaced = new Set(records.map((r) => r.id));
    if (gone.size > 0) {
      for (const [row, ids] of this.rows) {
        if (![...ids].some((id) => gone.has(id))) continue;
        const left = [...ids].flatMap((id) => (this.home.get(id) === row && !gone.has(id) && !replaced.has(id) ? (base.get(id) ?? []) : []));
        if (left.length === 0) deletes.push(row);
        else writes.set(row, left);
      }
    }
    for (let at = 0; at < records.length; at += size) {
      writes.set(next, records.slice(at, at + size));
      next += 1;
    }
    return { writes, deletes };
  }

  /** A plan that gathers small rows, or undefined while there is no need. */
  gather(base: ReadonlyMap<RecordId, DehriRecord>): PagePlan | undefined {
    if (this.rows.size <= SLACK + 2 * Math.ceil(base.size / PAGE_SIZE)) return undefined;
    const live = [...this.rows].map(([row, ids]) => ({ row, ids: [...ids].filter((id) => this.home.get(id) === row) }));
    const small = live.filter(({ ids }) => ids.length < SMALL);
    const records = small.flatMap(({ ids }) => ids.flatMap((id) => base.get(id) ?? []));
    const writes = new Map<number, readonly DehriRecord[]>();
    for (let at = 0, next = this.next; at < records.length; at += PAGE_SIZE, next += 1) writes.set(next, records.slice(at, at + PAGE_SIZE));
    return { writes, deletes: small.map(({ row }) => row) };
  }

  /** The plan is on the disk. */
  done({ writes, deletes }: PagePlan): void {
    for (const row of deletes) this.forget(row);
    for (const [row, records] of [...writes].sort(([a], [b]) => a - b)) {
      this.forget(row);
      this.loaded(row, records);
    }
  }

  private forget(row: number): void {
    for (const id of this.rows.get(row) ?? []) if (this.home.get(id) === row) this.home.delete(id);
    this.rows.delete(row);
  }
}
