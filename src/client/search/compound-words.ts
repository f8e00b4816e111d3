// "Ram Chandra" and "Ramchandra" are one name; so are राज कुमार and राजकुमार. A stored text is filed
// under both ways of writing it, for the few words that begin such names.

const STARTERS: readonly string[] = [
  'राम', 'राज', 'लाल', 'शिव', 'हरि', 'जय', 'ओम', 'राधे', 'श्याम', 'सत्य', 'नन्द', 'नंद', 'बृज', 'ब्रज', 'कृष्ण', 'चन्द्र', 'चंद्र', 'इन्द्र', 'इंद्र', 'फूल', 'सीता', 'देव', 'नव', 'प्रेम', 'सोन',
  'ram', 'raj', 'lal', 'shiv', 'siv', 'hari', 'jai', 'jay', 'om', 'radhe', 'shyam', 'satya', 'nand', 'brij', 'braj', 'krishna', 'chandra', 'indra', 'phul', 'ful', 'phool', 'sita', 'dev', 'prem', 'son',
];
const STARTER_SET: ReadonlySet<string> = new Set(STARTERS);
const FEWEST_LETTERS = 3;
/** Signs that belong to the letter before them: a split there would tear a letter apart. */
const DEPENDENT_SIGN = /^[\u0900-\u0903\u093a-\u094f\u0962\u0963]/;

/** `words` with the joined and the split forms added. */
export function withCompounds(words: readonly string[]): string[] {
  const all = [...words];
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    if (STARTER_SET.has(word)) {
      if (next !== undefined && isSameScript(word, next)) all.push(word + next);
      continue;
    }
    for (const starter of STARTERS) {
      if (!word.startsWith(starter)) continue;
      const rest = word.slice(starter.length);
      if (rest.length >= FEWEST_LETTERS && !DEPENDENT_SIGN.test(rest)) all.push(rest);
    }
  }
  return all;
}

function isSameScript(a: string, b: string): boolean {
  return a < '\u0900' === b < '\u0900';
}
