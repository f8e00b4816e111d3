// The living block of the demo: Sabour in Bhagalpur with five villages. The block is the real one;
// everything below it, and everybody in it, is made up.
import type { Place } from '#shared/place/place.ts';
import { placesOfState } from '../places/directory.ts';
import type { TolaPlan } from './district-plan.ts';

export const DISTRICT = 192;
export const BLOCK = '10.192.1685';
export const PANCHAYATS = { east: `${BLOCK}.p1`, west: `${BLOCK}.p2` } as const;

type Names = readonly [hi: string, en: string];
interface VillagePlan {
  readonly name: Names;
  /** Six digits that no village has. */
  readonly code: string;
  readonly tolas: readonly (readonly [name: Names, families: number])[];
}

const MAHADALIT: Names = ['महादलित टोला', 'Mahadalit Tola'];
const EAST: Names = ['पूरब टोला', 'Purab Tola'];
const WEST: Names = ['पश्चिम टोला', 'Pashchim Tola'];

const LAND: readonly (readonly [panchayat: Names, villages: readonly VillagePlan[]])[] = [
  [['फरका', 'Farka'], [
    { name: ['फरका', 'Farka'], code: '999001', tolas: [[EAST, 52], [WEST, 44], [MAHADALIT, 46]] },
    { name: ['चंदेरी', 'Chanderi'], code: '999002', tolas: [[['उत्तर टोला', 'Uttar Tola'], 48], [['दक्षिण टोला', 'Dakshin Tola'], 40]] },
  ]],
  [['लैलख', 'Lailakh'], [
    { name: ['लैलख', 'Lailakh'], code: '999003', tolas: [[EAST, 55], [['पोखर टोला', 'Pokhar Tola'], 42], [MAHADALIT, 38]] },
    { name: ['ममलखा', 'Mamalkha'], code: '999004', tolas: [[WEST, 60], [['बीच टोला', 'Bich Tola'], 46]] },
    { name: ['राजंदीपुर', 'Rajandipur'], code: '999005', tolas: [[['नया टोला', 'Naya Tola'], 50], [['बाँध टोला', 'Bandh Tola'], 45], [MAHADALIT, 34]] },
  ]],
];

/** Share of families whose row in the list names a group. */
const LINKED_SHARE = 0.52;

/** Places below the block, and the plan of their families. */
export function livingBlock(): { readonly places: readonly Place[]; readonly tolas: readonly TolaPlan[] } {
  const known = placesOfState('10');
  const district = known.find((p) => p.code === `10.${DISTRICT}`);
  const block = known.find((p) => p.code === BLOCK);
  if (district === undefined || block === undefined) throw new Error('the demo stands in a block of the directory');
  const places: Place[] = [];
  const tolas: TolaPlan[] = [];
  const add = (code: string, [hi, en]: Names): string => {
    places.push({ code, hi, en });
    return code;
  };
  let first = 0;
  LAND.forEach(([panchayat, villages], p) => {
    const panchayatCode = add(`${BLOCK}.p${p + 1}`, panchayat);
    villages.forEach((village, v) => {
      const villageCode = add(`${panchayatCode}.v${v + 1}`, village.name);
      village.tolas.forEach(([tola, families], t) => {
        add(`${villageCode}.t${t + 1}`, tola);
        tolas.push({
          district, block, panchayat: panchayat[0], village: village.name[0], villageCode: `1022401338${village.code}`, tola: tola[0], mahadalit: tola === MAHADALIT,
          first, families, linkedBefore: Math.round(families * LINKED_SHARE), group: 0,
        });
        first += families;
      });
    });
  });
  return { places, tolas };
}

/** Tolas whose unlinked women are mostly willing, in the order of their groups: approved, handed in, returned, draft. */
export const GROUP_TOLAS = {
  approved: `${PANCHAYATS.east}.v1.t3`,
  submitted: `${PANCHAYATS.east}.v1.t1`,
  returned: `${PANCHAYATS.west}.v1.t3`,
  draft: `${PANCHAYATS.west}.v1.t1`,
} as const;

export const TEXTS = {
  centre: ['सखी वन स्टॉप सेंटर, भागलपुर', 'Sakhi One Stop Centre, Bhagalpur'],
  hub: ['महिला सशक्तिकरण केंद्र (हब), भागलपुर', 'Hub for Empowerment of Women, Bhagalpur'],
  unit: ['जिला बाल संरक्षण इकाई, भागलपुर', 'District Child Protection Unit, Bhagalpur'],
  villages: ['फरका', 'चंदेरी', 'लैलख', 'ममलखा', 'राजंदीपुर', 'सबौर', 'बरारी', 'नाथनगर'],
  villageOrganisation: 'सबेरा जीविका महिला ग्राम संगठन',
  returnReason: 'बैठक का दिन दूसरे समूह से टकराता है। दिन बदलकर फिर भेजें।',
  campVenue: 'पंचायत भवन, फरका',
  campOperator: 'सीएससी संचालक',
  checklist: ['बायोमेट्रिक मशीन', 'बिजली और इंटरनेट', 'पीने का पानी', 'बैठने की जगह'],
  notes: ['पड़ोस में पूछने पर मिलेंगी', 'दोपहर बाद घर पर रहती हैं', 'खेत पर काम करती हैं, सुबह जाएँ'],
  landmarks: ['कुएँ के पास', 'स्कूल के पीछे', 'पीपल के पेड़ के पास', 'सड़क किनारे', 'आंगनबाड़ी के सामने'],
} as const;
