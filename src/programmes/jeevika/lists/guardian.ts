// "पति- रमेश यादव", "W/O RAMESH", "पिता स्व० मोहन राम": the relation is taken off the name's front.
// Titles (श्री, स्व०) stay: they belong to how the family writes the name.
import { cleanText } from '#shared/import/cell-words.ts';

export interface Guardian {
  readonly name: string;
  readonly relation?: 'husband' | 'father' | 'mother';
}

const MARKS: readonly [RegExp, Guardian['relation']][] = [
  [/^(?:पति(?![\p{L}\p{M}])(?:\s*का\s*नाम)?|w\s*[/.]?\s*o\.?(?![a-z])|wife\s+of|husband(?:'?s)?(?:\s+name)?)\s*[-–:.]*\s*/iu, 'husband'],
  [/^(?:पिता(?![\p{L}\p{M}])(?:\s*का\s*नाम)?|[sd]\s*[/.]\s*o\.?(?![a-z])|(?:son|daughter)\s+of|father(?:'?s)?(?:\s+name)?)\s*[-–:.]*\s*/iu, 'father'],
  [/^(?:माता(?![\p{L}\p{M}])(?:\s*का\s*नाम)?|mother(?:'?s)?(?:\s+name)?)\s*[-–:.]*\s*/iu, 'mother'],
];

export function readGuardian(text: string): Guardian {
  const clean = cleanText(text);
  for (const [mark, relation] of MARKS) {
    const rest = clean.replace(mark, '');
    if (rest !== clean && rest !== '' && relation !== undefined) return { name: rest, relation };
  }
  return { name: clean };
}
