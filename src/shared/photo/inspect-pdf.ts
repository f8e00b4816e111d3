// Is this a PDF that does nothing but be read? Its bytes are searched for the names of what acts when it is
// opened, of files within it and of encryption: wherever they stand, with their letters escaped, and in the
// object streams into which newer programs pack them. What cannot be looked into is refused.
import { text } from './bytes.ts';
import { MAX_PDF_BYTES } from './protocol.ts';

export const PDF_MEDIA = 'application/pdf';

/** `acts`: scripts, programs to start, files within it, forms that send. `locked`: encrypted. `broken`: no whole PDF, or one that cannot be looked into. */
export type PdfFault = 'too-large' | 'acts' | 'locked' | 'broken';

/**
 * Unfolds zlib's format; undefined when it is not that, is damaged, or would be longer than `most` bytes.
 * The phone and the server bring their own.
 */
export type Inflate = (bytes: Uint8Array<ArrayBuffer>, most: number) => Promise<Uint8Array | undefined>;

/** Names of PDF 1.7 and 2.0: actions (12.6.4), files within it (7.11.4), forms in XML (12.7.8), rich media (13). */
const ACTING: ReadonlySet<string> = new Set(['JavaScript', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'SubmitForm', 'ImportData', 'GoToR', 'GoToE', 'Rendition', 'RichMedia', 'XFA']);
const MOST_STREAMS = 300;
const MOST_UNFOLDED = 4_000_000;
const MOST_UNFOLDED_TOGETHER = 16_000_000;
/** Bytes before a stream within which its dictionary is looked for. */
const DICTIONARY = 1_000;

/** Undefined when it may be attached. */
export async function pdfFault(bytes: Uint8Array, inflate: Inflate): Promise<PdfFault | undefined> {
  if (bytes.length > MAX_PDF_BYTES) return 'too-large';
  const file = latin(bytes);
  if (!/^%PDF-[12]\.\d/.test(file) || !/%%EOF\s*$/.test(file)) return 'broken';
  const fault = faultOfNames(namesIn(file));
  if (fault !== undefined) return fault;

  let left = MOST_UNFOLDED_TOGETHER;
  let streams = 0;
  for (const { index, 0: word } of file.matchAll(/(?<!end)stream(?:\r\n?|\n)/g)) {
    const names = namesIn(file.slice(Math.max(0, index - DICTIONARY), index));
    // Readers find it by what it must have, whatever it calls itself.
    if (!names.has('ObjStm') && !(names.has('N') && names.has('First'))) continue;
    const from = index + word.length;
    const to = file.indexOf('endstream', from);
    streams += 1;
    if (to < 0 || streams > MOST_STREAMS || left <= 0) return 'broken';
    // A picture behind an object stream.
    if (text(bytes, from, 2) === '\xff\xd8') continue;
    const unfolded = await inflate(new Uint8Array(bytes.subarray(from, to - endOfLine(file, to))), Math.min(left, MOST_UNFOLDED));
    if (unfolded === undefined) return 'broken';
    left -= unfolded.length;
    const inside = faultOfNames(namesIn(latin(unfolded)));
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function faultOfNames(names: ReadonlySet<string>): PdfFault | undefined {
  if (names.has('Encrypt')) return 'locked';
  return [...names].some((name) => ACTING.has(name)) ? 'acts' : undefined;
}

/** Every name, its letters written out: `/J#61vaScript` is `JavaScript`. */
function namesIn(file: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name = ''] of file.matchAll(/\/([^\s()<>[\]{}/%\0]{1,64})/g)) {
    names.add(name.includes('#') ? name.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : name);
  }
  return names;
}

/** How many bytes of it stand before `at`. */
function endOfLine(file: string, at: number): number {
  if (file.slice(at - 2, at) === '\r\n') return 2;
  return file[at - 1] === '\n' || file[at - 1] === '\r' ? 1 : 0;
}

function latin(bytes: Uint8Array): string {
  let all = '';
  for (let at = 0; at < bytes.length; at += 8_192) all += text(bytes, at, 8_192);
  return all;
}
