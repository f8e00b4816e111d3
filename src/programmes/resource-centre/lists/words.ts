// Words that stand for codes in departments' lists, in Hindi and in Roman letters, as offices write them.
import type { WordTable } from './cells.ts';

export const SEX_WORDS: WordTable = {
  female: ['महिला', 'स्त्री', 'बालिका', 'लड़की', 'बच्ची', 'कन्या', 'किशोरी', 'म', 'F', 'Female', 'Girl', 'W', 'Woman', 'Mahila', 'Balika', 'Ladki'],
  male: ['पुरुष', 'पुरूष', 'बालक', 'लड़का', 'किशोर', 'पु', 'M', 'Male', 'Boy', 'Man', 'Purush', 'Balak', 'Ladka'],
  other: ['तृतीय लिंग', 'ट्रांसजेंडर', 'किन्नर', 'अन्य', 'T', 'TG', 'Transgender', 'Third gender', 'Other', 'Others'],
};

export const STANDING_WORDS: WordTable = {
  open: ['लंबित', 'लम्बित', 'जारी', 'चालू', 'प्रक्रियाधीन', 'प्रगति पर', 'प्रक्रिया में', 'open', 'pending', 'in progress', 'ongoing', 'under process', 'active'],
  served: ['निष्पादित', 'निस्तारित', 'पूर्ण', 'पूरा', 'लाभ दिया', 'लाभान्वित', 'पुनर्वासित', 'done', 'completed', 'complete', 'closed', 'disposed', 'served', 'rehabilitated', 'resolved'],
  left: ['पलायन', 'बाहर गए', 'चला गया', 'चली गई', 'नहीं मिले', 'नहीं मिला', 'लापता', 'left', 'migrated', 'not found', 'untraceable', 'missing', 'dropped out'],
};

/** Codes of what such a child may need and get (`categories.ts`). */
export const SERVICE_WORDS: WordTable = {
  school: ['विद्यालय', 'स्कूल', 'नामांकन', 'पढ़ाई', 'शिक्षा', 'विद्यालय में नामांकन', 'school', 'school admission', 'enrolment', 'enrollment', 'education', 'bridge course'],
  wages: ['बकाया मज़दूरी', 'मज़दूरी', 'वेतन', 'wages', 'wage dues', 'back wages'],
  counselling: ['परामर्श', 'काउंसलिंग', 'काउन्सलिंग', 'counselling', 'counseling'],
  health: ['स्वास्थ्य', 'इलाज', 'उपचार', 'चिकित्सा', 'स्वास्थ्य जाँच', 'स्वास्थ्य जांच', 'health', 'treatment', 'medical', 'health checkup'],
  rehabilitation_money: ['पुनर्वास राशि', 'पुनर्वास सहायता', 'आर्थिक सहायता', 'rehabilitation money', 'rehabilitation assistance', 'financial assistance'],
  residential_school: ['आवासीय विद्यालय', 'छात्रावास', 'कस्तूरबा', 'residential school', 'hostel', 'KGBV'],
  legal: ['विधिक सहायता', 'कानूनी सहायता', 'विधिक', 'legal aid', 'legal', 'legal help'],
  shelter: ['आश्रय', 'आश्रय गृह', 'बाल गृह', 'shelter', 'shelter home', 'children home'],
  nutrition: ['पोषण', 'पूरक पोषण', 'पूरक आहार', 'टेक होम राशन', 'nutrition', 'supplementary nutrition', 'THR', 'SNP', 'take home ration'],
  nrc: ['पोषण पुनर्वास केंद्र', 'एनआरसी', 'NRC', 'nutrition rehabilitation centre'],
  iron: ['आयरन', 'आयरन की गोली', 'आयरन फोलिक', 'आईएफए', 'IFA', 'iron', 'iron tablet', 'iron folic acid'],
  disability_card: ['दिव्यांगता प्रमाण-पत्र', 'दिव्यांग प्रमाण पत्र', 'यूडीआईडी', 'UDID', 'disability certificate', 'disability card'],
  pension: ['पेंशन', 'दिव्यांग पेंशन', 'pension'],
  aid: ['सहायक उपकरण', 'ट्राइसाइकिल', 'व्हीलचेयर', 'श्रवण यंत्र', 'aid', 'aids and appliances', 'wheelchair', 'tricycle', 'hearing aid'],
  de_addiction: ['नशामुक्ति', 'नशा मुक्ति', 'नशामुक्ति उपचार', 'de-addiction', 'deaddiction', 'rehab'],
  compensation: ['प्रतिकर', 'मुआवज़ा', 'क्षतिपूर्ति', 'compensation'],
  support_person: ['सहायक व्यक्ति', 'सहयोगी व्यक्ति', 'support person'],
  art: ['एआरटी', 'ART', 'ART centre', 'antiretroviral'],
};

/** Words by which a list or a cell of it names its category, or the department that keeps it. */
export const CATEGORY_WORDS: WordTable = {
  labour: ['बाल श्रम', 'बाल श्रमिक', 'श्रम विभाग', 'बाल मज़दूरी', 'child labour', 'child labor', 'labour department'],
  trafficking: ['मानव तस्करी', 'बाल तस्करी', 'मानव दुर्व्यापार', 'human trafficking', 'trafficking', 'AHTU'],
  marriage: ['बाल विवाह', 'child marriage'],
  pocso: ['पोक्सो', 'पॉक्सो', 'लैंगिक अपराध', 'POCSO'],
  malnutrition: ['कुपोषण', 'कुपोषित', 'अति कुपोषित', 'malnutrition', 'malnourished', 'ICDS', 'Poshan'],
  anaemia: ['एनीमिया', 'रक्ताल्पता', 'खून की कमी', 'anaemia', 'anemia', 'anaemic'],
  disability: ['दिव्यांग', 'दिव्यांगता', 'विकलांग', 'disability', 'disabled', 'divyang'],
  addiction: ['नशा', 'नशे से प्रभावित', 'नशे के शिकार', 'नशा पीड़ित', 'addiction', 'substance abuse', 'drug abuse'],
  hiv: ['एचआईवी', 'एड्स', 'एचआईवी/एड्स', 'HIV', 'AIDS', 'HIV/AIDS', 'PLHIV', 'CLHIV'],
};
