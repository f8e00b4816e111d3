// Invented families as they stand on ration-card lists: names weighted as in published lists of
// self-help group members and candidates in Bihar, card numbers with a district's head and a random tail.
import type { DehriRecord } from '#shared/record/record.ts';

/** mulberry32: the same families for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Imported families of one bucket. `script`: how the list writes names; `tail`: random digits at
 * the end of each 20-digit card number.
 */
export function families(count: number, seed: number, { script = 'hi', tail = 10, from = 0 }: { script?: 'hi' | 'en' | 'both'; tail?: number; from?: number } = {}): DehriRecord[] {
  const random = seeded(seed);
  const digits = (n: number): string => Array.from({ length: n }, () => Math.floor(random() * 10)).join('');
  const head = `1010193${digits(13 - tail)}`;
  return Array.from({ length: count }, (_, i): DehriRecord => {
    const id = `k7Qz2mB4-${(from + i + 1).toString(36)}`;
    const roman = script === 'en' || (script === 'both' && random() < 0.4);
    const name = (given: readonly Weighted[], last: readonly Weighted[]): string => {
      const parts = [draw(given, random), draw(last, random)].map((w) => (roman ? w.en.toUpperCase() : w.hi));
      return random() < 0.12 ? parts[0] ?? '' : parts.join(' ');
    };
    const type = random();
    return {
      id, type: 'household', bucket: '10.193.1710.p03.v2.t1/doorstep', seq: from + i + 1, schema: 1,
      values: {
        headName: name(WOMEN, WOMEN_LAST),
        guardianName: name(MEN, MEN_LAST),
        cardNumber: head + digits(tail),
        cardType: type < 0.78 ? 'phh' : type < 0.97 ? 'aay' : 'none',
        tola: `10.193.1710.p03.v2.t${Math.floor((i / count) * 50)}`,
        memberCount: 1 + Math.floor((random() + random() + random()) * 3),
      },
      base: `ration-2026-11/${id}`, heads: {}, rivals: {},
    };
  });
}

interface Weighted {
  readonly hi: string;
  readonly en: string;
  /** Sum of the weights up to and with this one. */
  readonly upTo: number;
}

function draw(names: readonly Weighted[], random: () => number): Weighted {
  const at = random() * (names.at(-1)?.upTo ?? 0);
  const found = names.find((n) => at < n.upTo);
  if (found === undefined) throw new Error('the last weight is above any draw');
  return found;
}

function weighted(list: string): Weighted[] {
  let upTo = 0;
  return list.trim().split(/,\s*/).map((line) => {
    const [hi = '', en = '', weight = '1'] = line.split(' ');
    upTo += Number(weight);
    return { hi, en, upTo };
  });
}

