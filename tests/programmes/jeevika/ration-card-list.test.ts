import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardNumber, listPhone, memberCount, personName } from '#programmes/jeevika/lists/cells.ts';
import { readGuardian } from '#programmes/jeevika/lists/guardian.ts';
import { rationCardList } from '#programmes/jeevika/lists/ration-card-list.ts';
import { decodeVillageCode } from '#programmes/jeevika/lists/village-code.ts';
import { createRowReader } from '#shared/import/read-row.ts';
import { matchHeaders, normaliseHeader } from '#shared/import/target.ts';

function read(table: Readonly<Record<string, string>>) {
  const headers = Object.keys(table);
  const { at, missing } = matchHeaders(rationCardList, headers);
  expect(missing).toEqual([]);
  return createRowReader(rationCardList, Object.fromEntries(at))(Object.values(table));
}
const faults = (table: Readonly<Record<string, string>>): string[] => {
  const row = read(table);
  return row.ok ? [] : row.faults.map((f) => f.code);
};
const good = { 'राशन कार्ड संख्या': '10200900112345674821', 'मुखिया का नाम': 'सुनीता देवी', 'ग्राम': 'रामपुर' };

describe('headers', () => {
  test('mean the same column in Hindi, in Roman, and however they are punctuated', () => {
    for (const headers of [['राशन कार्ड संख्या', 'मुखिया का नाम', 'पति/पिता का नाम'], ['RC_NO', 'HOF Name', 'Father/Husband Name'], ['  ration-card no. ', 'Head of Family', 'पिता / पति का नाम'], ['राशन कार्ड नं०', 'कार्डधारी का नाम', 'F/H NAME']]) {
      const { at, missing } = matchHeaders(rationCardList, headers);
      expect([...at.keys()].sort()).toEqual(['cardNumber', 'guardian', 'headName']);
      expect(missing).toEqual([]);
    }
  });
  test('never stand for two columns', () => {
    const all = rationCardList.columns.flatMap((c) => [...new Set([c.name, ...c.synonyms].map(normaliseHeader))]);
    expect(all.filter((s, i) => all.indexOf(s) !== i)).toEqual([]);
  });
});

describe('a row with the portal’s village code', () => {
  test('tells the state, the census district, the subdistrict and the village', () => {
    const row = read({ ...good, Village_Code_PMO: '1022401123801307', 'पंचायत': 'खानकित्ता', 'टोला/वार्ड': 'महादलित टोला' });
    expect(row).toMatchObject({
      ok: true, key: '10200900112345674821',
      place: { steps: [
        { level: 'state', code: { scheme: 'lgd', value: '10' } }, { level: 'district', code: { scheme: 'census2011', value: '224' } }, { level: 'block', code: { scheme: 'subdistrict', value: '1123' } },
        { level: 'panchayat', name: 'खानकित्ता' }, { level: 'village', code: { scheme: 'lgd', value: '801307' }, name: 'रामपुर' }, { level: 'tola', name: 'महादलित टोला' },
      ] },
    });
  });
  test('of another length is refused with the column named', () => expect(faults({ ...good, 'ग्राम कोड': '12345678' })).toEqual(['village-code']));
  test('is not needed when the village is named', () => expect(read(good)).toMatchObject({ ok: true, place: { steps: [{ level: 'village', name: 'रामपुर' }] } }));
  test('or a name is needed', () => expect(faults({ ...good, 'ग्राम': ' ' })).toEqual(['place-missing']));
  test('is the dossier’s example', () => expect(decodeVillageCode('1020901116801307')).toEqual({ state: '10', census2011: '209', subdistrict: '1116', village: '801307' }));
});

