// Typed १२३ is understood everywhere: it becomes 123 before anything looks at it.

const DEVANAGARI = /[०-९]/g;
const DEVANAGARI_ZERO = 0x0966;

export function latinDigits(text: string): string {
  return text.replace(DEVANAGARI, (digit) => String(digit.charCodeAt(0) - DEVANAGARI_ZERO));
}

/** What is left of a phone or card number once spaces, dashes and brackets are gone. */
export function onlyDigits(text: string): string {
  return latinDigits(text).replace(/[^0-9]/g, '');
}

/** A number as people type one: Devanagari digits, spaces, lakh commas. Undefined when it is none. */
export function typedNumber(text: string): number | undefined {
  const plain = latinDigits(text).replace(/[\s,]/g, '');
  return /^-?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}
