// Columns that lists of all departments have: who she is, and what happened (`shared/subjects/entry.ts`).
import type { ImportColumn } from '#shared/import/target.ts';
import { ageYears, day, idTail, listNumber, oneOf, personName, phone, required, someOf, textOf, type ReadCell } from './cells.ts';
import { STATE_WORDS } from './states.ts';
import { SERVICE_WORDS, SEX_WORDS, STANDING_WORDS } from './words.ts';

export function column(name: string, parse: ReadCell, synonyms: readonly string[]): ImportColumn {
  return { name, parse, synonyms, required: false };
}

export const NAME: ImportColumn = {
  ...column('name', required(personName, 'name-missing'), [
    'नाम', 'बच्चे का नाम', 'बच्ची का नाम', 'बालक का नाम', 'बालिका का नाम', 'बालक/बालिका का नाम', 'बच्चा', 'किशोरी का नाम', 'लाभार्थी का नाम', 'लाभुक का नाम', 'पीड़ित का नाम', 'पीड़िता का नाम',
    'छात्र का नाम', 'छात्रा का नाम', 'छात्र/छात्रा का नाम', 'दिव्यांग का नाम', 'दिव्यांगजन का नाम', 'मरीज का नाम', 'मरीज़ का नाम', 'रोगी का नाम', 'पूरा नाम', 'श्रमिक का नाम', 'बाल श्रमिक का नाम',
    'Name', 'Child Name', 'Name of Child', 'Name of the Child', 'Child\'s Name', 'Full Name', 'Beneficiary Name', 'Name of Beneficiary', 'Victim Name', 'Name of Victim', 'Student Name', 'Name of Student',
    'Patient Name', 'Name of Patient', 'Person Name', 'PwD Name', 'Candidate Name', 'Bachche ka naam', 'Bacche ka naam', 'Naam', 'Balika ka naam', 'Name of Child Labour',
  ]),
  required: true,
};

/** Nothing of these is told in a list without names: POCSO Act s.23 counts family, school and neighbourhood among what identifies. */
export const WHO_COLUMNS: readonly ImportColumn[] = [
  NAME,
  column('father', personName, [
    'पिता', 'पिता का नाम', 'पिता/अभिभावक का नाम', 'पिता / अभिभावक', 'अभिभावक का नाम', 'अभिभावक', 'पिता/पति का नाम', 'पिता/संरक्षक', 'संरक्षक का नाम', 'वालिद', 'पिता जी का नाम',
    'Father', 'Father Name', 'Father\'s Name', 'Name of Father', 'Fathers Name', 'Guardian', 'Guardian Name', 'Father/Guardian Name', 'Father Guardian', 'F Name', 'S/O', 'D/O', 'Pita ka naam', 'Pita', 'Parent Name',
  ]),
  column('mother', personName, [
    'माता', 'माता का नाम', 'माँ', 'माँ का नाम', 'मां का नाम', 'माता जी का नाम', 'Mother', 'Mother Name', 'Mother\'s Name', 'Name of Mother', 'Mothers Name', 'M Name', 'Mata ka naam', 'Mata',
  ]),
  column('birthDay', day, [
    'जन्मतिथि', 'जन्म तिथि', 'जन्म की तारीख', 'जन्म दिनांक', 'जन्म तारीख', 'जन्म', 'DOB', 'D.O.B.', 'Date of Birth', 'Birth Date', 'Birthdate', 'Born On', 'Janm tithi', 'Janmtithi',
  ]),
  column('block', textOf(80), [
    'विकासखंड', 'विकास खंड', 'विकासखण्ड', 'प्रखंड', 'प्रखण्ड', 'ब्लॉक', 'ब्लाक', 'तहसील', 'परियोजना', 'Block', 'Block Name', 'Development Block', 'Tehsil', 'Tahsil', 'Vikaskhand', 'Project',
  ]),
  column('village', textOf(), [
    'ग्राम', 'गांव', 'गाँव', 'ग्राम का नाम', 'गांव का नाम', 'गाँव का नाम', 'मोहल्ला', 'ग्राम/मोहल्ला', 'ग्राम / वार्ड', 'वार्ड', 'पता', 'स्थायी पता', 'निवास', 'निवास स्थान', 'ग्राम पंचायत',
    'Village', 'Village Name', 'Village/Ward', 'Village/Mohalla', 'Mohalla', 'Ward', 'Address', 'Full Address', 'Residence', 'Gram', 'Gaon', 'Locality', 'Habitation', 'Gram Panchayat', 'ग्राम या मोहल्ला', 'Village or Locality',
  ]),
  column('school', textOf(), [
    'विद्यालय', 'विद्यालय का नाम', 'स्कूल', 'स्कूल का नाम', 'School', 'School Name', 'Name of School', 'Vidyalaya', 'Institution', 'Institute',
  ]),
  column('phone', phone, [
    'मोबाइल', 'मोबाइल नंबर', 'मोबाइल नं', 'मोबाइल संख्या', 'फोन', 'फ़ोन', 'फोन नंबर', 'दूरभाष', 'संपर्क', 'संपर्क नंबर', 'सम्पर्क नंबर', 'मो०',
    'Mobile', 'Mobile No', 'Mobile Number', 'Phone', 'Phone No', 'Phone Number', 'Contact', 'Contact No', 'Contact Number', 'Mob', 'Mob No',
  ]),
  column('idTail', idTail, [
    'आधार', 'आधार संख्या', 'आधार नंबर', 'आधार के अंतिम 4 अंक', 'आधार के अंतिम चार अंक', 'आधार अंतिम अंक', 'Aadhaar', 'Aadhar', 'Adhar', 'Aadhaar No', 'Aadhar No', 'Aadhaar Number', 'Aadhar Number', 'UID', 'UID No',
    'Aadhaar Last 4', 'Last 4 Digits of Aadhaar', 'Aadhaar Last Four Digits',
  ]),
];

