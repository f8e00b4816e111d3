// A book of invented households in which a few names are very common, as in Bihar.

export interface SyntheticHousehold {
  readonly id: string;
  readonly texts: readonly string[];
  readonly card: string;
}

const WOMEN = ['सुनीता', 'ANITA', 'मंजू', 'KIRAN', 'POONAM', 'रेखा', 'MEENA', 'उषा', 'RENU', 'संगीता', 'आशा', 'RITA', 'GEETA', 'सरिता', 'RINA', 'NEELAM', 'ललिता', 'INDU', 'रूबी', 'शोभा', 'SHANTI', 'सुशीला', 'BABITA', 'उर्मिला', 'MAMTA', 'निर्मला', 'SUNITA', 'सुनैना', 'SHAHNAZ', 'लक्ष्मी', 'LAXMI', 'नूरजहां'];
const MEN = ['RAM', 'मनोज', 'VIJAY', 'संजय', 'मो०', 'SUNIL', 'अजय', 'RAJESH', 'अनिल', 'UMESH', 'संतोष', 'RAJENDRA', 'सुरेन्द्र', 'PRAMOD', 'विनोद', 'MOHAMMAD', 'कृष्णा', 'SHIV'];
const SECOND = ['देवी', 'DEVI', 'कुमारी', 'KHATUN', 'खातून'];
const FAMILY = ['यादव', 'PASWAN', 'राम', 'MANJHI', 'सदा', 'SAH', 'ALAM'];
const SYLLABLES = ['sa', 'ri', 'mu', 'ko', 'la', 'bhi', 'ne', 'ta', 'pu', 'ja', 'dha', 'go', 'kha', 'shi'];

/** `count` households; the same `seed` gives the same book. */
export function syntheticHouseholds(count: number, seed: number): SyntheticHousehold[] {
  let state = seed >>> 0;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  const pick = (list: readonly string[]): string => list[next(list.length)] ?? '';
  const rare = (): string => Array.from({ length: 2 + next(3) }, () => pick(SYLLABLES)).join('');
  return Array.from({ length: count }, (_, index) => ({
    id: `h${index}`,
    texts: [
      `${next(4) === 0 ? rare() : pick(WOMEN)} ${pick(SECOND)}`,
      `${next(4) === 0 ? rare() : pick(MEN)} ${pick(FAMILY)}`,
      `टोला ${next(40)} ${pick(['रामपुर', 'BISHUNPUR', 'मलाही', 'SAHPUR'])}`,
    ],
    card: Array.from({ length: 20 }, () => String(next(10))).join(''),
  }));
}
