// Made-up people with names as common as they are (`data/SOURCE.md`). Second names are the ones that
// say nothing of a community (देवी, कुमारी, कुमार, प्रसाद …): no category is ever read from a name here.
import { readFileSync } from 'node:fs';
import type { Random } from './random.ts';

export type Script = 'hi' | 'en';

interface Written {
  readonly hi: string;
  readonly en: string;
}

export interface Couple {
  readonly woman: Written;
  readonly man: Written;
}

/** Given names whose bearers in the source list go by खातून and मो०. */
const KHATUN = new Set(['शहनाज', 'इसरत', 'शबनम', 'शाहीना', 'अफसाना', 'नसीमा', 'तबस्सुम', 'जुलेखा', 'सकीना', 'शबाना', 'साहिदा', 'रिजवाना', 'शगुफ्ता', 'नाजमा', 'शकीला', 'जुबैदा', 'आसमा', 'नूर', 'तमन्ना', 'नसरीन', 'सुलताना', 'हमीदा', 'रूखसाना', 'नूरजहां', 'निकहत', 'जीनत', 'नुजहत', 'जैतून', 'आमना', 'रजिया', 'हिना']);
const MD = new Set(['परवेज', 'अख्तर', 'नसीम', 'खुर्शीद', 'आफताब']);
const MORE_MD: readonly (readonly [Written, number])[] = [
  [{ hi: 'सलीम', en: 'Salim' }, 12], [{ hi: 'इकबाल', en: 'Iqbal' }, 8], [{ hi: 'इरफान', en: 'Irfan' }, 8], [{ hi: 'असलम', en: 'Aslam' }, 8], [{ hi: 'शमीम', en: 'Shamim' }, 9], [{ hi: 'रफीक', en: 'Rafique' }, 6], [{ hi: 'जावेद', en: 'Javed' }, 6], [{ hi: 'हसन', en: 'Hasan' }, 6],
];
/** Words of the list that are second names or titles, not given names. */
const NOT_GIVEN = new Set(['कुमारी', 'बीबी', 'रानी', 'राज', 'मो०', 'मोहम्मद', 'अब्दुल', 'लाल', 'कुमार', 'ठाकुर', 'शेख', 'राम', 'ओम', 'शिव', 'जय', 'देव', 'चन्द्र', 'सत्य', 'पवन', 'फूल', 'सैदा', 'सैयदा', 'उरप्रमीला']);
/** Share of families with Khatun and Md. names; a round figure for the demo. */
const KHATUN_SHARE = 0.17;

type Names = readonly (readonly [Written, number])[];
interface Stock {
  readonly women: Names;
  readonly khatun: Names;
  readonly men: Names;
  readonly md: Names;
}
let stock: Stock | undefined;

/** A wife and her husband. */
export function couple(random: Random): Couple {
  const { women, khatun, men, md } = names();
  if (random.chance(KHATUN_SHARE)) {
    const woman = random.weighted(khatun);
    const man = random.weighted(md);
    return { woman: join(woman, KHATUN_WORD), man: { hi: `मो० ${man.hi}`, en: `Md ${man.en}` } };
  }
  return { woman: join(random.weighted(women), random.weighted(WOMEN_SECOND)), man: join(random.weighted(men), random.weighted(MEN_SECOND)) };
}

/** A child of the couple, one given name. */
export function child(random: Random, of: Couple, sex: 'female' | 'male'): Written {
  const { women, khatun, men, md } = names();
  const khatunFamily = of.woman.hi.endsWith(KHATUN_WORD.hi);
  const given = random.weighted(sex === 'female' ? (khatunFamily ? khatun : women) : khatunFamily ? md : men);
  return khatunFamily ? given : join(given, sex === 'female' ? { hi: 'कुमारी', en: 'Kumari' } : { hi: 'कुमार', en: 'Kumar' });
}

/** As lists in Roman have it: capitals. */
export function write(name: Written, script: Script): string {
  return script === 'hi' ? name.hi : name.en.toUpperCase();
}

const KHATUN_WORD: Written = { hi: 'खातून', en: 'Khatun' };
const NOTHING: Written = { hi: '', en: '' };
const WOMEN_SECOND: readonly (readonly [Written, number])[] = [[{ hi: 'देवी', en: 'Devi' }, 86], [{ hi: 'कुमारी', en: 'Kumari' }, 12], [NOTHING, 2]];
const MEN_SECOND: readonly (readonly [Written, number])[] = [[{ hi: 'कुमार', en: 'Kumar' }, 38], [{ hi: 'प्रसाद', en: 'Prasad' }, 17], [{ hi: 'लाल', en: 'Lal' }, 5], [NOTHING, 40]];

function join(given: Written, second: Written): Written {
  return second.hi === '' ? given : { hi: `${given.hi} ${second.hi}`, en: `${given.en} ${second.en}` };
}

function names(): Stock {
  if (stock !== undefined) return stock;
  const women: [Written, number][] = [];
  const khatun: [Written, number][] = [];
  const men: [Written, number][] = [];
  const md: (readonly [Written, number])[] = [...MORE_MD];
  for (const line of readFileSync(new URL('./data/given-names.tsv', import.meta.url), 'utf8').trimEnd().split('\n').slice(1)) {
    const [, sex, hi = '', en = '', bearers] = line.split('\t');
    if (NOT_GIVEN.has(hi)) continue;
    const entry: [Written, number] = [{ hi, en }, Number(bearers)];
    if (sex === 'F') (KHATUN.has(hi) ? khatun : women).push(entry);
    else (MD.has(hi) ? md : men).push(entry);
  }
  stock = { women, khatun, men, md };
  return stock;
}
