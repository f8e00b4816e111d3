// A file that only its passphrase opens: AES-256-GCM over chunks of 64 KiB, the key by scrypt. A
// chunk's nonce is its number and whether it is the last, and the file's first line is authenticated
// with each, so that nothing can be altered, left out, put in another order or cut off unseen.
// Each file has a salt, and so a key, of its own: numbers as nonces never repeat under a key.
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { BackupError } from './backup-error.ts';

const CHUNK = 65_536;
const TAG = 16;
/** 128 MiB and about half a second for each guess. */
const COST = { N: 2 ** 17, r: 8, p: 1 };

/** What must be written down to open it again. */
export interface Lock {
  readonly kdf: 'scrypt';
  readonly N: number;
  readonly r: number;
  readonly p: number;
  /** base64url, 16 bytes. */
  readonly salt: string;
}

export function newLock(): Lock {
  return { kdf: 'scrypt', ...COST, salt: randomBytes(16).toString('base64url') };
}

/** 32 bytes. `secret`: a passphrase or the content of a key file. */
export function keyOf({ N, r, p, salt }: Lock, secret: Buffer): Promise<Buffer> {
  return new Promise((done, fail) => {
    scrypt(secret, Buffer.from(salt, 'base64url'), 32, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error === null) done(key);
      else fail(error);
    });
  });
}

/** Cuts what passes into chunks of `size` bytes and hands each on, saying which one is the last. */
abstract class Chunked extends Transform {
  readonly #size: number;
  #waiting: Buffer[] = [];
  #length = 0;
  #number = 0;

  constructor(size: number) {
    super();
    this.#size = size;
  }

  protected abstract turn(chunk: Buffer, nonce: Buffer): Buffer;

  override _transform(part: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#waiting.push(part);
    this.#length += part.length;
    // One byte more than a chunk: only then is it certain that this was not the last.
    if (this.#length <= this.#size) return done();
    this.#pass(done, () => {
      const whole = Buffer.concat(this.#waiting);
      let at = 0;
      for (; whole.length - at > this.#size; at += this.#size) this.push(this.turn(whole.subarray(at, at + this.#size), this.#nonce(false)));
      const rest = whole.subarray(at);
      this.#waiting = [rest];
      this.#length = rest.length;
    });
  }

  override _flush(done: TransformCallback): void {
    this.#pass(done, () => { this.push(this.turn(Buffer.concat(this.#waiting), this.#nonce(true))); });
  }

  #pass(done: TransformCallback, work: () => void): void {
    try {
      work();
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #nonce(last: boolean): Buffer {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(this.#number, 4);
    nonce.writeUInt8(last ? 1 : 0, 11);
    this.#number += 1;
    return nonce;
  }
}

export class Sealer extends Chunked {
  readonly #key: Buffer;
  readonly #with: Buffer;

  constructor(key: Buffer, firstLine: Buffer) {
    super(CHUNK);
    this.#key = key;
    this.#with = firstLine;
  }

  protected turn(chunk: Buffer, nonce: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(this.#with);
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Fails with `wrongSecret` when a chunk does not open. */
export class Unsealer extends Chunked {
  readonly #key: Buffer;
  readonly #with: Buffer;

  constructor(key: Buffer, firstLine: Buffer) {
    super(CHUNK + TAG);
    this.#key = key;
    this.#with = firstLine;
  }

  protected turn(chunk: Buffer, nonce: Buffer): Buffer {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce).setAAD(this.#with).setAuthTag(chunk.subarray(-TAG));
      return Buffer.concat([decipher.update(chunk.subarray(0, -TAG)), decipher.final()]);
    } catch {
      throw new BackupError('wrongSecret');
    }
  }
}
