// A spreadsheet runs a cell that begins like a formula. Every file this server writes puts an
// apostrophe before such a cell, and a list that comes back has it taken off again.

const DANGEROUS = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

export function neutraliseFormula(text: string): string {
  return DANGEROUS.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

export function restoreFormula(text: string): string {
  return text.charCodeAt(0) === 0x27 && DANGEROUS.test(text.slice(1)) ? text.slice(1) : text;
}
