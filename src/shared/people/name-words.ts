// Words in a name field that are not the person's own name, or say little about who she is.
// Sources: token counts of the Bihar State Election Commission's 2016 candidate list (dossier H),
// where 66 % of women are "Devi" and 9 % of men "Kumar"; titles and relation marks from the same
// list's father/husband field. Each word is given in one spelling; its sounds are what is compared.

/** Titles and marks that are left out of a comparison wherever they stand before a name. */
export const TITLES: readonly string[] = [
  'श्री', 'श्रीमती', 'श्रीमति', 'सुश्री', 'स्व', 'स्वर्गीय', 'स्वर्गीया', 'स्वर्गवासी', 'डॉ', 'डा', 'डॉक्टर', 'जनाब', 'मरहूम', 'मोसमात', 'मोसम्मात', 'मुसमात', 'मुसम्मात', 'मसोमात', 'कु', 'मा', 'मास्टर',
  'shri', 'shree', 'sri', 'shrimati', 'srimati', 'smt', 'sm', 'sushri', 'late', 'lt', 'swa', 'sw', 'swargiya', 'mr', 'mrs', 'ms', 'miss', 'dr', 'km', 'ku', 'sh', 'mst', 'master', 'janab',
  'mosmat', 'mosammat', 'musammat', 'musmat', 'masomat', 'most', 'mosst',
];
/** "husband", "father", "son of": what follows in the same field is somebody else's name. */
export const RELATIONS: readonly string[] = [
  'पिता', 'पति', 'पुत्र', 'पुत्री', 'पत्नी', 'पुत्रवधू', 'माता', 'जौजे', 'जौजा', 'वल्द', 'बल्द',
  'पिता का नाम', 'पति का नाम', 'pita', 'wife', 'husband', 'father', 'son', 'daughter', 'wof', 'sof', 'dof',
];
export const RELATION_JOINERS: readonly string[] = ['of', 'का', 'के', 'की', 'नाम', 'name', 'ka', 'naam'];
/** A respectful ending that is often left out: रामजी says no more than राम when it stands apart. */
export const ENDINGS: readonly string[] = ['जी', 'ji', 'jee'];

/** So common that they tell nobody apart, wherever they stand. */
export const COMMON_WORDS: readonly string[] = [
  'देवी', 'कुमारी', 'कुमार', 'खातून', 'खानम', 'बेगम', 'बीबी', 'बीवी', 'बानो', 'बाई', 'सिंह', 'प्रसाद', 'md', 'शेख', 'सैयद', 'अब्दुल',
];
/** Common as a second name, a name of its own as a first one: Nisha Kumari, Roshan Nisha. */
export const COMMON_SECOND_WORDS: readonly string[] = [
  'परवीन', 'आरा', 'जहां', 'रानी', 'निशा', 'नेशा', 'दासी', 'लाल', 'फातमा', 'फातिमा', 'प्रिया', 'राज', 'बाबू', 'चंद', 'नाज', 'चंद्र',
];
/** Family and community names: weaker than a given name, and never shown as a reason. */
export const FAMILY_NAMES: readonly string[] = [
  'यादव', 'पासवान', 'राम', 'साह', 'शाह', 'साहा', 'राय', 'चौधरी', 'मंडल', 'मण्डल', 'आलम', 'ठाकुर', 'शर्मा', 'महतो', 'झा', 'सहनी', 'अंसारी', 'दास', 'मांझी', 'गुप्ता', 'पाण्डेय', 'पांडे', 'तिवारी', 'मिश्र', 'मिश्रा', 'अहमद', 'हुसैन', 'अली',
  'पंडित', 'खान', 'खां', 'रजक', 'रंजन', 'बैठा', 'ऋषिदेव', 'भगत', 'रहमान', 'मेहता', 'मुखिया', 'हक', 'ऋषि', 'साहू', 'साव', 'चौहान', 'बिंद', 'भारती', 'मुर्मू', 'सदा', 'अख्तर', 'तांती', 'पाठक', 'चौरसिया', 'निषाद', 'आजाद', 'मिस्त्री', 'गिरी', 'मियां',
  'पटेल', 'रविदास', 'गोंड', 'कुशवाहा', 'दूबे', 'दुबे', 'उरांव', 'वर्मा', 'राउत', 'चौबे', 'पासी', 'शाही', 'सिन्हा', 'भुइयां', 'साफी', 'रमन', 'कुंवर', 'मोची', 'हरिजन', 'प्रजापति', 'पाल', 'निराला', 'ओझा', 'नोनिया', 'राजवंशी', 'धोबी', 'केवट', 'उपाध्याय',
  'कामत', 'कामती', 'टूडू', 'टुडू', 'नारायण', 'पंकज', 'प्रकाश', 'शमीम', 'राशिद', 'विश्वास', 'सोरेन', 'खरवार', 'चंद्रवंशी', 'मौआर', 'जायसवाल', 'सुमन', 'मल्लाह', 'सोनी', 'हेम्ब्रम', 'मरांडी', 'हांसदा', 'किस्कू', 'बेसरा', 'हाजरा', 'मुसहर', 'डोम', 'नट',
  'बारी', 'शुक्ला', 'त्रिवेदी', 'त्रिपाठी', 'चतुर्वेदी', 'श्रीवास्तव', 'अग्रवाल', 'केशरी', 'सोनार', 'कानू', 'मेहतर', 'मिर्जा', 'पठान', 'कुरैशी', 'राईन', 'इदरीसी', 'मंसूरी', 'सिद्दीकी', 'रजा', 'इमाम', 'अनवर', 'सुल्ताना',
];

