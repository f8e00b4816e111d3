// A word, in either script, as a short string of sounds. One character is one sound:
//
//   a   the inherent vowel of a Devanagari letter       A   a written long ā (आ, or Roman "aa")
//   @   a Roman "a", which may be either of the two     i u e o   long and short alike
//   k g c j t d n p f b m y r l v s S(=sh) h            aspirates are two sounds: kh, gh, ch, …
//   D   ड, which Roman writes d     R   ड़, written r or d     M   a nasal before a lip sound
//   ~   nasalisation that Roman may leave out (चाँद, मियां)
//
// What no spelling agrees on is settled here: doubled letters, ee/i, oo/u, ph/f, z/j, w/v, x/ksh,
// ज्ञ/gy/jn, ai/ay, au/ou/aw, -ndra/-nder, the silent final vowel, anusvara or half nasal. What is
// merely often confused (v/b, s/sh, a lost h) stays visible and is priced in sound-distance.ts.

const VOWEL_SOUNDS = 'aA@iueo';
const ROMAN_VOWELS = 'aeiou';
const LIP_SOUNDS = 'pbfv';

/** The sounds of one word (letters of one script only, already through `plainLetters`). */
export function soundsOf(word: string): string {
  if (word === '') return '';
  const first = word.charCodeAt(0);
  const raw = first >= 0x0900 && first <= 0x097f ? devanagariSounds(word) : romanSounds(word);
  return settle(raw);
}

export function isVowelSound(sound: string | undefined): boolean {
  return sound !== undefined && sound !== '' && VOWEL_SOUNDS.includes(sound);
}

const CONSONANTS: Readonly<Record<string, string>> = {
  क: 'k', ख: 'kh', ग: 'g', घ: 'gh', ङ: 'n',
  च: 'c', छ: 'ch', ज: 'j', झ: 'jh', ञ: 'n',
  ट: 't', ठ: 'th', ड: 'D', ढ: 'Dh', ण: 'n',
  त: 't', थ: 'th', द: 'd', ध: 'dh', न: 'n',
  प: 'p', फ: 'f', ब: 'b', भ: 'bh', म: 'm',
  य: 'y', र: 'r', ल: 'l', ळ: 'l', व: 'v', श: 'S', ष: 'S', स: 's', ह: 'h',
};
const VOWELS: Readonly<Record<string, string>> = {
  अ: 'a', आ: 'A', इ: 'i', ई: 'i', उ: 'u', ऊ: 'u', ऋ: 'ri', ए: 'e', ऐ: '@y', ओ: 'o', औ: '@v', ऑ: 'o', ऍ: 'e',
  'ा': 'A', 'ि': 'i', 'ी': 'i', 'ु': 'u', 'ू': 'u', 'ृ': 'ri', 'े': 'e', 'ै': '@y', 'ो': 'o', 'ौ': '@v', 'ॉ': 'o', 'ॅ': 'e', 'ॊ': 'o', 'ॆ': 'e', 'ॐ': 'om',
};
const NUKTA = '\u093c';
const VIRAMA = '\u094d';
const ANUSVARA = '\u0902';
const CANDRABINDU = '\u0901';

function devanagariSounds(word: string): string {
  let out = '';
  for (let i = 0; i < word.length; i++) {
    const letter = word.charAt(i);
    let sound = CONSONANTS[letter];
    if (sound === undefined) {
      if (letter === ANUSVARA) out += anusvara(word, i);
      else if (letter === CANDRABINDU) out += '~';
      else out += VOWELS[letter] ?? '';
      continue;
    }
    if (letter === 'ज' && word.charAt(i + 1) === VIRAMA && word.charAt(i + 2) === 'ञ') {
      sound = 'gy';
      i += 2;
    }
    if (word.charAt(i + 1) === NUKTA) {
      if (letter === 'ड') sound = 'R';
      else if (letter === 'ढ') sound = 'Rh';
      i++;
    }
    out += sound;
    const next = word.charAt(i + 1);
    if (next === VIRAMA) i++;
    else if (next !== '' && opensInherentVowel(next)) out += 'a';
  }
  return out;
}

