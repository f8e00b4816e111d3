import { describe, expect, test } from 'vitest';
import type { PlaceStep } from '#shared/import/target.ts';
import { createPlaceFinder, type PlaceFinder } from '#server/imports/place-finder.ts';
import { placeCodes } from '#server/imports/place-codes.ts';

const KNOWN = [
  { code: '10.188', hi: 'अररिया', en: 'Araria' }, { code: '10.188.1631', hi: 'नरपतगंज', en: 'Narpatganj' }, { code: '10.188.1624', hi: 'अररिया', en: 'Araria' },
  { code: '10.188.1631.p1', hi: 'भैरोपुर', en: 'Bhairopur' }, { code: '10.188.1631.p1.801307', hi: 'रामपुर', en: 'Rampur' },
];
const finder = (upload = '10.188'): PlaceFinder => createPlaceFinder(KNOWN, upload, placeCodes(), { hi: 'नहीं लिखी', en: 'none' });
const step = (level: PlaceStep['level'], name?: string, scheme?: 'lgd' | 'census2011' | 'subdistrict', value = ''): PlaceStep => ({ level, ...(name !== undefined && { name }), ...(scheme !== undefined && { code: { scheme, value } }) });
const ePds = (village: string, subdistrict = '1112', census = '209'): PlaceStep[] => [
  step('state', undefined, 'lgd', '10'), step('district', undefined, 'census2011', census), step('block', undefined, 'subdistrict', subdistrict), step('village', undefined, 'lgd', village),
];

describe('finding the place of a row', () => {
  test('by the codes of the ration-card portal: census district, subdistrict, village', () => {
    expect(finder().find(ePds('801307'))).toEqual({ ok: true, code: '10.188.1631.p1.801307' });
  });

  test('a village that is new lies in the panchayat named, or in the one that stands for none', () => {
    const places = finder();
    expect(places.find([...ePds('801999'), step('panchayat', 'भैरोपुर')])).toEqual({ ok: true, code: '10.188.1631.p1.801999' });
    expect(places.find(ePds('801888'))).toEqual({ ok: true, code: '10.188.1631.p0.801888' });
    expect(places.takeNew().map((p) => [p.code, p.hi])).toEqual([['10.188.1631.p1.801999', '801999'], ['10.188.1631.p0', 'नहीं लिखी'], ['10.188.1631.p0.801888', '801888']]);
    expect(places.takeNew()).toEqual([]);
  });

  test('by names in either script', () => {
    const places = finder();
    for (const [block, panchayat, village] of [['नरपतगंज', 'भैरोपुर', 'रामपुर'], ['NARPATGANJ', 'bhairopur', 'Ram Pur']] as const) {
      expect(places.find([step('block', block), step('panchayat', panchayat), step('village', village)])).toEqual({ ok: true, code: '10.188.1631.p1.801307' });
    }
    expect(places.takeNew()).toEqual([]);
  });

  test('a list in the other script finds the places of the first, and both names are kept', () => {
    const places = finder('10.188.1631');
    const code = '10.188.1631.p2.v1.t1';
    expect(places.find([step('panchayat', 'सोनबरसा'), step('village', 'सुलतानपुर'), step('tola', 'वार्ड 3')])).toEqual({ ok: true, code });
    places.takeNew();
    expect(places.find([step('panchayat', 'SONBARSA'), step('village', 'Sultanpur'), step('tola', 'Ward 3')])).toEqual({ ok: true, code });
    expect(places.takeNew()).toEqual([]);
    expect(places.takeRenamed()).toContainEqual({ code: '10.188.1631.p2.v1', hi: 'सुलतानपुर', en: 'Sultanpur' });
    expect(places.find([step('panchayat', 'सोनबरसा'), step('village', 'सुल्तानपुर')])).not.toMatchObject({ code: '10.188.1631.p2.v1' });
    expect(places.find([step('panchayat', 'सोनबरसा'), step('village', 'सुलतानपुर'), step('tola', 'वार्ड 4')])).toMatchObject({ code: '10.188.1631.p2.v1.t2' });
  });

  test('a village known by its code only gets its name from the next list', () => {
    const places = finder('10.188.1631');
    places.find([step('village', undefined, 'lgd', '801777')]);
    places.find([step('village', 'नया गांव', 'lgd', '801777')]);
    expect(places.takeRenamed()).toEqual([{ code: '10.188.1631.p0.801777', hi: 'नया गांव', en: 'नया गांव' }]);
  });

  test('another district, state or block than the list was handed in for is refused', () => {
    expect(finder().find(ePds('801307', '1112', '231'))).toEqual({ ok: false, code: 'place-outside' });
    expect(finder().find([step('state', undefined, 'lgd', '9'), ...ePds('801307').slice(1)])).toEqual({ ok: false, code: 'place-outside' });
    expect(finder('10.188.1624').find(ePds('801307'))).toEqual({ ok: false, code: 'place-outside' });
  });

  test('a district, a block or a village that nobody knows is refused, never made', () => {
    expect(finder().find(ePds('801307', '1112', '999'))).toEqual({ ok: false, code: 'place-unknown' });
    expect(finder().find([step('block', 'कहीं नहीं'), step('village', 'क')])).toEqual({ ok: false, code: 'place-unknown' });
    expect(finder('10.188.1631').find([])).toEqual({ ok: false, code: 'place-unknown' });
  });

  test('new places are numbered on from those that exist', () => {
    const places = finder('10.188.1631');
    expect(places.find([step('panchayat', 'नई'), step('village', 'गांव'), step('tola', 'टोला')])).toEqual({ ok: true, code: '10.188.1631.p2.v1.t1' });
    expect(places.find([step('panchayat', 'नई'), step('village', 'गांव'), step('tola', 'दूसरा')])).toEqual({ ok: true, code: '10.188.1631.p2.v1.t2' });
    expect(places.describe('10.188.1631.p2.v1.t2')).toBe('दूसरा, गांव, नई');
  });
});
