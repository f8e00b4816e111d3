// The ration-card list as districts hand it over: one row per card, headers in Hindi or Roman, with
// the portal's codes or with names only. Each row becomes a family to be visited (dossier C1, C4).
import type { ImportColumn, ImportRow, ImportTarget, PlacedRow, PlaceStep, RowFault } from '#shared/import/target.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { cardNumber, digitCode, listPhone, memberCount, optionalText, personName, wordList, yesNo } from './cells.ts';
import { readGuardian } from './guardian.ts';
import { decodeVillageCode } from './village-code.ts';

const COLUMNS: readonly ImportColumn[] = [
  {
    name: 'cardNumber', required: true, parse: cardNumber,
    synonyms: ['राशन कार्ड संख्या', 'राशन कार्ड नंबर', 'राशन कार्ड नं', 'राशनकार्ड संख्या', 'कार्ड संख्या', 'कार्ड नंबर', 'आरसी नंबर',
      'Ration Card No', 'Ration Card Number', 'RationCardNo', 'RC No', 'RC_NO', 'RC Number', 'Card No', 'Card Number', 'RCNO', 'NFSA RC No', 'New Ration Card No'],
  },
  {
    name: 'headName', required: true, parse: personName,
    synonyms: ['मुखिया का नाम', 'परिवार के मुखिया का नाम', 'परिवार का मुखिया', 'मुखिया', 'कार्डधारी का नाम', 'कार्डधारक का नाम', 'लाभुक का नाम', 'नाम',
      'Head of Family', 'Head of the Family', 'HOF', 'HOF Name', 'Name of HOF', 'Head Name', 'Card Holder Name', 'Cardholder', 'Name of Card Holder', 'Beneficiary Name', 'Name'],
  },
  {
    name: 'guardian', required: false, parse: optionalText(),
    synonyms: ['पति/पिता का नाम', 'पिता/पति का नाम', 'पति पिता', 'पिता पति', 'अभिभावक का नाम', 'Father/Husband Name', 'Husband/Father Name', 'Father Husband', 'F/H Name', 'FH Name', 'Guardian Name', 'Guardian'],
  },
  { name: 'husband', required: false, parse: optionalText(), synonyms: ['पति का नाम', 'पति', 'Husband Name', 'Husband'] },
  { name: 'father', required: false, parse: optionalText(), synonyms: ['पिता का नाम', 'पिता', 'Father Name', 'Father', "Father's Name"] },
  { name: 'headSex', required: false, synonyms: ['लिंग', 'मुखिया का लिंग', 'Gender', 'Sex'],
    parse: wordList({ female: ['महिला', 'स्त्री', 'F', 'Female', 'W'], male: ['पुरुष', 'M', 'Male'], third: ['तृतीय लिंग', 'अन्य', 'T', 'Transgender', 'Other'] }, 'sex') },
  {
    name: 'district', required: false, parse: optionalText(80), synonyms: ['जिला', 'ज़िला', 'जिला का नाम', 'District', 'District Name', 'Dist'],
  },
  { name: 'block', required: false, parse: optionalText(80), synonyms: ['प्रखंड', 'प्रखण्ड', 'प्रखंड का नाम', 'अंचल', 'Block', 'Block Name', 'Tahsil', 'Tehsil', 'Circle', 'Subdistrict'] },
  { name: 'panchayat', required: false, parse: optionalText(80), synonyms: ['पंचायत', 'ग्राम पंचायत', 'पंचायत का नाम', 'Panchayat', 'Gram Panchayat', 'GP', 'GP Name', 'Panchayat Name'] },
  { name: 'village', required: false, parse: optionalText(120), synonyms: ['ग्राम', 'गांव', 'गाँव', 'ग्राम का नाम', 'गांव का नाम', 'राजस्व ग्राम', 'Village', 'Village Name', 'Gram', 'Revenue Village'] },
  { name: 'villageCode', required: false, parse: digitCode(6, 16, 'village-code'),
    synonyms: ['ग्राम कोड', 'गांव कोड', 'Village Code', 'Village_Code_PMO', 'VillageCodePMO', 'Village Code PMO', 'Vill Code', 'LGD Village Code'] },
  { name: 'tola', required: false, parse: optionalText(120), synonyms: ['टोला', 'टोला/वार्ड', 'टोला का नाम', 'बस्ती', 'मोहल्ला', 'Tola', 'Tola Name', 'Hamlet', 'Habitation', 'Mohalla'] },
  { name: 'ward', required: false, parse: optionalText(20), synonyms: ['वार्ड', 'वार्ड संख्या', 'वार्ड नं', 'Ward', 'Ward No', 'Ward Number'] },
  {
    name: 'cardType', required: false, synonyms: ['कार्ड का प्रकार', 'कार्ड प्रकार', 'योजना', 'श्रेणी कार्ड', 'Card Type', 'Type of Card', 'RC Type', 'Scheme', 'Scheme Name'],
    parse: wordList({
      phh: ['PHH', 'PH', 'पीएचएच', 'पूर्वविक्ताप्राप्त गृहस्थी', 'पूर्वविक्ता प्राप्त गृहस्थी', 'Priority Household', 'Priority House Hold'],
      aay: ['AAY', 'AY', 'एएवाई', 'अंत्योदय', 'अन्त्योदय', 'अंत्योदय अन्न योजना', 'Antyodaya', 'Antyodaya Anna Yojana'],
    }, 'card-type'),
  },
  { name: 'dealer', required: false, parse: optionalText(), synonyms: ['डीलर', 'डीलर का नाम', 'विक्रेता', 'पीडीएस विक्रेता', 'जन वितरण प्रणाली विक्रेता', 'दुकान', 'Dealer', 'Dealer Name', 'FPS', 'FPS Name', 'FPS Dealer', 'FPS Code', 'PDS Dealer'] },
  { name: 'phone', required: false, parse: listPhone, synonyms: ['मोबाइल', 'मोबाइल नंबर', 'मोबाइल संख्या', 'मो०', 'फोन', 'Mobile', 'Mobile No', 'Mobile Number', 'Phone', 'Contact No'] },
  { name: 'memberCount', required: false, parse: memberCount,
    synonyms: ['सदस्य संख्या', 'सदस्यों की संख्या', 'कुल सदस्य', 'यूनिट', 'Members', 'Member Count', 'No of Members', 'Total Members', 'Units', 'Family Members'] },
  {
    name: 'category', required: false, synonyms: ['कोटि', 'श्रेणी', 'जाति कोटि', 'सामाजिक श्रेणी', 'वर्ग', 'Category', 'Social Category', 'Caste Category'],
    parse: wordList({
      sc: ['SC', 'अनुसूचित जाति', 'अ.जा.', 'अजा', 'Scheduled Caste'],
      st: ['ST', 'अनुसूचित जनजाति', 'अ.ज.जा.', 'अजजा', 'Scheduled Tribe'],
      ebc: ['EBC', 'BC-I', 'BC1', 'BC-1', 'अत्यंत पिछड़ा वर्ग', 'अत्यन्त पिछड़ा वर्ग', 'अति पिछड़ा वर्ग', 'Extremely Backward Class'],
      bc: ['BC', 'BC-II', 'BC2', 'BC-2', 'OBC', 'पिछड़ा वर्ग', 'Backward Class'],
      general: ['GEN', 'General', 'UR', 'सामान्य', 'अनारक्षित', 'अन्य', 'EWS'],
    }, 'category'),
  },
  { name: 'mahadalit', required: false, parse: yesNo, synonyms: ['महादलित', 'महादलित परिवार', 'महादलित हाँ/नहीं', 'Mahadalit', 'Is Mahadalit', 'Mahadalit (Y/N)'] },
  { name: 'groupName', required: false, parse: optionalText(), synonyms: ['समूह का नाम', 'समूह', 'जीविका समूह', 'जीविका समूह का नाम', 'स्वयं सहायता समूह', 'SHG', 'SHG Name', 'Group Name', 'Name of SHG'] },
  { name: 'groupCode', required: false, parse: optionalText(40), synonyms: ['समूह कोड', 'SHG Code', 'SHG ID', 'Group Code', 'LokOS Code', 'SHG_Code'] },
];

