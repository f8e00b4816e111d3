// Coarse keys for finding: every usual spelling of a name, in either script, gives the same key or
// shares one with it. Coarser than the comparison of names.ts on purpose; a key only proposes.

import { plainLetters } from './text.ts';
import { isVowelSound, soundsOf } from './sounds.ts';
import { oneSpelling, spellingsOf } from './spellings.ts';

/** A key a typed beginning stands for. `closed`: an "a" was typed last, so no i/u may follow. */
export interface PrefixKey {
  readonly prefix: string;
  readonly closed: boolean;
}

const MOST_VARIANTS = 6;
/** After these an h is only breath: kh, gh, ch … */
const STOPS = 'kgcjtdDRbpf';

/** The main key of one word: `nameKey('सुनीता') === nameKey('SUNITA')`. Empty for no letters. */
export function nameKey(token: string): string {
  return keyOfSounds(oneSpelling(soundsOf(plainLetters(token))));
}

/** All keys under which a stored word is filed, the main one first. */
export function searchKeys(token: string): string[] {
  return [...new Set(spellingsOf(soundsOf(plainLetters(token))).flatMap(keysOfSounds))];
}

/** The beginnings to look for when `token` may be an unfinished word. */
export function prefixKeys(token: string): PrefixKey[] {
  const plain = plainLetters(token);
  const found = new Map<string, PrefixKey>();
  // A lone "c" is on its way to "ch".
  for (const text of plain.endsWith('c') ? [plain, `${plain}h`] : [plain]) {
    let sounds = soundsOf(text);
    const closed = /[aA@]$/.test(sounds) && sounds.length > 1;
    if (closed) sounds = sounds.slice(0, -1);
    for (const prefix of keysOfSounds(sounds)) {
      if (prefix !== '') found.set(prefix, { prefix, closed });
    }
  }
  return [...found.values()];
}

/** Does a stored key begin as typed? The index's binary search must agree with this. */
export function keyStartsAsTyped(key: string, typed: PrefixKey): boolean {
  if (!key.startsWith(typed.prefix)) return false;
  if (!typed.closed) return true;
  const next = key.charAt(typed.prefix.length);
  return next !== 'i' && next !== 'u';
}

/** The main key of a word given as sounds. */
export function keyOfSounds(sounds: string): string {
  return keysOfSounds(sounds)[0] ?? '';
}

function keysOfSounds(sounds: string): string[] {
  let keys = [''];
  for (let i = 0; i < sounds.length; i++) {
    const options = keyLetters(sounds, i);
    const [first = '', second] = options;
    const grown = keys.map((key) => join(key, first));
    if (second !== undefined && keys.length * 2 <= MOST_VARIANTS) grown.push(...keys.map((key) => join(key, second)));
    keys = grown;
  }
  return [...new Set(keys)].filter((key) => key !== '');
}

function join(key: string, letter: string): string {
  return letter === '' || key.endsWith(letter) ? key : key + letter;
}

function keyLetters(sounds: string, i: number): readonly string[] {
  const sound = sounds.charAt(i);
  const before = sounds.charAt(i - 1);
  const after = sounds.charAt(i + 1);
  const last = i === sounds.length - 1;
  switch (sound) {
    case 'a':
    case 'A':
    case '@':
      if (i === 0) return ['a'];
      return last && !/[^aA@iueo][ryvnm]$/.test(sounds.slice(0, i)) ? ['a'] : [''];
    case 'i':
    case 'e':
      return ['i'];
    case 'u':
    case 'o':
      return ['u'];
    case 'y':
      if (before === 'i' || (before !== '' && !isVowelSound(before))) return ['i'];
      return 'aA@'.includes(before) && before !== '' && !isVowelSound(after) ? ['y', 'i'] : ['y'];
    case 'v':
      if (before !== '' && 'aA@'.includes(before) && !isVowelSound(after)) return ['b', 'u'];
      return before === 'u' ? ['b', ''] : ['b'];
    case 'f':
      return ['p'];
    case 'S':
      return ['s'];
    case 'D':
      return i === 0 ? ['d'] : ['d', 'r'];
    case 'R':
      return ['r', 'd'];
    case 'M':
      return ['n', 'm'];
    case '~':
      return ['n', ''];
    case 'h':
      return STOPS.includes(before) && before !== '' ? [''] : ['h'];
    default:
      return [sound];
  }
}
