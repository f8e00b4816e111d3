// Names of places and schools as words to compare: without what every address or school has ("village", "post",
// "government primary school"), which tells no place from another.
import { nameKey } from '../name-key.ts';
import { prepareWord, type PreparedWord } from '../names.ts';
import { plainLetters } from '../text.ts';

const NO_WORDS: readonly PreparedWord[] = [];
const MOST_WORDS = 4;

export function placeWords(text: string | undefined): readonly PreparedWord[] {
  return text === undefined || text === '' ? NO_WORDS : wordsBut(text, OF_PLACES);
}

export function schoolWords(text: string | undefined): readonly PreparedWord[] {
  return text === undefined || text === '' ? NO_WORDS : wordsBut(text, OF_SCHOOLS);
}

function wordsBut(text: string, left: ReadonlySet<string>): readonly PreparedWord[] {
  const tokens = plainLetters(text).replace(/([\u0900-\u0963\u0971-\u097f])[\u0966\u0970.]/g, '$1 ').match(/[a-z]+|[\u0900-\u0963\u0971-\u097f]+/g) ?? [];
  const telling = tokens.filter((token) => token.length > 1 && !left.has(nameKey(token)));
  return telling.slice(0, MOST_WORDS).map((token) => prepareWord(token, 0));
}

const PLACE_FILLERS = [
  'ग्राम', 'गाँव', 'गांव', 'पोस्ट', 'पो', 'थाना', 'टोला', 'वार्ड', 'प्रखंड', 'विकासखंड', 'ब्लॉक', 'तहसील', 'जिला', 'जनपद', 'मोहल्ला', 'नगर पंचायत', 'पट्टी',
  'village', 'vill', 'gram', 'post', 'po', 'ps', 'thana', 'tola', 'ward', 'block', 'tehsil', 'tahsil', 'dist', 'district', 'distt', 'mohalla', 'near', 'no',
];
const SCHOOL_FILLERS = [
  'राजकीय', 'रा', 'प्रा', 'प्राथमिक', 'पूर्व', 'उच्च', 'उच्चतर', 'माध्यमिक', 'मा', 'उ', 'वि', 'विद्यालय', 'स्कूल', 'इंटर', 'इण्टर', 'कॉलेज', 'कालेज', 'बालिका', 'कन्या', 'हाई', 'जूनियर', 'पब्लिक', 'आदर्श', 'मॉडल', 'अटल', 'उत्कृष्ट', 'जू', 'हा', 'राइका', 'राबाइका', 'राप्रावि', 'राउमावि', 'राजूहा',
  'govt', 'government', 'rajkiya', 'primary', 'upper', 'high', 'higher', 'secondary', 'middle', 'school', 'vidyalaya', 'vidyalay', 'inter', 'college', 'girls', 'junior', 'public', 'model', 'adarsh', 'atal', 'gps', 'gups', 'gic', 'ggic', 'ghs', 'gjhs', 'ps', 'ups', 'jhs', 'sr', 'sec', 'pry', 'the', 'of', 'at', 'in',
];
const OF_PLACES = keys(PLACE_FILLERS);
const OF_SCHOOLS = keys([...SCHOOL_FILLERS, ...PLACE_FILLERS]);

function keys(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => word.split(' ')).map((word) => nameKey(word)));
}