export const rationCardList: ImportTarget = {
  name: 'ration-card-list',
  recordType: 'household',
  columns: COLUMNS,
  keyOf: (row) => text(row, 'cardNumber'),
  placeOf,
  faultsOf,
  toValues,
  renews: ['listed', 'cardType', 'dealer', 'memberCount', 'listGroupName', 'listGroupCode', 'listPhone'],
};

function placeOf(row: ImportRow): PlacedRow {
  const steps: PlaceStep[] = [];
  const code = text(row, 'villageCode');
  const decoded = code === undefined ? undefined : decodeVillageCode(code);
  const village = decoded?.village ?? (code?.length === 6 ? code : undefined);
  if (code !== undefined && village === undefined) return { ok: false, fault: { code: 'village-code', columns: ['villageCode'] } };
  const villageName = text(row, 'village');
  if (village === undefined && villageName === undefined) return { ok: false, fault: { code: 'place-missing', columns: ['village', 'villageCode'] } };

  const add = (level: PlaceStep['level'], codeOf: PlaceStep['code'] | undefined, name: string | undefined): void => {
    if (codeOf === undefined && name === undefined) return;
    steps.push({ level, ...(codeOf === undefined ? {} : { code: codeOf }), ...(name === undefined ? {} : { name }) });
  };
  if (decoded !== undefined) add('state', { scheme: 'lgd', value: decoded.state }, undefined);
  add('district', decoded && { scheme: 'census2011', value: decoded.census2011 }, text(row, 'district'));
  add('block', decoded && { scheme: 'subdistrict', value: decoded.subdistrict }, text(row, 'block'));
  add('panchayat', undefined, text(row, 'panchayat'));
  add('village', village === undefined ? undefined : { scheme: 'lgd', value: village }, villageName);
  add('tola', undefined, text(row, 'tola'));
  return { ok: true, steps };
}