const WOMEN = weighted(`
सुनीता Sunita 90, अनीता Anita 87, मंजू Manju 77, किरण Kiran 73, पूनम Punam 72, रेखा Rekha 61, मीना Mina 61, उषा Usha 60, रेणु Renu 59, संगीता Sangita 55,
आशा Asha 55, रीता Rita 54, गीता Gita 52, सरिता Sarita 44, रीना Rina 41, कुमारी Kumari 41, नीलम Nilam 40, ललिता Lalita 39, इन्दु Indu 37, रूबी Rubi 36,
बीबी Bibi 36, शोभा Shobha 35, शान्ति Shanti 34, सुशीला Sushila 34, बबिता Babita 34, उर्मिला Urmila 34, ममता Mamta 33, निर्मला Nirmala 33, रंजु Ranju 33,
मीरा Mira 32, सीमा Sima 31, मुन्नी Munni 31, पुष्पा Pushpa 30, शीला Shila 29, पिंकी Pinki 29, सीता Sita 28, गायत्री Gayatri 28, मालती Malti 27,
वीणा Veena 27, आरती Arti 27, सोनी Soni 26, अंजु Anju 25, सविता Savita 24, नीतू Nitu 24, सुमित्रा Sumitra 24, रिंकु Rinku 23, रानी Rani 23,
प्रियंका Priyanka 22, बेबी Bebi 22, प्रमिला Pramila 22, चंदा Chanda 21, सुधा Sudha 21, कांति Kanti 21, मनोरमा Manorma 20, सरोज Saroj 19, विमला Vimla 19,
अर्चना Archana 19, शकुंतला Shakuntala 19, सावित्री Savitri 18, कंचन Kanchan 18, रिंकी Rinki 18, सरस्वती Sarswati 17, संजू Sanju 17, सुनैना Sunaina 17,
खुशबु Khushbu 16, राधा Radha 16, पुजा Puja 16, लक्ष्मी Lakshmi 16, रंजना Ranjana 16, शहनाज Shahnaj 15, माला Mala 14, सारदा Sharda 14, राज Raj 14,
चिन्ता Chinta 14, कुन्ती Kunti 14, राधिका Radhika 13, श्वेता Sweta 13, लालती Lalti 13, कृष्णा Krishna 13, बिन्दु Bindu 13, मधु Madhu 13, बेबी Baby 13,
प्रतिमा Pratima 12, कविता Kavita 12, गुडिया Gudiya 12, विभा Vibha 12, सुषमा Sushma 12, प्रेमलता Premlata 12, रामवती Ramawati 12, पार्वती Parwati 11,
इसरत Ishrat 11, माया Maya 11, कलावती Kalavati 11, प्रिती Priti 11, अंजनी Anjani 11, नूतन Nutan 11, शबनम Shabnam 11, फूल Phul 11, ज्ञान्ती Gyanti 10,
संध्या Sandhya 10, सबिता Sabita 10, उमा Uma 10, लीलावती Lilawati 10, कमला Kamla 10, कल्पना Kalpana 10, ज्योति Jyoti 10, सुमन Suman 10, प्रभा Prabha 10,
शाहीना Shahina 10, जूली Juli 10, कुसुम Kusum 9, इन्द्रा Indra 9, रौशन Raushan 9, गौरी Gauri 9, सुलेखा Sulekha 9, माधुरी Madhuri 9, रंभा Rambha 9,
तारा Tara 9, राम Ram 8, प्रभावती Prabhawati 8, अफसाना Afsana 8, बन्दना Bandana 8, बसंती Basanti 8, श्यामा Shyama 8, जानकी Janki 8, नसीमा Nasima 8,
शैल Shail 8, तबस्सुम Tabassum 8, सोना Sona 8, रूपा Rupa 7, साधना Sadhna 7, पुतुल Putul 7, पुनीता Punita 7, जुलेखा Julekha 7, शर्मिला Sharmila 7,
बिभा Bibha 7, लालसा Lalsa 7, निशा Nisha 7, मनीषा Manisha 7, देवंती Devanti 7, वंदना Vandana 6, अंजली Anjali 6, सैदा Saida 6, उरप्रमीला Urpramila 6,
चन्द्रकला Chandrakala 6, सुनीला Sunil 6, मंजूला Manjula 6, सकीना Sakina 6, नीलू Nilu 6, बिमल Bimla 6`);
const WOMEN_LAST = weighted(`
देवी Devi 3171, कुमारी Kumari 443, खातुन Khatun 303, सिंह Singh 83, प्रवीण Praveen 56, बेगम Begam 51, भारती Bharti 37, सिन्हा Sinha 33, आरा Ara 29,
यादव Yadav 24, निशा Nisha 23, रानी Rani 22, राय Ray 20, गुप्ता Gupta 18, शर्मा Sharma 16, नेशा Nesha 14, बानो Bano 14, पासवान Paswan 12,
चौधरी Chaudhary 11, झा Jha 11`);
const MEN = weighted(`
मो० Md 153, राम Ram 115, मनोज Manoj 78, विजय Vijay 76, संजय Sanjay 72, मोहम्मद Mohammad 70, सुनील Sunil 69, अजय Ajay 59, अशोक Ashok 58, राजेश Rajesh 53,
अनिल Anil 53, उमेश Umesh 45, संतोष Santosh 42, राजेन्द्र Rajendra 40, सुरेन्द्र Surendra 39, सुरेश Suresh 39, दिनेश Dinesh 34, प्रमोद Pramod 34,
विनोद Vinod 33, दिलीप Dilip 33, राज Raj 32, कृष्णा Krishna 32, शिव Shiv 30, रंजीत Ranjeet 30, जीतेन्द्र Jitendra 29, जय Jay 29, अरुण Arun 28,
मुकेश Mukesh 28, संजीव Sanjiv 28, रमेश Ramesh 27, अब्दुल Abdul 27, उपेन्द्र Upendra 27, राजीव Rajiv 26, महेन्द्र Mahendra 26, अरविन्द Arvind 25,
रामचन्द्र Ramchandra 23, ललन Lalan 21, राकेश Rakesh 21, धर्मेन्द्र Dharmendra 21, दीपक Deepak 20, राजकुमार Rajkumar 20, अजीत Ajit 20, सुधीर Sudhir 20,
बिरेन्द्र Birendra 19, रविन्द्र Ravindra 19, बिनोद Binod 19, शम्भु Shambhu 18, पंकज Pankaj 18, जगदीश Jagdish 18, लालबाबू Lalbabu 17,
वीरेन्द्र Virendra 17, विनय Vinay 17, सत्येन्द्र Satyendra 17, राजू Raju 17, भोला Bhola 16, शंकर Shankar 16, प्रदीप Pradeep 16, गोपाल Gopal 16,
कमलेश Kamlesh 15, नीरज Niraj 15, योगेन्द्र Yogendra 15, नागेन्द्र Nagendra 15, पवन Pawan 15, अवधेश Awdhesh 14, भरत Bharat 14, गणेश Ganesh 14,
रामेश्वर Rameshwar 14, रवि Ravi 14, श्याम Shyam 14, अमित Amit 14, अमरेंद्र Amrendra 14, मोहन Mohan 13, मिथलेश Mithlesh 13, नरेश Naresh 13, प्रेम Prem 13,
महेश Mahesh 13, सुशील Sushil 12, चन्दन Chandan 12, पप्पू Pappu 12, चन्द्र Chandra 12, कन्हैया Kanhaiya 12, रामानंद Ramanand 12, लाल Lal 11,
अखिलेश Akhilesh 11, मदन Madan 11, रामदेव Ramdev 11, कामेश्वर Kameshwar 11, देवेन्द्र Devendra 11, उदय Uday 11, सुबोध Subodh 11, नवीन Navin 11,
अभय Abhay 10, नारेन्द्र Narendra 10, रामनाथ Ramnath 10, गौतम Gautam 10, शशि Shashi 10, शैलेन्द्र Shailendra 10, हरेन्द्र Harendra 10, अमर Amar 10,
ओम Om 10, हरि Hari 10, रामबाबू Rambabu 10, सीताराम Sitaram 10, अर्जुन Arjun 10, आनंद Anand 10, कौशल Kaushal 9, लक्ष्मण Laxman 9, कमल Kamal 9,
सत्यनारायण Satyanarayan 9, कुमार Kumar 9, विश्वनाथ Vishwanath 9, रंधीर Randhir 9, नारायण Narayan 9, प्रवीण Pravin 9, अविनाश Avinash 9, रंजन Ranjan 9,
आलोक Alok 9, परमानन्द Parmanand 9, महेश्वर Maheshwar 8, दयानन्द Dayanand 8, बृजेश Brijesh 8, मुन्ना Munna 8, सुभाष Subhash 8, पिन्टु Pintu 8,
किशोरी Kishori 8, हीरा Hira 8, महादेव Mahadev 8, सतीश Satish 8, देव Dev 8, किशोर Kishor 8, निरंजन Niranjan 8, विमल Vimal 8, धनंजय Dhananjay 8,
अरबिंद Arbind 8, नंदकिशोर Nandkishor 8, सुदामा Sudama 8, गुड्डू Guddu 8, उमाशंकर Umashankar 7, अमरेश Amresh 7, प्रकाश Prakash 7, नवल Naval 7,
ब्रजेश Brajesh 7, राजेश्वर Rajeshwar 7, सरोज Saroj 7, रजनीश Rajnish 7, विकाश Vikash 7, ओमप्रकाश Omprakash 7, लक्ष्मी Lakshmi 7, चंदेश्वर Chandeshwar 7,
सुमन Suman 7`);
const MEN_LAST = weighted(`
कुमार Kumar 644, सिंह Singh 595, यादव Yadav 364, पासवान Paswan 362, राम Ram 281, प्रसाद Prasad 196, साह Sah 190, राय Ray 142, चौधरी Chaudhary 137,
मंडल Mandal 101, आलम Alam 100, ठाकुर Thakur 89, शर्मा Sharma 87, महतो Mahto 85, झा Jha 77, सहनी Sahni 62, अंसारी Ansari 61, दास Das 60, मांझी Manjhi 52,
गुप्ता Gupta 50, पाण्डेय Pandey 46, तिवारी Tiwari 38, मिश्र Mishra 35, अहमद Ahmad 33, हुसैन Hussain 33, अली Ali 28, पंडित Pandit 26, खान Khan 25,
रजक Rajak 23, रंजन Ranjan 22, बैठा Baitha 22, देवी Devi 22, रिषिदेव Rishidev 19, भगत Bhagat 19, रहमान Rahman 18, मेहता Mehta 18, मुखिया Mukhiya 17,
हक Haque 16, ऋषि Rishi 15, साहू Sahu 15`);