export const CASE_NUMBER: ImportColumn = column('caseNumber', listNumber, [
  'केस संख्या', 'केस नंबर', 'केस नं', 'प्रकरण संख्या', 'प्रकरण क्रमांक', 'वाद संख्या', 'पंजीकरण संख्या', 'पंजीयन संख्या', 'पंजीकरण क्रमांक', 'लाभार्थी संख्या', 'लाभार्थी आईडी', 'यूनिक आईडी', 'आईडी', 'पहचान संख्या', 'टोकन', 'केस टोकन',
  'Case No', 'Case Number', 'Case ID', 'CaseID', 'Case Token', 'Token', 'Token No', 'Registration No', 'Registration Number', 'Reg No', 'Beneficiary ID', 'Child ID', 'Unique ID', 'ID', 'ID No', 'Record ID', 'RCH ID', 'PICT No', 'ART No', 'Code', 'केस या सूची की संख्या', 'Case or List Number',
]);

/** What may be said of anybody, with or without her name. */
export const PLAIN_COLUMNS: readonly ImportColumn[] = [
  column('sex', oneOf(SEX_WORDS, 'sex'), ['लिंग', 'बालक/बालिका', 'लड़का/लड़की', 'Gender', 'Sex', 'M/F', 'Boy/Girl', 'Ling']),
  column('age', ageYears, ['आयु', 'उम्र', 'आयु (वर्ष)', 'आयु वर्ष में', 'उम्र (वर्ष)', 'वर्तमान आयु', 'Age', 'Age in Years', 'Age (Years)', 'Age (in yrs)', 'Umar', 'Aayu', 'Umra', 'उम्र (पूरे वर्ष)', 'Age (completed years)']),
  { ...column('district', textOf(80), ['जिला', 'ज़िला', 'जनपद', 'जिला का नाम', 'जिले का नाम', 'जनपद का नाम', 'गृह जिला', 'District', 'District Name', 'Dist', 'District Code', 'Distt', 'Zila', 'Jila', 'Janpad', 'Home District']), isPlace: true },
];

export const STANDING = 'standing';

export const EVENT_COLUMNS: readonly ImportColumn[] = [
  column('seenDay', day, [
    'दिनांक', 'तिथि', 'तारीख', 'सूची की तारीख', 'सर्वे की तारीख', 'सर्वेक्षण तिथि', 'चिह्नित तिथि', 'चिन्हांकन तिथि', 'चिन्हीकरण की तिथि', 'संपर्क की तारीख', 'मुलाकात की तारीख', 'पंजीकरण तिथि', 'पंजीकरण की तारीख',
    'Date', 'Survey Date', 'Date of Survey', 'Identified On', 'Date of Identification', 'Visit Date', 'Date of Visit', 'Seen On', 'Registration Date', 'Date of Registration', 'Reporting Date', 'किस तारीख को मिले', 'Date Seen',
  ]),
  column('needs', someOf(SERVICE_WORDS, 'service'), ['ज़रूरत', 'जरूरत', 'आवश्यकता', 'आवश्यक सेवा', 'क्या चाहिए', 'मांग', 'Need', 'Needs', 'Service Required', 'Services Required', 'Required Service', 'Requirement']),
  column('services', someOf(SERVICE_WORDS, 'service'), ['सेवा', 'सेवाएँ', 'दी गई सेवा', 'दी गई सेवाएँ', 'दिया गया लाभ', 'प्रदत्त सेवा', 'प्रदत्त सहायता', 'सहायता', 'Service', 'Services', 'Service Given', 'Services Given', 'Services Provided', 'Service Provided', 'Benefit Given', 'Benefit']),
  column('serviceDay', day, ['सेवा की तारीख', 'सेवा तिथि', 'लाभ की तारीख', 'लाभ देने की तिथि', 'सहायता की तिथि', 'Service Date', 'Date of Service', 'Benefit Date', 'Date of Benefit']),
  // Its value is kept as `state`; a header of that name is more often the State she is of.
  column(STANDING, oneOf(STANDING_WORDS, 'standing'), ['स्थिति', 'वर्तमान स्थिति', 'प्रकरण की स्थिति', 'केस की स्थिति', 'Status', 'Case Status', 'Current Status', 'Present Status']),
  column('homeState', oneOf(STATE_WORDS, 'home-state'), ['राज्य', 'राज्य का नाम', 'गृह राज्य', 'प्रदेश', 'State', 'State Name', 'Home State', 'Rajya']),
  column('listCategory', textOf(), ['श्रेणी', 'विभाग', 'सूची', 'सूची का प्रकार', 'विभाग का नाम', 'Category', 'Department', 'Department Name', 'List Type', 'List', 'Scheme Category', 'सूची की श्रेणी', 'Category of the List']),
];