/** A consonant keeps its own "a" before a letter, a nasal sign or a free-standing vowel (रईस). */
function opensInherentVowel(next: string): boolean {
  return CONSONANTS[next] !== undefined || next === ANUSVARA || next === CANDRABINDU || (next >= 'अ' && next <= 'औ');
}

function anusvara(word: string, at: number): string {
  const next = CONSONANTS[word.charAt(at + 1)];
  if (next === undefined) return '~';
  if (next === 'h') return 'ng'; // सिंह is spoken and written SINGH
  return LIP_SOUNDS.includes(next.charAt(0)) ? 'M' : 'n';
}

/** Letter groups that stand for something else than their letters, longest first. */
const ROMAN_GROUPS: readonly (readonly [string, string])[] = [
  ['chch', 'c'], ['aee', '@i'],
  ['ksh', 'kS'], ['chh', 'ch'], ['cch', 'c'], ['tch', 'c'], ['ssh', 'S'], ['shh', 'S'],
  ['ch', 'c'], ['sh', 'S'], ['ph', 'f'], ['ck', 'k'], ['wh', 'v'],
  ['aa', 'A'], ['ai', '@y'], ['ae', '@y'], ['au', '@v'], ['ao', '@v'], ['ou', '@v'], ['ow', '@v'],
  ['ee', 'i'], ['ie', 'i'], ['ii', 'i'], ['oo', 'u'], ['uu', 'u'], ['ei', 'e'], ['eo', 'ev'], ['oa', 'o'],
  ['a', '@'], ['x', 'kS'], ['q', 'k'], ['z', 'j'], ['w', 'v'],
];
const GROUPS_BY_FIRST = new Map<string, (readonly [string, string])[]>();
for (const group of ROMAN_GROUPS) {
  const first = group[0].charAt(0);
  GROUPS_BY_FIRST.set(first, [...(GROUPS_BY_FIRST.get(first) ?? []), group]);
}
/** ज्ञ as Roman writes it: jn- or gn- at the start, and inside these words only (RAJNI is no ज्ञ). */
const ROMAN_GY = /^(?:jn|gn|dny|jny)(?=[aeiou])|(?<=^(?:pra|vi|bi|ya|sarva|a|pr))jn(?=[aeiou]y?a?n?)/;

function romanSounds(word: string): string {
  const text = word.replace(ROMAN_GY, 'gy').replace(/que$/, 'k').replace(/ore$/, 'or').replace(/oy(?![aeiou])/, 'ay').replace(/qu(?=[aeio])/, 'k');
  let out = '';
  let i = 0;
  scan: while (i < text.length) {
    const letter = text.charAt(i);
    const next = text.charAt(i + 1);
    if (letter === 'y') {
      if (next !== '' && ROMAN_VOWELS.includes(next)) out += 'y';
      else if (out.endsWith('e')) out += '';
      else out += isVowelSound(out.at(-1)) && !out.endsWith('i') ? 'y' : 'i';
      i++;
      continue;
    }
    for (const [group, sound] of GROUPS_BY_FIRST.get(letter) ?? []) {
      if (!text.startsWith(group, i)) continue;
      out += sound;
      i += group.length;
      continue scan;
    }
    if (letter === 'c') out += next !== '' && 'eiy'.includes(next) ? 's' : 'k';
    else if (letter >= 'a' && letter <= 'z') out += letter;
    i++;
  }
  return out;
}

function settle(raw: string): string {
  let text = raw
    .replace(/[a@A]{2,}/g, 'A')
    .replace(/([^aA@])\1+/g, '$1')
    .replace(/i(?=[aA@ueo])/g, 'iy')
    .replace(/[nm](?=[pbfv])/g, 'M')
    .replace(/ey$/, 'e')
    .replace(/inh$/, 'ingh');
  if (text.length > 4) {
    text = text.replace(/nd(?:r[@A]?|[@ae]r)$/, 'ndr').replace(/(?<=..)indr$/, 'endr').replace(/(?<=S)ver$/, 'v@r');
  }
  return text;
}
