// Which encoding a text file is in, told from its first bytes: UTF-8 and UTF-16 are read; anything
// else is refused by name, because guessing at a person's name is worse than asking for the file again.
import { FileError } from './file-error.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface DetectedEncoding {
  readonly encoding: TextEncoding;
  /** Bytes of the byte order mark to leave out. */
  readonly skip: number;
}

/** @param sample the first bytes of the file, 64 kB or the whole. @throws FileError */
export function detectEncoding(sample: Uint8Array): DetectedEncoding {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (sample[0] === 0xff && sample[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (sample[0] === 0xfe && sample[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };

  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const half = sample.length / 2;
  if (odd > half * 0.2 && even < odd / 10) return { encoding: 'utf-16le', skip: 0 };
  if (even > half * 0.2 && odd < even / 10) return { encoding: 'utf-16be', skip: 0 };
  if (even + odd > 16 && even + odd > sample.length / 1000) throw new FileError({ code: 'binary' });

  const { good, bad, c1 } = countLetters(sample);
  if (bad > good) throw new FileError({ code: 'encoding', what: c1 > 0 ? 'Windows-1252' : 'ISO-8859-1' });
  return { encoding: 'utf-8', skip: 0 };
}

/**
 * Hindi that a wrong program has turned into other letters while the bytes stayed valid.
 * @param text the first part of the file, decoded. @throws FileError
 */
export function refuseFalseHindi(text: string): void {
  // UTF-8 read as Windows-1252 and saved again: every Devanagari letter begins à¤ or à¥.
  const doubled = text.match(/à[¤¥]/g)?.length ?? 0;
  if (doubled > 3 && !/[\u0900-\u097f]/.test(text)) throw new FileError({ code: 'mojibake', what: 'UTF-8 → Windows-1252' });
  // Kruti Dev and its kin write Hindi with Latin letters: देवी nsoh, कुमार dqekj, राम jke, नाम uke …
  const words = text.slice(0, 100_000).split(/[\s,;|"]+/);
  const legacy = words.filter((w) => LEGACY_WORDS.has(w)).length;
  if (legacy >= 3 && legacy > words.length / 100) throw new FileError({ code: 'legacy-font', what: 'Kruti Dev' });
}

const LEGACY_WORDS: ReadonlySet<string> = new Set([
  'nsoh', 'nsoh]', 'dqekj', 'dqekjh', 'jke', 'uke', 'firk', 'ifr', 'xzke', 'Vksyk', 'iz[k.M', 'iapk;r', 'ftyk', 'dkMZ', "jk'ku",
  'efgyk', 'lhrk', 'lquhrk', 'vfurk', 'jhrk', 'xhrk', 'flag', ';kno', 'iklok', 'eqf[k;k', 'lnL;', 'xk¡o', 'xkao',
]);

/** Multi-byte letters of UTF-8 against bytes that can be none; c1: bytes only Windows-1252 gives a letter. */
function countLetters(bytes: Uint8Array): { good: number; bad: number; c1: number } {
  let good = 0;
  let bad = 0;
  let c1 = 0;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] ?? 0;
    const length = byte < 0x80 ? 1 : byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    let whole = length > 0;
    for (let k = 1; k < length && i + k < bytes.length; k++) whole &&= ((bytes[i + k] ?? 0) & 0xc0) === 0x80;
    if (length === 1) i += 1;
    else if (whole) {
      good += 1;
      i += length;
    } else {
      bad += 1;
      if (byte >= 0x80 && byte < 0xa0) c1 += 1;
      i += 1;
    }
  }
  return { good, bad, c1 };
}
