// Words with which lists of children are written, in both scripts.
import type { Written } from './children-data.ts';

export const TEXTS_OF_CHILDREN = {
  menSecond: [{ hi: 'सिंह', en: 'Singh' }, { hi: 'सिंह', en: 'Singh' }, { hi: 'कुमार', en: 'Kumar' }, { hi: 'लाल', en: 'Lal' }, { hi: 'प्रसाद', en: 'Prasad' }, { hi: 'चंद्र', en: 'Chandra' }] satisfies Written[] as readonly Written[],
  womenSecond: [{ hi: 'देवी', en: 'Devi' }] satisfies Written[] as readonly Written[],
  girlSecond: { hi: 'कुमारी', en: 'Kumari' },
  boySecond: { hi: 'कुमार', en: 'Kumar' },
  villageParts: [{ hi: 'मल्ला', en: 'Malla' }, { hi: 'तल्ला', en: 'Talla' }, { hi: 'बड़ी', en: 'Badi' }, { hi: 'छोटी', en: 'Chhoti' }, { hi: 'नई', en: 'Nai' }] satisfies Written[] as readonly Written[],
  /** Ways of writing one kind of school; `%` is its place. */
  schools: [
    { hi: ['राजकीय प्राथमिक विद्यालय %', 'रा०प्रा०वि० %', 'प्राथमिक विद्यालय %'], en: ['GPS %', 'Govt Primary School %', 'Primary School %'] },
    { hi: ['राजकीय उच्च प्राथमिक विद्यालय %', 'रा०उ०प्रा०वि० %', 'रा.जू.हा. %'], en: ['GUPS %', 'Govt. Upper Primary School %', 'G.J.H.S. %'] },
    { hi: ['राजकीय इंटर कॉलेज %', 'रा०इ०का० %', 'रा.इ.कालेज %'], en: ['GIC %', 'Govt Inter College %', 'G.I.C. %'] },
  ],
  fathersTitles: { hi: ['श्री ', 'श्री. ', 'श्री'], en: ['Shri ', 'Sh. ', 'Sri ', 'Mr. '] },
  dead: { hi: ['स्व० ', 'स्व. श्री ', 'स्वर्गीय '], en: ['Late ', 'Lt. ', 'Late Shri '] },
  fatherPrefix: { hi: ['पिता श्री ', 'पिता- '], en: ['S/O ', 'D/O ', 'Father - '] },
  mothersTitles: { hi: ['श्रीमती ', 'श्रीमति '], en: ['Smt ', 'Smt. '] },
  girlTitles: { hi: ['कु० ', 'कुमारी ', 'कु. '], en: ['Km. ', 'Kumari ', 'Ku. '] },
  boyTitles: { hi: ['मास्टर ', 'मा० '], en: ['Master ', 'Mst. '] },
  petNames: { female: [{ hi: 'गुड़िया', en: 'Gudiya' }, { hi: 'पिंकी', en: 'Pinki' }, { hi: 'मुन्नी', en: 'Munni' }, { hi: 'छोटी', en: 'Chhoti' }], male: [{ hi: 'गोलू', en: 'Golu' }, { hi: 'छोटू', en: 'Chhotu' }, { hi: 'मोनू', en: 'Monu' }, { hi: 'सोनू', en: 'Sonu' }] },
  villagePrefix: { hi: ['ग्राम ', 'ग्राम -', 'ग्रा० '], en: ['Vill ', 'Village ', 'Vill- '] },
  villageSuffix: { hi: [' पो० %', ', पोस्ट %'], en: [', PO %', ' Post %'] },
  months: { hi: ['जनवरी', 'फरवरी', 'मार्च', 'अप्रैल', 'मई', 'जून', 'जुलाई', 'अगस्त', 'सितंबर', 'अक्टूबर', 'नवंबर', 'दिसंबर'], en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] },
  sexes: { hi: { female: ['बालिका', 'स्त्री', 'म'], male: ['बालक', 'पुरुष', 'पु'] }, en: { female: ['Female', 'F', 'Girl'], male: ['Male', 'M', 'Boy'] } },
  years: { hi: ' वर्ष', en: ' yrs' },
} as const;