/** One person, one name, two habits of writing it that share too few sounds. */
export const SAME_WORDS: readonly (readonly string[])[] = [
  ['md', 'mohd', 'mohammad', 'mohd', 'मो', 'मोहम्मद', 'मुहम्मद', 'महम्मद', 'मु', 'mo', 'mohamed', 'mohammed', 'muhammed', 'mohmd', 'mhd'],
  ['begam', 'begum', 'बेगम', 'बेगुम'],
  ['verma', 'varma', 'warma', 'वर्मा'],
  ['krishna', 'krishan', 'कृष्ण', 'कृष्णा', 'कृशन'],
  ['lakshmi', 'laxmi', 'luxmi', 'lachhmi', 'lachmi', 'लक्ष्मी', 'लछमी', 'लछ्मी'],
  ['lakshman', 'laxman', 'lachhman', 'lachman', 'luxman', 'लक्ष्मण', 'लछमन'],
  ['saiyad', 'syed', 'sayed', 'sayyad', 'saiyed', 'sayyed', 'saiyyad', 'सैयद', 'सय्यद'],
  ['yadav', 'jadav', 'jadaw', 'यादव', 'जादव'],
  ['parveen', 'perween', 'pravin', 'praween', 'परवीन', 'प्रवीण', 'प्रवीन'],
  ['sinha', 'सिन्हा', 'सिंहा'],
  ['singh', 'sing', 'sinh', 'सिंह', 'सिह'],
  ['khan', 'kha', 'खान', 'खां'],
  ['haque', 'hak', 'haq', 'huq', 'hoque', 'हक', 'हक़'],
  ['sheikh', 'shekh', 'shaikh', 'sekh', 'शेख'],
  ['vishwanath', 'bishwanath', 'bisvanath'],
  ['kumar', 'kr', 'कुमार'],
  ['prasad', 'pd', 'prasad', 'pra', 'प्रसाद', 'प्र', 'परसाद'],
  ['chand', 'चंद', 'चन्द', 'चांद'],
  ['om', 'ओम', 'ॐ', 'aum'],
  ['baby', 'bebi', 'beby', 'babi', 'बेबी'],
  ['ahmad', 'ahmed', 'ahamad', 'ahamed', 'ahmd', 'अहमद', 'अहमेद'],
  ['fatima', 'fatma', 'fatema', 'phatma', 'fatimah', 'फातिमा', 'फातमा', 'फात्मा'],
  ['ayesha', 'aisha', 'aysha', 'ayasha', 'ayesa', 'आयशा', 'आयेशा', 'आयसा'],
  ['rukmini', 'rukmani', 'रुक्मिणी', 'रुक्मणी', 'rukmin'],
];
