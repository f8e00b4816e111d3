// A zip file written from front to end: entries are packed as they come, sizes and checksums follow the
// bytes. For workbooks, whose sheets are longer than memory. Entries and the whole stay below 4 GB.
import { once } from 'node:events';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';

export type PutBytes = (bytes: Buffer) => void;

interface Entry {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
}

const LARGEST = 0xffff_ffff;
const VERSION = 20;
/** Sizes follow the bytes; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** A day without meaning, the first that the format knows: the same cells are the same file. */
const DAY = 0x0021;

export class ZipStream {
  readonly #put: PutBytes;
  readonly #entries: Entry[] = [];
  #written = 0;
  #open: { readonly name: Buffer; readonly at: number; readonly deflate: DeflateRaw; readonly ended: Promise<unknown>; crc: number; plain: number; packed: number } | undefined;

  constructor(put: PutBytes) {
    this.#put = put;
  }

  begin(fileName: string): void {
    const name = Buffer.from(fileName);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(VERSION, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(DEFLATED, 8);
    head.writeUInt16LE(DAY, 12);
    head.writeUInt16LE(name.length, 26);
    const deflate = createDeflateRaw({ level: 2 });
    const open = { name, at: this.#written, deflate, ended: once(deflate, 'end'), crc: 0, plain: 0, packed: 0 };
    this.#open = open;
    this.#send(Buffer.concat([head, name]));
    deflate.on('data', (bytes: Buffer) => {
      open.packed += bytes.length;
      this.#send(bytes);
    });
  }

  /** Resolves when more may come. */
  async write(text: string): Promise<void> {
    const open = this.#open;
    if (open === undefined) throw new Error('an entry is begun before it is written');
    const bytes = Buffer.from(text);
    open.crc = crc32(bytes, open.crc);
    open.plain += bytes.length;
    if (!open.deflate.write(bytes)) await once(open.deflate, 'drain');
  }

  async end(): Promise<void> {
    const open = this.#open;
    if (open === undefined) throw new Error('an entry is begun before it ends');
    open.deflate.end();
    await open.ended;
    const { name, at, crc, packed, plain } = open;
    if (plain > LARGEST || packed > LARGEST) throw new Error('an entry is longer than a zip file can say');
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    tail.writeUInt32LE(crc, 4);
    tail.writeUInt32LE(packed, 8);
    tail.writeUInt32LE(plain, 12);
    this.#send(tail);
    this.#entries.push({ name, at, crc, packed, plain });
    this.#open = undefined;
  }

  async add(name: string, text: string): Promise<void> {
    this.begin(name);
    await this.write(text);
    await this.end();
  }

  /** The list of entries; nothing comes after it. */
  close(): void {
    const from = this.#written;
    if (from > LARGEST) throw new Error('the file is longer than a zip file can say');
    for (const { name, at, crc, packed, plain } of this.#entries) {
      const head = Buffer.alloc(46);
      head.writeUInt32LE(0x02014b50, 0);
      head.writeUInt16LE(VERSION, 4);
      head.writeUInt16LE(VERSION, 6);
      head.writeUInt16LE(FLAGS, 8);
      head.writeUInt16LE(DEFLATED, 10);
      head.writeUInt16LE(DAY, 14);
      head.writeUInt32LE(crc, 16);
      head.writeUInt32LE(packed, 20);
      head.writeUInt32LE(plain, 24);
      head.writeUInt16LE(name.length, 28);
      head.writeUInt32LE(at, 42);
      this.#send(Buffer.concat([head, name]));
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(this.#written - from, 12);
    end.writeUInt32LE(from, 16);
    this.#send(end);
  }

  #send(bytes: Buffer): void {
    this.#written += bytes.length;
    this.#put(bytes);
  }
}
