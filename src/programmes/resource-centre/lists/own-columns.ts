// What each category's list has beside who she is (dossier E1), and which of its days the department met her on.
import type { ImportColumn } from '#shared/import/target.ts';
import { day, listNumber, numberIn, oneOf, textOf, yesNo } from './cells.ts';
import { column } from './common-columns.ts';

export interface OwnColumns {
  readonly columns: readonly ImportColumn[];
  /** The day that stands for `seenDay` where the list has no such column. */
  readonly seen?: string;
  /** Days that may lie ahead. */
  readonly ahead?: readonly string[];
}

const MONEY = numberIn(0, 10_000_000, 'money');
const FIR = column('firNumber', listNumber, ['प्राथमिकी', 'प्राथमिकी संख्या', 'एफआईआर', 'एफआईआर संख्या', 'एफ.आई.आर. नंबर', 'मुकदमा संख्या', 'मुकदमा अपराध संख्या', 'FIR', 'FIR No', 'FIR Number', 'F.I.R. No', 'Crime No']);
const COMMITTEE = column('committeeDay', day, ['बाल कल्याण समिति', 'सीडब्ल्यूसी', 'समिति में प्रस्तुत', 'सीडब्ल्यूसी में प्रस्तुति', 'सीडब्ल्यूसी की तारीख', 'समिति के सामने प्रस्तुति की तारीख', 'CWC', 'CWC Date', 'Produced Before CWC', 'CWC Production', 'CWC Production Date', 'Date of CWC Production', 'बाल कल्याण समिति के सामने', 'Produced Before the Committee']);
const RESCUE = column('rescueDay', day, ['रेस्क्यू की तारीख', 'रेस्क्यू तिथि', 'बचाव की तारीख', 'बचाव तिथि', 'मुक्त कराने की तिथि', 'मुक्ति तिथि', 'विमुक्ति तिथि', 'अवमुक्त तिथि', 'Rescue Date', 'Date of Rescue', 'Rescued On', 'Release Date', 'Date of Release']);

