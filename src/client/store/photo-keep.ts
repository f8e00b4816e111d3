// Photos on the phone: encrypted files named by the SHA-256 of their bytes. Beside each photo that a saved
// change names stands a note, as durable as the photo itself: for which records it is to be handed in, and
// how far that has come.
//
//   taken ──saved with a change──▶ waiting ──the server has the same SHA-256──▶ sent ──in a verified backup──▶ fetched
//                                     ▲  └──it is no photo to the server──▶ refused                    (may be dropped)
//                                     └──another server epoch, or the server has lost it── (from sent)
//
// Only `fetched` is ever dropped to save space; what was taken here and is not safe stays.
import * as z from 'zod/mini';
import { photosIn, photosOf } from '#shared/photo/photos-of.ts';
import type { BucketId, Change, RecordId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Bytes } from '../vault/bytes.ts';
import { openJson, sealJson, sha256Hex, type Cipher } from '../vault/cipher.ts';
import { StorageFailure, type KeptPhoto, type PhotoStage } from './contract.ts';
import type { PhotoShelf } from './ports.ts';

const noteSchema = z.object({
  uses: z.array(z.object({ record: z.string(), bucket: z.string() })),
  /** Bytes of the photo. */
  size: z.int(),
  stage: z.enum(['waiting', 'sent', 'refused']),
});

export interface PhotoKeepParts {
  readonly cipher: Cipher;
  readonly photos: PhotoShelf;
  readonly types: ReadonlyMap<string, RecordType>;
  readonly now: () => number;
}

/** Most photos kept only to be seen again without a network. */
const MOST_FETCHED = 150;
/** A photo that was taken and never saved with anything. */
const FORGOTTEN_MS = 30 * 86_400_000;

export class PhotoKeep {
  private readonly parts: PhotoKeepParts;
  private readonly notes = new Map<string, KeptPhoto>();
  private shown: readonly KeptPhoto[] = [];

  constructor(parts: PhotoKeepParts) {
    this.parts = parts;
  }

  /** Notes of the last time. Photos that have none, from before there were notes or because one could not be written, get theirs. */
  async open(records: () => Iterable<DehriRecord>, changes: Iterable<Change>, inDrafts: ReadonlySet<string>): Promise<void> {
    const { photos, now } = this.parts;
    for (const { name } of await photos.list('notes')) {
      const note = await this.read(name);
      if (note !== undefined) this.notes.set(name, { ...note, name });
    }
    this.show();
    const loose = new Map((await photos.list('photos')).filter(({ name }) => !this.notes.has(name)).map(({ name, at }) => [name, at]));
    if (loose.size === 0) return;
    await this.note([...changes]);
    for (const { id, bucket, type, ...said } of records()) {
      const known = this.parts.types.get(type);
      if (known === undefined) continue;
      for (const name of photosOf(known, said)) if (loose.has(name)) await this.use(name, { record: id, bucket });
    }
    for (const [name, at] of loose) if (!this.notes.has(name) && !inDrafts.has(name) && now() - at > FORGOTTEN_MS) await photos.remove('photos', name);
  }

  kept(): readonly KeptPhoto[] {
    return this.shown;
  }

  /** @returns its name. */
  async put(bytes: Uint8Array): Promise<string> {
    const plain = new Uint8Array(bytes);
    const name = await sha256Hex(plain);
    await this.parts.photos.put('photos', name, await this.parts.cipher.seal('photo', name, plain));
    return name;
  }

  async get(name: string): Promise<Bytes | undefined> {
    const { cipher, photos } = this.parts;
    const sealed = (await photos.get('photos', name)) ?? (await photos.get('fetched', name));
    return sealed === undefined ? undefined : cipher.open('photo', name, sealed);
  }

  /**
   * To be called before the changes are written. Rejects when the phone is full; when its files cannot be
   * written at all the answers go first, and the note follows at the next opening.
   */
  async note(changes: readonly Change[]): Promise<void> {
    for (const { type, record, bucket, values } of changes) {
      const known = this.parts.types.get(type);
      if (known === undefined) continue;
      for (const name of photosIn(known, values)) {
        try {
          await this.use(name, { record, bucket });
        } catch (error) {
          if (!(error instanceof StorageFailure) || error.kind !== 'storage-broken') throw error;
        }
      }
    }
  }

