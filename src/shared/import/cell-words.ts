// How words in cells are compared: as people and offices really type them, in either script, with the
// marks of spreadsheets around them.

/** What offices write into a cell that they have nothing for. */
export const NOTHING = /^(?:[-–—.*/\\]+|0+|n\.?\/?a\.?|nil|none|null|not available|नहीं|उपलब्ध नहीं|अनुपलब्ध|शून्य)$/iu;

/** Printable ASCII and Devanagari that no normalising changes, from the first letter to the last: most cells, and clean as they are. */
const CLEAN = /^[!-&(-~\u0904-\u0928\u092a-\u0930\u0932\u0933\u0935-\u0939\u093d-\u0957\u0960-\u096f](?:[ -~\u0900-\u0928\u092a-\u0930\u0932\u0933\u0935-\u0939\u093d-\u0957\u0960-\u096f]*[!-~\u0900-\u0928\u092a-\u0930\u0932\u0933\u0935-\u0939\u093d-\u0957\u0960-\u096f])?$/;

/** Visible text: one line, single spaces, without a spreadsheet's leading apostrophe. */
export function cleanText(text: string): string {
  if (CLEAN.test(text) && !text.includes('  ')) return text;
  return text.normalize('NFC').replace(/[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g, '').replace(/\s+/gu, ' ').trim().replace(/^'/, '').trim();
}

/** Letters and digits alone: case, spaces, punctuation and nukta do not matter. */
export function bareWord(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{M}\p{N}✓]|\u093c/gu, '');
}

const YES = new Set(['हाँ', 'हां', 'हा', 'है', 'yes', 'y', 'true', '1', '✓'].map(bareWord));
const NO = new Set(['नहीं', 'नही', 'ना', 'no', 'n', 'false', '0'].map(bareWord));

/** Undefined: neither yes nor no. */
export function yesOrNo(text: string): boolean | undefined {
  const word = bareWord(text);
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}
