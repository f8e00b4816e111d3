// The hostile inputs, each with a name: what broken keyboards, old tools, bad lines and attackers send.
// One file, so that a row added here goes through every endpoint, every import and every form at once.
import { deflateSync, gzipSync } from 'node:zlib';

/** Text that a person may type, paste or have in a list. */
export interface TextRow {
  readonly name: string;
  readonly text: string;
}

/** A JSON value as it stands in a message; some say what `JSON.parse` cannot say back. */
export interface JsonRow {
  readonly name: string;
  readonly json: string;
}

/** A whole body, or a whole file. */
export interface BytesRow {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const TEN_MB = 10_000_000;
const deep = (open: string, close: string, depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`;
const keys = (count: number): string => `{${Array.from({ length: count }, (_, i) => `"k${i}":${i}`).join()}}`;

export const TEXTS: readonly TextRow[] = [
  { name: 'half of a character', text: 'सुनी\ud83dता' },
  { name: 'the other half of a character', text: '\udc00देवी' },
  { name: 'NUL', text: 'सुनीता\0देवी' },
  { name: 'control characters', text: 'a\u0001\u001b[31m\u007f\u0085\u001e' },
  { name: 'a new line', text: 'एक\nदो\r\nतीन\u2028चार' },
  { name: 'zero-width joiner', text: 'र\u094d\u200dया' },
  { name: 'zero-width non-joiner', text: 'क\u094d\u200cष' },
  { name: 'nukta as one character', text: 'ख़ातून \u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f' },
  { name: 'nukta as two characters', text: 'ख\u093cातून \u0915\u093c\u0916\u093c\u0917\u093c\u091c\u093c\u0921\u093c\u0922\u093c\u092b\u093c\u092f\u093c' },
  { name: 'bidi override', text: 'सीता\u202eatis\u202c' },
  { name: 'bidi isolate', text: '\u2067abc\u2069' },
  { name: 'Devanagari digits', text: '१२३४५६७८९०' },
  { name: 'Arabic digits', text: '٠١٢٣٤٥٦٧٨٩' },
  { name: 'emoji with joiners', text: '👩🏽‍🌾👨‍👩‍👧‍👦🇮🇳' },
  { name: 'fifty emoji', text: '👩'.repeat(50) },
  { name: 'a hundred and ninety-nine letters and an emoji', text: `${'क'.repeat(199)}👩` },
  { name: 'a cluster that a limit would cut', text: `${'क'.repeat(198)}क्षि` },
  { name: 'a pile of marks', text: `क${'\u0902\u093c\u0947'.repeat(60)}` },
  { name: 'only invisible characters', text: '\u200b\u200c\u200d\u2060\ufeff' },
  { name: 'a byte order mark first', text: '\ufeffसुनीता' },
  { name: 'the replacement character', text: 'सु\ufffdीता' },
  { name: 'a name of the language', text: '__proto__' },
  { name: 'another name of the language', text: 'constructor' },
  { name: 'SQL', text: "'; DROP TABLE record; --" },
  { name: 'HTML', text: '<img src=x onerror=alert(1)><script>alert(1)</script>' },
  { name: 'a formula', text: '=HYPERLINK("http://x","y")' },
  { name: 'a format', text: '%s%n%x{{constructor}}${7*7}' },
  { name: 'a path', text: '../../../../etc/passwd' },
  { name: 'an infinite number', text: '1e400' },
  { name: 'a number past the whole ones', text: '9007199254740993' },
  { name: 'minus zero', text: '-0' },
  { name: 'not a number', text: 'NaN' },
  { name: 'nothing', text: '' },
  { name: 'two thousand characters', text: 'लम्बा'.repeat(400) },
];

/** Too long for a table of tests to print. */
export const LONG_TEXT: TextRow = { name: 'ten megabytes', text: 'क'.repeat(TEN_MB / 3) };

export const JSONS: readonly JsonRow[] = [
  ...TEXTS.map(({ name, text }) => ({ name: `text: ${name}`, json: JSON.stringify(text) })),
  { name: 'an infinite number', json: '1e400' },
  { name: 'minus infinity', json: '-1e400' },
  { name: 'a number past the whole ones', json: '9007199254740993' },
  { name: 'minus zero', json: '-0' },
  { name: 'a number for no integer column', json: '99999999999' },
  { name: 'a fraction', json: '0.1' },
  { name: 'the smallest number', json: '5e-324' },
  { name: 'null', json: 'null' },
  { name: 'true', json: 'true' },
  { name: 'an empty list', json: '[]' },
  { name: 'an empty object', json: '{}' },
  { name: 'a list of everything', json: '[null,true,1,"x",[],{}]' },
  { name: '__proto__ as a key', json: '{"__proto__":{"polluted":1}}' },
  { name: 'constructor as a key', json: '{"constructor":{"prototype":{"polluted":1}}}' },
  { name: 'an object that cannot become a text', json: '{"toString":false,"valueOf":1}' },
  { name: 'the same key twice', json: '{"a":1,"a":2}' },
  { name: 'ten thousand keys', json: keys(10_000) },
  { name: 'ten thousand items', json: `[${'1,'.repeat(9_999)}1]` },
  { name: 'lists ten thousand deep', json: deep('[', ']', 10_000) },
  { name: 'objects ten thousand deep', json: deep('{"a":', '}', 10_000) },
];

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** Bodies that are no message of ours; every one is refused, whoever sends it. */
export const BODIES: readonly BytesRow[] = [
  { name: 'nothing', bytes: new Uint8Array(0) },
  { name: 'no JSON', bytes: utf8('hello') },
  { name: 'half of JSON', bytes: utf8('{"v":1,"epoch":"') },
  { name: 'a byte order mark', bytes: utf8('\ufeff{}') },
  { name: 'UTF-16', bytes: Uint8Array.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0]) },
  { name: 'invalid UTF-8', bytes: latin1('{"\xff\xfe":1}') },
  { name: 'overlong UTF-8', bytes: latin1('{"\xc0\x80":1}') },
  { name: 'surrogates in UTF-8', bytes: latin1('{"\xed\xa0\x80":1}') },
  { name: 'UTF-8 cut in a letter', bytes: latin1('{"\xe0\xa4') },
  { name: 'a number', bytes: utf8('1e400') },
  { name: 'lists ten thousand deep', bytes: utf8(deep('[', ']', 10_000)) },
  { name: 'objects ten thousand deep', bytes: utf8(deep('{"a":', '}', 10_000)) },
  { name: 'an endless number', bytes: utf8('9'.repeat(100_000)) },
  { name: 'ten megabytes', bytes: new Uint8Array(TEN_MB).fill(0x20) },
  { name: 'a page', bytes: utf8('<!doctype html><title>x</title>') },
];

export interface BombRow extends BytesRow {
  readonly encoding: 'gzip' | 'deflate';
  /** What it unfolds to. */
  readonly unpacked: number;
}

/** Small files that unfold a thousand times. Made when asked for: unfolded they are large. */
export function bombs(unpacked = 60_000_000): readonly BombRow[] {
  const spaces = Buffer.alloc(unpacked, 0x20);
  const text = Buffer.from(`"${'[['.repeat(unpacked / 2)}"`);
  return [
    { name: 'gzip of spaces', encoding: 'gzip', unpacked, bytes: gzipSync(spaces, { level: 9 }) },
    { name: 'gzip of brackets', encoding: 'gzip', unpacked, bytes: gzipSync(text, { level: 9 }) },
    { name: 'deflate of spaces', encoding: 'deflate', unpacked, bytes: deflateSync(spaces, { level: 9 }) },
    { name: 'gzip in gzip', encoding: 'gzip', unpacked, bytes: gzipSync(gzipSync(spaces, { level: 9 })) },
    { name: 'gzip that breaks off', encoding: 'gzip', unpacked, bytes: gzipSync(spaces, { level: 9 }).subarray(0, 20_000) },
  ];
}

/** Values of an address, percent-encoded: what a text row becomes there, and what no text can be. */
export const ADDRESS_PARTS: readonly { readonly name: string; readonly part: string }[] = [
  ...TEXTS.map(({ name, text }) => ({ name: `text: ${name}`, part: percent(text) })),
  { name: 'a broken escape', part: '%E0%A4%A' },
  { name: 'half an escape', part: '%' },
  { name: 'NUL alone', part: '%00' },
  { name: 'invalid UTF-8', part: '%ff%fe' },
  { name: 'overlong UTF-8', part: '%c0%80' },
  { name: 'a surrogate in UTF-8', part: '%ed%a0%80' },
  { name: 'a slash', part: '10%2f193' },
  { name: 'a climb', part: '..%2f..' },
  { name: 'five thousand letters', part: 'a'.repeat(5_000) },
  { name: 'a pattern of SQL', part: '%25%5f' },
  { name: 'a long place', part: `10${'.1'.repeat(40)}` },
  { name: 'a district too big', part: '10.99999999999' },
];

/** As UTF-8, `encodeURIComponent` refuses half characters. */
export function percent(text: string): string {
  return [...Buffer.from(text, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

export const HEADERS: readonly { readonly header: string; readonly value: string }[] = [
  ...['x', '', 'dehri=', `dehri=${'a'.repeat(64)}`, `dehri=${'a'.repeat(5_000)}`, 'dehri=../../x; dehri=%00', '__proto__=1; constructor=2', ';;;==;'].map((value) => ({ header: 'cookie', value })),
  ...['text/xml', 'application/json; charset=utf-16', 'application/json; charset=\u00ff', 'multipart/form-data; boundary=', '', 'application/octet-stream', ';'].map((value) => ({ header: 'content-type', value })),
  ...['zstd', 'gzip, gzip', 'br', '', 'constructor'].map((value) => ({ header: 'content-encoding', value })),
  ...['br;q=0', '*;q=9', 'gzip,'.repeat(500), '__proto__'].map((value) => ({ header: 'accept-encoding', value })),
  ...['%', '%00', '%ed%a0%80', percent('../../\u202exslx.exe'), percent('👩'.repeat(80)), 'a'.repeat(5_000)].map((value) => ({ header: 'x-file-name', value })),
  ...['http://evil.example', 'null', '::::', ''].map((value) => ({ header: 'origin', value })),
  ...['cross-site', 'x'].map((value) => ({ header: 'sec-fetch-site', value })),
  ...['9'.repeat(3_000), '::1', '<script>'].map((value) => ({ header: 'x-forwarded-for', value })),
  ...['Bearer ', `Bearer ${'x'.repeat(5_000)}`].map((value) => ({ header: 'authorization', value })),
  ...['bytes=0-', 'bytes=9-1', 'bytes=-99999999999999999999'].map((value) => ({ header: 'range', value })),
  ...['*', '"x"'].map((value) => ({ header: 'if-none-match', value })),
  ...['hi;q=9', '__proto__'].map((value) => ({ header: 'accept-language', value })),
];