  /** What the server said of it. `safe`: it may be dropped from now on. */
  async settle(name: string, stage: PhotoStage | 'safe'): Promise<void> {
    const note = this.notes.get(name);
    if (note === undefined || note.stage === stage) return;
    if (stage !== 'safe') return this.write({ ...note, stage });
    const { photos } = this.parts;
    const sealed = await photos.get('photos', name);
    if (sealed !== undefined) await photos.put('fetched', name, sealed).catch(() => undefined);
    // First the note, for a photo without one is looked at again; a note without its photo is nothing.
    await this.forget(name);
  }

  /** Only what is whole: what does not open, or has another name, is lost. */
  async toSend(name: string): Promise<Bytes | undefined> {
    const bytes = await this.get(name).catch((error: unknown) => {
      if (error instanceof StorageFailure) throw error;
      return undefined;
    });
    return bytes !== undefined && await sha256Hex(bytes) === name ? bytes : undefined;
  }

  /** A photo that can be fetched again is worth no trouble: room is made by dropping the oldest. */
  async keepFetched(name: string, bytes: Uint8Array): Promise<boolean> {
    const { cipher, photos } = this.parts;
    if (await sha256Hex(bytes) !== name) return false;
    const there = await photos.list('fetched');
    const old = [...there].sort((a, b) => a.at - b.at).slice(0, Math.max(0, there.length - MOST_FETCHED + 1));
    for (const file of old) await photos.remove('fetched', file.name);
    await photos.put('fetched', name, await cipher.seal('photo', name, new Uint8Array(bytes)));
    return true;
  }

  /** These records leave the phone: what was fetched for them goes with them. */
  async leave(records: Iterable<DehriRecord>): Promise<void> {
    for (const record of records) {
      const type = this.parts.types.get(record.type);
      if (type !== undefined) for (const name of photosOf(type, record)) await this.parts.photos.remove('fetched', name).catch(() => undefined);
    }
  }

  /** An erased record: its photos go, unless another record has them too. */
  async erase(record: RecordId): Promise<void> {
    for (const note of this.shown) {
      const uses = note.uses.filter((use) => use.record !== record);
      if (uses.length === note.uses.length) continue;
      if (uses.length > 0) await this.write({ ...note, uses });
      else await this.forget(note.name);
    }
  }

  clear(): void {
    this.notes.clear();
    this.show();
  }

  private async use(name: string, use: { readonly record: RecordId; readonly bucket: BucketId }): Promise<void> {
    const note = this.notes.get(name);
    if (note?.uses.some((u) => u.record === use.record) === true) return;
    if (note !== undefined) return this.write({ ...note, uses: [...note.uses, use], stage: 'waiting' });
    const sealed = await this.parts.photos.get('photos', name);
    if (sealed === undefined) return;
    const plain = await this.parts.cipher.open('photo', name, sealed).catch(() => undefined);
    if (plain !== undefined) await this.write({ name, uses: [use], size: plain.byteLength, stage: 'waiting' });
  }

  private async read(name: string): Promise<Omit<KeptPhoto, 'name'> | undefined> {
    const { cipher, photos } = this.parts;
    const sealed = await photos.get('notes', name);
    const parsed = noteSchema.safeParse(sealed === undefined ? undefined : await openJson(cipher, 'photo-note', name, sealed).catch(() => undefined));
    return parsed.success ? parsed.data : undefined;
  }

  private async write(note: KeptPhoto): Promise<void> {
    const { name, ...rest } = note;
    await this.parts.photos.put('notes', name, await sealJson(this.parts.cipher, 'photo-note', name, rest));
    this.notes.set(name, note);
    this.show();
  }

  private async forget(name: string): Promise<void> {
    await this.parts.photos.remove('notes', name);
    await this.parts.photos.remove('photos', name);
    this.notes.delete(name);
    this.show();
  }

  private show(): void {
    this.shown = [...this.notes.values()];
  }
}
