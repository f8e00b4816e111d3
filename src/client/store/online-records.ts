// Records that this phone may not keep, shown while somebody looks at them: in memory, never in the ledger
// or the journal, and gone with the lock. What is written in them goes the way of all work.
import type { RecordId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { sha256Hex } from '../vault/cipher.ts';

export class OnlineRecords {
  private readonly records = new Map<RecordId, DehriRecord>();
  private readonly photos = new Map<string, { readonly record: RecordId; readonly bytes: Uint8Array }>();

  get(id: RecordId): DehriRecord | undefined {
    return this.records.get(id);
  }

  show(record: DehriRecord): void {
    this.records.set(record.id, record);
  }

  /** Lets go of those that these words are true of, with their photos; their ids. */
  letGo(of: (record: DehriRecord) => boolean): RecordId[] {
    const gone = [...this.records.values()].filter(of).map((record) => record.id);
    for (const id of gone) this.records.delete(id);
    for (const [name, { record }] of this.photos) if (!this.records.has(record)) this.photos.delete(name);
    return gone;
  }

  /** False when the bytes are not what the name says. */
  async keepPhoto(record: RecordId, name: string, bytes: Uint8Array): Promise<boolean> {
    if (await sha256Hex(bytes) !== name) return false;
    if (this.records.has(record)) this.photos.set(name, { record, bytes });
    return true;
  }

  photo(name: string): Uint8Array | undefined {
    return this.photos.get(name)?.bytes;
  }

  clear(): void {
    this.records.clear();
    this.photos.clear();
  }
}
