// The registers of the district's hub as offices keep them in spreadsheets.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missionShakti } from '#programmes/mission-shakti/index.ts';
import { faultWords, readFaults } from '#server/imports/fault-report.ts';
import { allLists } from '#server/imports/type-lists.ts';
import { DISTRICT, importFixture, type ImportFixture } from './fixture.ts';
import { undoHands } from './undo-fixture.ts';

const TARGETS = allLists([missionShakti], []);
const targetOf = (name: string) => {
  const found = TARGETS.find((t) => t.target.name === name);
  if (found === undefined) throw new Error(`no list of ${name}`);
  return { target: found, place: '10.193' };
};
const HUB = '10.193.hub1';

let it: ImportFixture;
beforeEach(async () => {
  it = await importFixture({ programmes: [missionShakti], targets: TARGETS });
  await it.services.db.pool.query(`INSERT INTO place (district, code, depth, hi, en) VALUES ($1, $2, 3, 'हब', 'Hub'), ($1, '10.193.osc1', 3, 'वन स्टॉप सेंटर', 'One Stop Centre')`, [DISTRICT, HUB]);
});
afterEach(async () => { await it.close(); });

test('a district’s list of events lies at its hub and counts there', async () => {
  const batch = await it.load('कार्यक्रम की तारीख,किसका कार्यक्रम,किस तरह का,नाम,जगह,प्रखंड,महिलाएँ,बालिकाएँ\n05/04/2025,बेटी बचाओ बेटी पढ़ाओ,रैली,बालिका रैली,जिला स्कूल,आरा,"1,20",40\n05/04/2025,hub,बैठक / संवाद,संवाद,प्रखंड कार्यालय,Barhara,"4,900","4,800"\n45752,शिविर,,शिविर,पंचायत भवन,कहीं नहीं,1,1\n'.replace('"1,20"', '120'), { offer: targetOf('event') });
  expect(batch).toMatchObject({ rows: 3, faulty: 2, created: 1 });
  expect((await it.records()).map((r) => [r.bucket, r.values])).toMatchObject([[`${HUB}/mission`, { day: '2025-04-05', kind: 'bbbp', form: 'rally', name: 'बालिका रैली', block: '10.193.1690', women: 120, girls: 40 }]]);
  expect((await readFaults(it.services.db.pool, batch, 0, 9)).map((row) => row.faults.map((f) => `${f.code}:${f.columns.join('+')}`))).toEqual([['required:countRight'], ['place-unknown:block']]);
  expect((await undoHands(it).wrong())).toEqual([]);
});

test('an event of ten million people is refused in words', async () => {
  const batch = await it.load('day,kind,name,venue,women\n05/04/2025,camp,मेला,मैदान,"1,00,00,000"\n', { offer: targetOf('event') });
  expect(batch).toMatchObject({ created: 0, faulty: 1 });
  const [row] = await readFaults(it.services.db.pool, batch, 0, 1);
  const said = row?.faults.map((fault) => faultWords('hi', batch, fault)) ?? [];
  expect(said.length).toBeGreaterThan(0);
  for (const words of said) expect(words).toMatch(/[\u0900-\u097f]{3}/);
});

test('homes and workplaces come in too, each as its form asks', () => {
  for (const name of ['home', 'workplace', 'batch']) {
    const { target: { target } } = targetOf(name);
    expect(target.columns.some((c) => c.required)).toBe(true);
    expect(target.made?.offices).toEqual(['hub']);
  }
});

test('no list makes the month of a home, nor says how many are there now', () => {
  expect(TARGETS.map(({ target }) => target.recordType)).not.toContain('homeMonth');
  expect(targetOf('home').target.target.columns.map(({ name }) => name)).not.toContain('latestPresent');
});
