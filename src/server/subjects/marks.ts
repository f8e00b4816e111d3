// What is kept of a row beside its facet, to say how good its list is: which paths it says, and a hash that rows of
// the list which look like one another share. It says nothing to who has not this server's secret.
import { nameKey } from '#shared/people/name-key.ts';
import type { Values } from '#shared/record/change.ts';
import { identityOf } from '#shared/subjects/entry.ts';
import { filledBits } from '#shared/subjects/quality.ts';
import type { SubjectKeys } from '../keys/subject-keys.ts';

export interface Marks {
  readonly filled: number;
  /** Signed 64 bits as text; `0`: nothing to go by. */
  readonly alike: string;
}

/** @param birthYear 0: not known */
export function marksOf(keys: Pick<SubjectKeys, 'hash'>, values: Values, birthYear: number): Marks {
  const { name, father, village } = identityOf(values);
  const beside = father === undefined ? village : soundsOf(father);
  const text = name === undefined || beside === undefined ? undefined : [soundsOf(name), father === undefined ? 'v' : 'f', beside, birthYear].join('|');
  return { filled: filledBits(values), alike: text === undefined ? '0' : String(keys.hash('entry-alike', text).readBigInt64BE(0)) };
}

/** Words of names are the same few again and again. */
const remembered = new Map<string, string>();
const MOST = 20_000;

function soundsOf(name: string): string {
  return name.split(/[^\p{L}\p{M}]+/u).map(soundOf).filter((sound) => sound !== '').join(' ');
}

function soundOf(word: string): string {
  let sound = remembered.get(word);
  if (sound === undefined) {
    if (remembered.size >= MOST) remembered.clear();
    sound = nameKey(word);
    remembered.set(word, sound);
  }
  return sound;
}
