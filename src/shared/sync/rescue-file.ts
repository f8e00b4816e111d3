// The rescue file: sealed work as one text file, to be carried by any hand. Each line has its own
// checksum, as in the sync protocol, so a file cut off or damaged on the way still gives what is whole.
// There is no name in it, nor in what it is called.
//
//   dehri-rescue 1
//   <crc32> {"h": 0, "header": …}         a seal header, numbered
//   <crc32> {"h": 0, "n": 0, "c": "…"}    a change sealed under it
//   <crc32> {"end": 2}                    how many changes there are
import * as z from 'zod/mini';
import { crc32Text } from './digest.ts';
import { sealedChangeSchema, sealHeaderSchema, type KeptSealed, type SealHeader } from './sealed.ts';

const FIRST = 'dehri-rescue 1';
const ANY_VERSION = /^dehri-rescue \d+\r?(?:\n|$)/u;
/** Longest file that is looked at, in UTF-16 units: many times more than a phone ever keeps. */
export const MAX_RESCUE_LENGTH = 64_000_000;

const headerLine = z.object({ h: z.int(), header: sealHeaderSchema });
const changeLine = z.extend(sealedChangeSchema, { h: z.int() });
const endLine = z.object({ end: z.int() });

export type ReadRescue =
  | {
      readonly ok: true;
      readonly kept: readonly KeptSealed[];
      /** Lines that could not be read, or are missing. */
      readonly damaged: number;
    }
  /** `not-rescue`: some other file; `newer`: of a newer app; `damaged`: it is one, but nothing in it is whole. */
  | { readonly ok: false; readonly reason: 'not-rescue' | 'newer' | 'damaged' | 'too-large' };

export function writeRescueFile(kept: readonly KeptSealed[]): string {
  const places = new Map<string, number>();
  const lines: string[] = [FIRST];
  for (const { header, n, c } of kept) {
    const name = JSON.stringify(header);
    let h = places.get(name);
    if (h === undefined) {
      places.set(name, (h = places.size));
      lines.push(line({ h, header }));
    }
    lines.push(line({ h, n, c }));
  }
  lines.push(line({ end: kept.length }));
  return `${lines.join('\n')}\n`;
}

export function readRescueFile(text: string): ReadRescue {
  if (text.length > MAX_RESCUE_LENGTH) return { ok: false, reason: 'too-large' };
  const said = text.replace(/^\uFEFF/u, '');
  if (!ANY_VERSION.test(said)) return { ok: false, reason: 'not-rescue' };
  const [first = '', ...rest] = said.split('\n').map((l) => l.trimEnd());
  if (first !== FIRST) return { ok: false, reason: 'newer' };
  const headers = new Map<number, SealHeader>();
  const kept: KeptSealed[] = [];
  let damaged = 0;
  let end: number | undefined;
  for (const each of rest) {
    if (each === '') continue;
    const value = valueOf(each);
    const [header, change, last] = [headerLine.safeParse(value), changeLine.safeParse(value), endLine.safeParse(value)];
    if (header.success) headers.set(header.data.h, header.data.header);
    else if (change.success) {
      const under = headers.get(change.data.h);
      if (under === undefined) damaged += 1;
      else kept.push({ header: under, n: change.data.n, c: change.data.c });
    } else if (last.success) end = last.data.end;
    else damaged += 1;
  }
  const missing = end === undefined ? Math.max(1, damaged) : Math.max(damaged, end - kept.length);
  if (kept.length === 0 && missing > 0) return { ok: false, reason: 'damaged' };
  return { ok: true, kept, damaged: missing };
}

/**
 * What the file is called: the day it was made and four random letters, nothing of its owner.
 * @param day ISO day.
 * @param random at least four bytes.
 */
export function rescueFileName(day: string, random: Uint8Array): string {
  const letters = [...random.subarray(0, 4)].map((byte) => LETTERS[byte % LETTERS.length] ?? '').join('');
  return `dehri-${day}-${letters}.dehri`;
}

/** None that is taken for another when it is read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

function line(value: unknown): string {
  const json = JSON.stringify(value);
  return `${crc32Text(json).toString(16).padStart(8, '0')} ${json}`;
}

function valueOf(text: string): unknown {
  const json = text.slice(9);
  if (text[8] !== ' ' || crc32Text(json).toString(16).padStart(8, '0') !== text.slice(0, 8)) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