export const OWN_COLUMNS: Readonly<Record<string, OwnColumns>> = {
  labour: {
    seen: 'rescueDay',
    columns: [
      RESCUE,
      column('rescuePlace', textOf(), ['रेस्क्यू का स्थान', 'रेस्क्यू स्थान', 'बचाव स्थल', 'मुक्त कराने का स्थान', 'कार्यस्थल', 'कार्य स्थल', 'Rescue Place', 'Place of Rescue', 'Workplace', 'Work Place', 'Place of Work']),
      column('employer', textOf(), ['नियोजक', 'नियोक्ता', 'नियोजक का नाम', 'नियोक्ता का नाम', 'मालिक का नाम', 'सेवायोजक', 'सेवायोजक का नाम', 'प्रतिष्ठान', 'प्रतिष्ठान का नाम', 'Employer', 'Employer Name', 'Name of Employer', 'Establishment', 'Owner Name']),
      column('occupation', textOf(), ['काम', 'कार्य', 'कार्य का प्रकार', 'काम का प्रकार', 'व्यवसाय', 'पेशा', 'नियोजन', 'Occupation', 'Work', 'Type of Work', 'Nature of Work', 'Process', 'Job']),
      column('hazardous', yesNo, ['खतरनाक', 'खतरनाक काम', 'ख़तरनाक', 'खतरनाक कार्य', 'जोखिम भरा काम', 'Hazardous', 'Hazardous (Y/N)', 'Hazardous Work', 'Is Hazardous']),
      column('ageProof', textOf(), ['आयु प्रमाण', 'आयु का प्रमाण', 'उम्र का प्रमाण', 'आयु प्रमाण पत्र', 'Age Proof', 'Proof of Age', 'Age Certificate']),
      COMMITTEE, FIR,
      column('wageDues', MONEY, ['बकाया मज़दूरी', 'बकाया मजदूरी', 'बकाया वेतन', 'मजदूरी बकाया', 'Wage Dues', 'Wages Due', 'Due Wages', 'Back Wages', 'Wage Recovery']),
      column('rehabilitationMoney', MONEY, ['पुनर्वास राशि', 'पुनर्वासन राशि', 'पुनर्वास निधि', 'Rehabilitation Amount', 'Rehabilitation Money', 'Rehabilitation Fund', 'Rehab Amount']),
    ],
  },
  trafficking: {
    seen: 'rescueDay',
    columns: [
      FIR, RESCUE,
      column('sourcePlace', textOf(), ['कहाँ से', 'स्रोत स्थान', 'मूल स्थान', 'ले जाने का स्थान', 'Source', 'Source Place', 'Place of Origin', 'Origin']),
      column('transitPlace', textOf(), ['बीच का स्थान', 'पारगमन स्थान', 'रास्ता', 'Transit', 'Transit Place', 'Via']),
      column('destination', textOf(), ['कहाँ', 'कहाँ ले जाया गया', 'गंतव्य', 'गंतव्य स्थान', 'Destination', 'Destination Place', 'Taken To']),
      column('purpose', textOf(), ['उद्देश्य', 'तस्करी का उद्देश्य', 'प्रयोजन', 'Purpose', 'Purpose of Trafficking', 'Type of Exploitation']),
      column('repatriationDay', day, ['घर वापसी की तारीख', 'प्रत्यावर्तन तिथि', 'परिवार को सौंपने की तिथि', 'Repatriation Date', 'Date of Repatriation', 'Restored On', 'Restoration Date']),
      COMMITTEE,
    ],
  },
  marriage: {
    ahead: ['marriageDay'],
    columns: [
      column('marriageDay', day, ['विवाह की तारीख', 'विवाह तिथि', 'शादी की तारीख', 'शादी की तिथि', 'विवाह दिनांक', 'Marriage Date', 'Date of Marriage', 'Wedding Date', 'Vivah tithi']),
      column('outcome', oneOf({ prevented: ['रोका गया', 'रोका', 'रुकवाया', 'रुकवाया गया', 'रोक दिया', 'prevented', 'stopped'], solemnised: ['हो गया', 'संपन्न', 'सम्पन्न', 'विवाह हुआ', 'हो चुका', 'solemnised', 'solemnized', 'performed', 'married'] }, 'outcome'),
        ['परिणाम', 'विवाह रोका गया या हुआ', 'रोका/संपन्न', 'कार्रवाई का परिणाम', 'Outcome', 'Result', 'Prevented/Solemnised', 'Prevented or Solemnised', 'Marriage Prevented', 'रोका गया या हुआ']),
      column('partnerAge', numberIn(5, 99, 'partner-age'), ['वर की आयु', 'वर की उम्र', 'वधू की आयु', 'दूसरे पक्ष की आयु', 'पति की आयु', 'Groom Age', 'Age of Groom', 'Bride Age', 'Partner Age', 'Spouse Age', 'दूसरे पक्ष की उम्र', 'Age of the Other Party']),
      FIR, COMMITTEE,
    ],
  },
  pocso: {
    columns: [
      FIR,
      column('courtNumber', listNumber, ['विशेष न्यायालय वाद संख्या', 'न्यायालय संख्या', 'न्यायालय वाद संख्या', 'सत्र वाद संख्या', 'Special Court No', 'Court Case No', 'Spl Court No', 'Sessions Trial No', 'Court Number', 'Special Court Number']),
      column('stage', oneOf({ investigation: ['विवेचना', 'अनुसंधान', 'जाँच', 'जांच', 'investigation'], chargesheet: ['आरोप पत्र', 'आरोप-पत्र', 'चार्जशीट', 'chargesheet', 'charge sheet'], trial: ['विचारण', 'ट्रायल', 'सुनवाई', 'trial', 'hearing'], decided: ['निर्णय', 'निर्णीत', 'फैसला', 'दोषसिद्ध', 'दोषमुक्त', 'decided', 'judgment', 'convicted', 'acquitted'] }, 'stage'),
        ['वाद का चरण', 'केस का चरण', 'चरण', 'न्यायिक स्थिति', 'Stage', 'Case Stage', 'Stage of Case', 'Trial Stage', 'Stage of the Case']),
      column('supportPerson', yesNo, ['सहायक व्यक्ति मिला', 'सहायक व्यक्ति नियुक्त', 'सहायक व्यक्ति', 'Support Person', 'Support Person Appointed', 'Support Person (Y/N)', 'Support Person Given']),
      column('compensationMoney', MONEY, ['प्रतिकर राशि', 'प्रतिकर', 'मुआवज़ा राशि', 'मुआवजा', 'क्षतिपूर्ति राशि', 'Compensation', 'Compensation Amount', 'Interim Compensation']),
      column('medicalDay', day, ['चिकित्सा परीक्षण की तारीख', 'मेडिकल की तारीख', 'चिकित्सीय परीक्षण तिथि', 'Medical Date', 'Medical Examination Date', 'Date of Medical', 'Date of Medical Examination']),
    ],
  },
  malnutrition: {
    seen: 'weighDay',
    columns: [
      column('centre', textOf(), ['आंगनवाड़ी केंद्र', 'आंगनबाड़ी केंद्र', 'आँगनवाड़ी केन्द्र', 'आंगनवाड़ी', 'केंद्र का नाम', 'केंद्र कोड', 'AWC', 'AWC Name', 'AWC Code', 'Anganwadi', 'Anganwadi Centre', 'Anganwadi Center']),
      column('weighDay', day, ['वजन की तारीख', 'वज़न की तारीख', 'माप की तारीख', 'वजन दिनांक', 'Weighing Date', 'Measurement Date', 'Date of Weighing', 'Date of Measurement']),
      column('weight', numberIn(0.5, 120, 'weight'), ['वजन', 'वज़न', 'वजन (किग्रा)', 'वजन किलो', 'Weight', 'Weight (kg)', 'Weight in kg', 'Wt', 'Vajan']),
      column('height', numberIn(30, 210, 'height'), ['लंबाई', 'लम्बाई', 'ऊँचाई', 'ऊंचाई', 'कद', 'लंबाई (सेमी)', 'Height', 'Height (cm)', 'Length', 'Height in cm', 'Ht']),
      column('grade', oneOf({ sam: ['सैम', 'अति कुपोषित', 'अतिकुपोषित', 'गंभीर कुपोषित', 'अति गंभीर', 'SAM', 'severe', 'severely malnourished', 'red'], mam: ['मैम', 'कुपोषित', 'मध्यम कुपोषित', 'मध्यम', 'MAM', 'moderate', 'moderately malnourished', 'yellow'], normal: ['सामान्य', 'normal', 'green'] }, 'grade-malnutrition'),
        ['कुपोषण श्रेणी', 'कुपोषण की श्रेणी', 'पोषण स्तर', 'पोषण श्रेणी', 'ग्रेड', 'सैम/मैम', 'SAM/MAM', 'Grade', 'Grade (SAM/MAM)', 'कुपोषण की श्रेणी (सैम/मैम)', 'Nutrition Status', 'Nutritional Status', 'Z Score Grade']),
      column('nrcDay', day, ['एनआरसी में भर्ती', 'एनआरसी भर्ती तिथि', 'पोषण पुनर्वास केंद्र में भर्ती', 'NRC Date', 'NRC Admission', 'NRC Admission Date', 'Referred to NRC', 'Admitted to the Nutrition Centre']),
    ],
  },
  anaemia: {
    seen: 'testDay',
    columns: [
      column('testDay', day, ['जाँच की तारीख', 'जांच की तारीख', 'परीक्षण तिथि', 'जाँच दिनांक', 'Test Date', 'Date of Test', 'Screening Date', 'Date of Screening', 'Hb Date']),
      column('hb', numberIn(1, 25, 'hb'), ['हीमोग्लोबिन', 'हिमोग्लोबिन', 'एचबी', 'हीमोग्लोबिन स्तर', 'Hb', 'Hb Level', 'HB (g/dl)', 'Haemoglobin', 'Hemoglobin', 'Hb%', 'Hb gm', 'हीमोग्लोबिन (ग्राम)', 'Haemoglobin (g/dl)']),
      column('grade', oneOf({ severe: ['गंभीर', 'गम्भीर', 'severe'], moderate: ['मध्यम', 'moderate'], mild: ['हल्का', 'हल्की', 'अल्प', 'mild'], none: ['सामान्य', 'normal', 'non anaemic'] }, 'grade-anaemia'),
        ['एनीमिया श्रेणी', 'एनीमिया का स्तर', 'एनीमिया ग्रेड', 'गंभीरता', 'Anaemia Grade', 'Anemia Grade', 'Severity', 'Anaemia Level', 'Grade', 'Grade of Anaemia']),
      column('ironGiven', yesNo, ['आयरन की गोली दी', 'आयरन दी गई', 'आईएफए दिया', 'आयरन गोली', 'IFA Given', 'IFA', 'Iron Given', 'IFA Tablet']),
    ],
  },
  disability: {
    columns: [
      column('udid', textOf(40), ['यूडीआईडी', 'यूडीआईडी संख्या', 'यूडीआईडी नंबर', 'यूडीआईडी कार्ड', 'UDID', 'UDID No', 'UDID Number', 'UDID Card No', 'Swavlamban ID']),
      column('kind', oneOf({
        locomotor: ['अस्थि', 'अस्थि दिव्यांग', 'चलन', 'शारीरिक', 'लोकोमोटर', 'locomotor', 'orthopaedic', 'orthopedic', 'OH', 'physical'], visual: ['दृष्टि', 'दृष्टिबाधित', 'नेत्रहीन', 'अल्प दृष्टि', 'visual', 'blind', 'low vision', 'VI', 'VH'],
        hearing: ['श्रवण', 'श्रवण बाधित', 'बधिर', 'मूक बधिर', 'hearing', 'deaf', 'hard of hearing', 'HI', 'HH'], speech: ['वाक्', 'वाणी', 'भाषा', 'मूक', 'speech', 'language'],
        intellectual: ['बौद्धिक', 'मानसिक मंद', 'मंदबुद्धि', 'intellectual', 'mental retardation', 'MR', 'ID'], mental: ['मानसिक रोग', 'मानसिक रुग्णता', 'mental illness', 'mental'],
        cerebral_palsy: ['सेरेब्रल पाल्सी', 'प्रमस्तिष्क घात', 'cerebral palsy', 'CP'], autism: ['ऑटिज्म', 'स्वलीनता', 'autism', 'ASD'], learning: ['सीखने की', 'अधिगम', 'learning', 'SLD', 'dyslexia'],
        multiple: ['बहु', 'बहुदिव्यांग', 'बहु दिव्यांग', 'multiple', 'MD'], other: ['अन्य', 'other', 'dwarfism', 'thalassemia', 'haemophilia', 'sickle cell', 'leprosy', 'acid attack', 'बौनापन', 'थैलेसीमिया', 'हीमोफीलिया', 'सिकल सेल', 'कुष्ठ'],
      }, 'kind'), ['दिव्यांगता का प्रकार', 'दिव्यांगता प्रकार', 'दिव्यांगता', 'विकलांगता', 'विकलांगता का प्रकार', 'Disability', 'Disability Type', 'Type of Disability', 'Nature of Disability']),
      column('percent', numberIn(1, 100, 'percent'), ['प्रतिशत', 'दिव्यांगता प्रतिशत', 'दिव्यांगता का प्रतिशत', 'Percent', 'Percentage', 'Disability Percentage', '% of Disability', 'Disability Percent']),
      column('scheme', textOf(), ['योजना', 'योजना का नाम', 'मिल रही योजना', 'Scheme', 'Scheme Name', 'Name of Scheme']),
    ],
  },
  addiction: {
    seen: 'admittedDay',
    columns: [
      column('substance', oneOf({
        tobacco: ['तंबाकू', 'तम्बाकू', 'गुटखा', 'बीड़ी', 'सिगरेट', 'tobacco', 'gutkha', 'cigarette', 'bidi'], alcohol: ['शराब', 'मदिरा', 'alcohol', 'liquor'], cannabis: ['गांजा', 'गाँजा', 'चरस', 'भांग', 'cannabis', 'ganja', 'charas'],
        opioid: ['अफीम', 'स्मैक', 'हेरोइन', 'ब्राउन शुगर', 'opioid', 'opium', 'smack', 'heroin', 'brown sugar'], inhalant: ['सूंघने', 'सॉल्यूशन', 'व्हाइटनर', 'पेट्रोल', 'inhalant', 'solution', 'whitener', 'glue'],
        medicine: ['नशे की गोली', 'गोली', 'टैबलेट', 'इंजेक्शन', 'सिरप', 'tablet', 'injection', 'syrup', 'medicine'], other: ['अन्य', 'other', 'others'],
      }, 'substance'), ['नशा', 'नशे का प्रकार', 'नशे का पदार्थ', 'मादक पदार्थ', 'पदार्थ', 'Substance', 'Substance Used', 'Type of Substance', 'Drug', 'Type of Addiction']),
      column('centre', textOf(), ['नशामुक्ति केंद्र', 'नशा मुक्ति केंद्र', 'उपचार केंद्र', 'केंद्र', 'De-addiction Centre', 'Deaddiction Center', 'Treatment Centre', 'Centre', 'Center']),
      column('admittedDay', day, ['भर्ती की तारीख', 'भर्ती तिथि', 'उपचार प्रारंभ', 'Admission Date', 'Date of Admission', 'Admitted On', 'Treatment Start']),
    ],
  },
  hiv: {
    seen: 'testDay',
    columns: [
      column('centre', textOf(), ['एआरटी केंद्र', 'एआरटी केन्द्र', 'केंद्र', 'केंद्र का नाम', 'ART Centre', 'ART Center', 'ICTC', 'Centre', 'Center']),
      column('testDay', day, ['जाँच की तारीख', 'जांच की तारीख', 'पुष्टि की तारीख', 'Test Date', 'Date of Test', 'Confirmed On', 'Date of Confirmation']),
      column('onTreatment', yesNo, ['दवा चल रही है', 'उपचार पर', 'एआरटी पर', 'On ART', 'On Treatment', 'ART Started', 'ART Status']),
    ],
  },
};
