// What no cell of any list may hold, whatever the column means: characters that cannot be stored
// or shown, a number that a spreadsheet has already rounded, letters lost on the way.
// Codes are shared by every target; their words are `import:fault.<code>`.

export const CELL_CODES = ['control-character', 'broken-letter', 'letters-lost', 'number-rounded', 'too-long'] as const;
export type CellCode = (typeof CELL_CODES)[number];

/** Longest cell in UTF-16 units; a longer one is a broken quote or an attack. */
export const MAX_CELL_LENGTH = 4_000;

/** C0 without tab and line ends, DEL, C1; bidi overrides, which make a name read as another. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
// oxlint-disable-next-line no-misleading-character-class
const HARMLESS = /^[\x20-\x7e\u0900-\u097f]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;
/** `1.02E+19`, and `10200900112345600000.00` as a spreadsheet writes a number that was too long for it. */
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?[eE]\+?\d{1,3}$/;

/** The fault of one cell, or undefined. `text` is the cell as it stands in the file. */
export function cellFault(text: string): CellCode | undefined {
  if (text.length > MAX_CELL_LENGTH) return 'too-long';
  if (HARMLESS.test(text)) {
    if (text.charCodeAt(0) === 0x3f && /^\?[? ]{2,}$/.test(text)) return 'letters-lost';
    return text.length > 4 && text.length < 30 && SCIENTIFIC.test(text.trim()) ? 'number-rounded' : undefined;
  }
  if (CONTROL.test(text)) return 'control-character';
  if (LONE_SURROGATE.test(text)) return 'broken-letter';
  if (text.includes('\ufffd')) return 'letters-lost';
  return undefined;
}

/** A cell made safe to keep in a report: what cannot be stored is shown as a visible sign. */
export function storableCell(text: string): string {
  const short = text.length > MAX_CELL_LENGTH ? `${text.slice(0, MAX_CELL_LENGTH)}…` : text;
  if (HARMLESS.test(short)) return short;
  // oxlint-disable-next-line no-control-regex
  return short.replace(LONE_SURROGATES, '\ufffd').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)));
}