function faultsOf(row: ImportRow): readonly RowFault[] {
  const faults: RowFault[] = [];
  if (row['mahadalit'] === true && typeof row['category'] === 'string' && row['category'] !== 'sc') {
    faults.push({ code: 'mahadalit-not-sc', columns: ['mahadalit', 'category'] });
  }
  return faults;
}

function toValues(row: ImportRow): Values {
  const values: Record<string, FieldValue> = { listed: true };
  const put = (field: string, value: FieldValue | undefined): void => {
    if (value !== undefined && value !== null) values[field] = value;
  };
  put('cardNumber', row['cardNumber']);
  put('headName', row['headName']);
  const guardian = guardianOf(row);
  if (guardian !== undefined) {
    put('guardianName', guardian.name);
    put('guardianRelation', guardian.relation);
  }
  put('headSex', row['headSex']);
  put('cardType', row['cardType']);
  put('dealer', row['dealer']);
  put('memberCount', row['memberCount']);
  put('tolaName', row['tola']);
  put('ward', row['ward']);
  put('listPhone', row['phone']);
  put('socialCategory', row['category']);
  if (typeof row['mahadalit'] === 'boolean') {
    put('mahadalit', row['mahadalit']);
    put('mahadalitSource', 'list');
  }
  put('listGroupName', row['groupName']);
  put('listGroupCode', row['groupCode']);
  return values;
}

/** A husband's own column speaks for itself; the joint column says which by its first word, if at all. */
function guardianOf(row: ImportRow): { readonly name: string; readonly relation?: string } | undefined {
  const husband = text(row, 'husband');
  if (husband !== undefined) return { ...readGuardian(husband), relation: 'husband' };
  const joint = text(row, 'guardian');
  if (joint !== undefined) return readGuardian(joint);
  const father = text(row, 'father');
  return father === undefined ? undefined : { ...readGuardian(father), relation: 'father' };
}

function text(row: ImportRow, column: string): string | undefined {
  const value = row[column];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
