import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from '#shared/import/cell-words.ts';

/** Cleaned step by step, as it is said. */
function slowly(text: string): string {
  return text.normalize('NFC').replace(/[\u00ad\u200b\u200e\u200f\u2060\ufeff]/gu, '').replace(/\s+/gu, ' ').trim().replace(/^'/u, '').trim();
}

test('a cell that is clean as it is comes back as it is, and any other is cleaned', () => {
  expect(cleanText(' सुनीता\u200b  देवी ')).toBe('सुनीता देवी');
  expect(cleanText('\'0123')).toBe('0123');
  const letters = fc.constantFrom(...' \'\t\u00a0aZ9-.,\u0928\u093c\u095c\u0930\u093f\u0941\u094d\u0966\u0900\u0929\u200b\u200d\ufeffé'.split(''));
  fc.assert(fc.property(fc.array(letters, { maxLength: 12 }).map((parts) => parts.join('')), (text) => cleanText(text) === slowly(text)), { numRuns: 3_000 });
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => cleanText(text) === slowly(text)));
});
