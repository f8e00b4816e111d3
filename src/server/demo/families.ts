// Rows of a ration-card list for the tolas of a plan, one at a time, each from a seed of its own.
import { couple, write, type Couple, type Script } from './names.ts';
import type { TolaPlan } from './district-plan.ts';
import { createRandom, mixSeed, scatter, type Random } from './random.ts';

export interface Family {
  readonly cardNumber: string;
  readonly people: Couple;
  readonly script: Script;
  readonly tola: TolaPlan;
  readonly cardType: 'PHH' | 'AAY';
  readonly dealer: string;
  /** '' where the list has none. All in one block of numbers that is not in use. */
  readonly phone: string;
  readonly members: number;
  readonly category: 'SC' | 'ST' | 'EBC' | 'BC' | 'GEN';
  /** Group that the list names, '' for none. */
  readonly groupName: string;
  readonly groupCode: string;
  /** She joined the group formed in her tola during the drive. */
  readonly inDrive: boolean;
}

/** Share of names in Devanagari in a real official list (dossier H). */
export const FIELD_HINDI_SHARE = 0.17;
/** Shares of the state's caste survey of 2023, rounded; the category is drawn on its own, never from a name. */
const CATEGORIES = [['EBC', 36], ['BC', 27], ['SC', 20], ['GEN', 15], ['ST', 2]] as const;
const OLD_GROUPS = ['लक्ष्मी', 'गंगा', 'ज्योति', 'चाँदनी', 'गुलाब', 'कमल', 'तुलसी', 'सितारा', 'मुस्कान', 'रोशनी', 'माला', 'झांसी'] as const;
/** Women of one old group, for its name and code. */
const OLD_GROUP_SIZE = 12;

/**
 * @param hindiShare share of rows whose names are in Devanagari; the others are in Roman capitals
 */
export function* familiesOf(plan: readonly TolaPlan[], seed: number, hindiShare: number): Generator<Family> {
  for (const [number, tola] of plan.entries()) {
    const random = createRandom(mixSeed(seed ^ 0x5bd1e995, number));
    const dealer = couple(random).man;
    const placeAt = scatter(tola.families, random);
    for (let i = 0; i < tola.families; i += 1) {
      // Those in the drive and those linked before are scattered over the tola's list.
      const rank = placeAt(i);
      yield family(createRandom(mixSeed(seed, tola.first + i)), tola, tola.first + i, rank, hindiShare, dealer);
    }
  }
}

function family(random: Random, tola: TolaPlan, index: number, rank: number, hindiShare: number, dealer: { readonly hi: string; readonly en: string }): Family {
  const script: Script = random.chance(hindiShare) ? 'hi' : 'en';
  const inDrive = rank < tola.group;
  const oldGroup = rank >= tola.group && rank < tola.group + tola.linkedBefore ? Math.floor((rank - tola.group) / OLD_GROUP_SIZE) : -1;
  return {
    cardNumber: cardNumber(tola, index),
    people: couple(random),
    script,
    tola,
    cardType: random.chance(0.13) ? 'AAY' : 'PHH',
    dealer: write(dealer, script),
    phone: random.chance(0.7) ? `60000${String(random.int(0, 99_999)).padStart(5, '0')}` : '',
    members: random.weighted([[2, 8], [3, 14], [4, 24], [5, 23], [6, 15], [7, 9], [8, 5], [9, 2]]),
    category: tola.mahadalit ? 'SC' : random.weighted(CATEGORIES),
    groupName: oldGroup < 0 ? '' : OLD_GROUPS[oldGroup % OLD_GROUPS.length] ?? '',
    groupCode: oldGroup < 0 ? '' : `${tola.block.code.split('.')[2] ?? ''}-${tola.first}-${oldGroup + 1}`,
    inDrive,
  };
}

/**
 * Twenty digits: state and census district, fourteen that differ for every family of the district,
 * and one that is never zero (a number that ends in zeros would look cut off by a spreadsheet).
 */
function cardNumber({ villageCode }: TolaPlan, index: number): string {
  const scattered = (BigInt(index) * 38_211_700_393n + 7_000_000_001n) % 100_000_000_000_000n;
  return `${villageCode.slice(0, 5)}${String(scattered).padStart(14, '0')}${(index % 9) + 1}`;
}

export const LIST_HEADERS = [
  'राशन कार्ड संख्या', 'मुखिया का नाम', 'पति/पिता का नाम', 'जिला', 'प्रखंड', 'पंचायत', 'ग्राम', 'Village_Code_PMO', 'टोला', 'कार्ड का प्रकार', 'डीलर', 'मोबाइल', 'सदस्य संख्या', 'कोटि', 'समूह का नाम', 'समूह कोड',
] as const;

/** The row as a district's list has it. */
export function listRow(f: Family): readonly string[] {
  const husband = write(f.people.man, f.script);
  return [
    f.cardNumber, write(f.people.woman, f.script), f.script === 'hi' ? `पति- ${husband}` : `W/O ${husband}`, f.tola.district.hi, f.tola.block.hi, f.tola.panchayat, f.tola.village, f.tola.villageCode,
    f.tola.tola, f.cardType, f.dealer, f.phone, String(f.members), f.category, f.groupName, f.groupCode,
  ];
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