test('a row becomes a listed family with its own words and nothing invented', () => {
  const row = read({
    ...good, 'पति/पिता का नाम': 'पति- रमेश यादव', 'कार्ड का प्रकार': 'पूर्वविक्ताप्राप्त गृहस्थी', 'मोबाइल': '+91 98765-43210', 'सदस्य संख्या': '५', 'श्रेणी': 'अत्यन्त पिछड़ा वर्ग',
    'महादलित': 'नहीं', 'डीलर': 'श्याम साह', 'समूह का नाम': 'एकता', 'समूह कोड': 'SHG-12',
  });
  expect(row.ok && row.values).toEqual({
    listed: true, cardNumber: '10200900112345674821', headName: 'सुनीता देवी', guardianName: 'रमेश यादव', guardianRelation: 'husband', cardType: 'phh', dealer: 'श्याम साह', memberCount: 5,
    listPhone: '9876543210', socialCategory: 'ebc', mahadalit: false, mahadalitSource: 'list', listGroupName: 'एकता', listGroupCode: 'SHG-12',
  });
});

test('Mahadalit is never inferred from a name', () => {
  const row = read({ ...good, 'मुखिया का नाम': 'रामू मुसहर', 'श्रेणी': 'SC' });
  expect(row.ok && Object.hasOwn(row.values, 'mahadalit')).toBe(false);
});
test('a Mahadalit family of another category is a contradiction', () => expect(faults({ ...good, 'महादलित': 'हाँ', 'श्रेणी': 'BC' })).toEqual(['mahadalit-not-sc']));

describe('a card number', () => {
  const code = (text: string): string => {
    const cell = cardNumber(text);
    return cell.ok ? `ok ${String(cell.value)}` : cell.code;
  };
  test.each([
    ["'00200900112345674821", 'ok 00200900112345674821'], ['1020 0900 1123 4567 4821', 'ok 10200900112345674821'], ['१०२००९००', 'ok 10200900'], ['12345678.0', 'ok 12345678'],
    ['', 'card-missing'], ['-', 'card-missing'], ['1234567', 'card-length'], ['123456789012345678901', 'card-length'], ['BR10200900', 'card-letters'], ['10200900112345600000', 'ok 10200900112345600000'],
  ])('%j reads as %s', (text, expected) => expect(code(text)).toBe(expected));
  test('is digits of the right length or refused, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const cell = cardNumber(text);
      expect(cell.ok ? /^\d{8,20}$/.test(String(cell.value)) : cell.code.startsWith('card-')).toBe(true);
    }));
  });
});

describe('other cells', () => {
  test('a telephone that cannot be one is left out, and the family stays on the list', () => {
    for (const text of ['', 'NA', '0', '12345', '1234567890', 'पता नहीं']) expect(listPhone(text)).toEqual({ ok: true, value: null });
    for (const text of ['9876543210', '09876543210', '+91-98765 43210', '९८७६५४३२१०']) expect(listPhone(text)).toEqual({ ok: true, value: '9876543210' });
  });
  test('a name has letters and no digits', () => {
    expect(personName(' सुनीता   देवी ')).toEqual({ ok: true, value: 'सुनीता देवी' });
    expect([personName(''), personName('??'), personName('RAM 2')].map((c) => (c.ok ? '' : c.code))).toEqual(['name-missing', 'name-no-letters', 'name-digits']);
  });
  test('a family has one to forty members', () => {
    expect([memberCount('7'), memberCount('7.0'), memberCount(''), memberCount('0')].map((c) => c.ok && c.value)).toEqual([7, 7, null, null]);
    expect([memberCount('41'), memberCount('सात')].map((c) => c.ok)).toEqual([false, false]);
  });
  test.each([
    ['पति- रमेश', 'husband', 'रमेश'], ['W/O RAMESH', 'husband', 'RAMESH'], ['S/o Mohan Ram', 'father', 'Mohan Ram'], ['पिता स्व० मोहन राम', 'father', 'स्व० मोहन राम'], ['पतिराम महतो', undefined, 'पतिराम महतो'], ['WOMESH', undefined, 'WOMESH'],
  ])('%j is read as %s %j', (text, relation, name) => expect(readGuardian(text)).toEqual(relation === undefined ? { name } : { name, relation }));
});
