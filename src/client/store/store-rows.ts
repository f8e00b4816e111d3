// The rows that the store writes, sealed. Drafts stand in numbered slots, for their ids say too much.
import type { DehriRecord } from '#shared/record/record.ts';
import type { Cipher } from '../vault/cipher.ts';
import type { Draft } from './contract.ts';
import type { Entry } from './entry.ts';
import type { Keepsakes } from './journal-state.ts';
import { packPage, pageRow, sealedRow, type CursorRow, type StoredPage } from './ledger-rows.ts';
import type { PagePlan } from './pages.ts';
import type { LedgerBatch, LedgerKey, LedgerRow } from './ports.ts';

export class StoreRows {
  private readonly cipher: Cipher;
  /** Draft id → slot. */
  private readonly slots: Map<string, number>;

  constructor(cipher: Cipher, slots: Map<string, number>) {
    this.cipher = cipher;
    this.slots = slots;
  }

  /** Everything that the journal holds too. */
  async whole(kept: Keepsakes, journalBehind: boolean): Promise<LedgerBatch> {
    const puts = [await this.device(kept, journalBehind), ...(await this.entries([...kept.entries.values()]))];
    if (kept.profile !== undefined) puts.push(await this.meta('profile', kept.profile));
    const dels = this.draftKeys([...this.slots.keys()].filter((id) => !kept.drafts.has(id)));
    for (const draft of kept.drafts.values()) puts.push(await this.draft(draft));
    return { puts, dels };
  }

  meta(key: 'profile' | 'incidents', value: unknown): Promise<LedgerRow> {
    return sealedRow(this.cipher, { table: 'meta', key }, value);
  }

  device(kept: Keepsakes, journalBehind: boolean): Promise<LedgerRow> {
    return sealedRow(this.cipher, { table: 'meta', key: 'device' }, { counter: kept.counter, safe: kept.safe, journalBehind });
  }

  cursors(place: CursorRow): Promise<LedgerRow> {
    return sealedRow(this.cipher, { table: 'meta', key: 'cursors' }, place);
  }

  entries(entries: readonly Entry[]): Promise<LedgerRow[]> {
    return Promise.all(entries.map((e) => sealedRow(this.cipher, { table: 'outbox', key: e.change.counter }, e)));
  }

  /** Gives a new draft its slot. */
  draft(draft: Draft): Promise<LedgerRow> {
    let slot = this.slots.get(draft.id);
    if (slot === undefined) this.slots.set(draft.id, (slot = Math.max(0, ...this.slots.values()) + 1));
    return sealedRow(this.cipher, { table: 'drafts', key: slot }, draft);
  }

  draftKeys(ids: readonly string[]): LedgerKey[] {
    return ids.flatMap((id) => {
      const slot = this.slots.get(id);
      return slot === undefined ? [] : [{ table: 'drafts' as const, key: slot }];
    });
  }

  /** Their rows are gone; the slots may be given again. */
  freeSlots(ids: readonly string[]): void {
    for (const id of ids) this.slots.delete(id);
  }

  /** @param asItCame the newest row, when the page that came is kept as it is. */
  async pages(plan: PagePlan, asItCame: StoredPage | undefined): Promise<LedgerBatch> {
    const newest = Math.max(0, ...plan.writes.keys());
    const rowOf = (row: number, records: readonly DehriRecord[]): Promise<LedgerRow> =>
      pageRow(this.cipher, row, asItCame !== undefined && row === newest ? asItCame : packPage(records));
    const puts = await Promise.all([...plan.writes].map(([row, records]) => rowOf(row, records)));
    return { puts, dels: plan.deletes.map((row) => ({ table: 'pages' as const, key: row })) };
  }
}
