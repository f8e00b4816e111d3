// The list of erased records beside the database: a backup that is older than an erasure does not know
// of it, this file does. Lines of `<district> <record> <milliseconds since 1970> <reason>`, only ever added to.
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ERASE_REASONS, type EraseReason } from '#shared/desk/erase.ts';

export interface ErasedId {
  readonly district: number;
  readonly record: string;
  readonly at: number;
  readonly reason: EraseReason;
}

export interface ErasedList {
  /** Resolves when it is on the disk. */
  add(id: ErasedId): Promise<void>;
  read(): Promise<ErasedId[]>;
}

/** @param dataDir where the server keeps its data; the file is made when the first record is erased. */
export function erasedListIn(dataDir: string): ErasedList {
  return erasedListAt(join(dataDir, 'erased'));
}

export function erasedListAt(path: string): ErasedList {
  return {
    async add({ district, record, at, reason }) {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'a', 0o600);
      try {
        await file.write(`${district} ${record} ${at} ${reason}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async read() {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
        throw error;
      });
      return text.split('\n').flatMap((line) => idOf(line) ?? []);
    },
  };
}

/** A line that was cut off names nothing: its record was not erased yet. */
function idOf(line: string): ErasedId | undefined {
  const [, district, record, at, code] = /^(\d{1,10}) ([\x21-\x7e]{1,120}) (\d{1,16}) ([a-z-]+)$/u.exec(line) ?? [];
  const reason = ERASE_REASONS.find((r) => r === code);
  return record === undefined || reason === undefined ? undefined : { district: Number(district), record, at: Number(at), reason };
}
