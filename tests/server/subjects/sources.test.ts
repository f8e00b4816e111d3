// What a department is told of how good its lists are, over HTTP.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { remakeFacets } from '#server/subjects/facets.ts';
import { signIn } from '#tests/server/imports/desk-people.ts';
import { HEALTH, LABOUR, listsFixture, POLICE, type ListsFixture } from './lists-fixture.ts';
import type { ListSource } from '#shared/subjects/quality.ts';

let it: ListsFixture;
beforeEach(async () => {
  it = await listsFixture();
});
afterEach(async () => {
  await it.close();
});

const HEAD = 'बच्चे का नाम,पिता का नाम,जन्मतिथि,लिंग,जिला,ग्राम,रेस्क्यू की तारीख';
const labourList = async (cookie = it.labour): Promise<ListSource> => {
  const found = (await it.sources(LABOUR, cookie)).find(({ category }) => category === 'labour');
  if (found === undefined) throw new Error('there is a list of labour');
  return found;
};

describe('how good a list is', () => {
  test('is counted when a file has come: what is filled, faulty, alike and absent', async () => {
    expect(await labourList()).toMatchObject({ rows: 0, last: null, score: null, parts: null, mend: [], target: 'labour-list', title: 'resource-centre:import.labour-list.title' });
    await it.load(`${HEAD}\nरीना कुमारी,राम प्रसाद,05/04/2014,F,49,रायपुर,01/11/2026\nReena Kumari,Ram Prasad,06/04/2014,F,49,Raipur,02/11/2026\nमोहन,,07/04/2013,M,49,,03/11/2026\nखराब,राम,05/04/2044,F,49,,\n`);
    const { last, filled, parts, mend, newestSeen, rows } = await labourList();
    expect({ rows, newestSeen, last }).toMatchObject({ rows: 3, newestSeen: '2026-11-03', last: { day: '2026-11-22', rows: 4, faulty: 1, absent: 0 } });
    expect(filled).toMatchObject({ 'resource-centre:import.list.column.father': 67, 'resource-centre:import.list.column.sex': 100, 'resource-centre:import.list.column.mother': 0 });
    // The same child in two scripts, a day apart, looks like one row twice.
    expect(parts).toMatchObject({ valid: 75, fresh: 100, single: 33 });
    expect(mend.slice(0, 2)).toMatchObject([{ code: 'rows-alike', count: 2, share: 67 }, { code: 'rows-faulty', count: 1, share: 25 }]);
    expect(mend).toContainEqual({ code: 'column-empty', count: 3, share: 100, column: 'resource-centre:import.list.column.mother' });
    await it.load(`${HEAD}\nमोहन,,07/04/2013,M,49,,03/11/2026\n`);
    expect(await labourList()).toMatchObject({ rows: 3, last: { rows: 1, faulty: 0, absent: 2 }, parts: { valid: 100 } });
  });

  test('ages without a new file, and a look at it reads no row', async () => {
    await it.load(`${HEAD}\nरीना,राम,05/04/2014,F,49,रायपुर,01/11/2026\n`);
    const fresh = (await labourList()).score ?? 0;
    it.moveClock(100 * 86_400_000);
    await it.services.db.pool.query('TRUNCATE subject_facet');
    const later = await labourList(await signIn(it.services, 'nodal-2', 'department', LABOUR));
    expect(later).toMatchObject({ rows: 1, mend: expect.arrayContaining([{ code: 'load-old', count: 100, share: 0 }]) });
    expect(later.score).toBeLessThan(fresh);
  });

  test('is the same again after the facets were made anew from the sealed rows', async () => {
    const file = `${HEAD}\nरीना,राम,05/04/2014,F,49,रायपुर,01/11/2026\nमोहन,,07/04/2007,M,49,,03/11/2026\nमोहन,,07/05/2007,M,49,,03/11/2026\n`;
    await it.load(file);
    const before = await labourList();
    await it.services.db.pool.query('TRUNCATE subject_facet');
    expect(await remakeFacets(it.services)).toBe(3);
    await it.load(file);
    expect(await labourList()).toEqual({ ...before, last: { ...before.last, batch: (await labourList()).last?.batch } });
  });
});

describe('who is told', () => {
  test('a department of its own lists alone; the centre of those with names; of protected ones who has the duty', async () => {
    const categories = async (place: string, cookie: string): Promise<string[]> => (await it.sources(place, cookie)).map(({ source, category }) => `${source} ${category}`);
    expect(await categories(LABOUR, it.labour)).toEqual(['5.dep1 labour']);
    await expect(it.sources('5', it.labour)).rejects.toThrow('404');
    await expect(it.sources(HEALTH, it.labour)).rejects.toThrow('404');
    expect(await categories(HEALTH, await signIn(it.services, 'health', 'department', HEALTH))).toEqual(['5.dep4 anaemia', '5.dep4 addiction', '5.dep4 hiv']);
    expect(await categories('5', it.operator)).toEqual(['5.dep1 labour', '5.dep3 marriage', '5.dep3 malnutrition', '5.dep4 anaemia', '5.dep5 disability', '5.dep4 addiction', '5.dep5 addiction']);
    expect(await categories(POLICE, it.operator)).toEqual([]);
    expect(await categories(POLICE, it.officer)).toEqual(['5.dep2 trafficking', '5.dep2 pocso']);
    await expect(it.sources('5', await signIn(it.services, 'admin', 'administrator', '5'))).rejects.toThrow('404');
  });
});
