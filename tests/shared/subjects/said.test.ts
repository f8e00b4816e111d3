import { describe, expect, test } from 'vitest';
import { facetOf, openNeeds } from '#shared/subjects/facet.ts';
import { factsOf, identityTogether, sidesOf } from '#shared/subjects/said.ts';

const labour = { entry: 'labour001', source: '5.dep1', category: 'labour', at: 100 };
const school = { entry: 'marriage1', source: '5.dep3', category: 'marriage', at: 200 };

describe('facts of a row', () => {
  test('leave out who she is, and every word that somebody typed', () => {
    expect(factsOf({
      name: 'सुनीता', phone: '9876543210', caseNumber: 'FIR-7', seenDay: '2026-04-02', needs: ['school', 'wages'], state: 'rescued', wages: 4500, paid: false, employer: 'रामलाल ईंट भट्ठा', guardian: 'Ram Lal', other: 9_876_543_210, some: ['Ram Lal'],
    })).toEqual({ seenDay: '2026-04-02', needs: ['school', 'wages'], state: 'rescued', wages: 4500, paid: false });
  });
});

describe('what several lists say', () => {
  test('stands side by side, the latest first, with who said it and when', () => {
    const sides = sidesOf([{ ...labour, said: { birthDay: '2012-04-03', sex: 'female', mother: null } }, { ...school, said: { birthDay: '2011-04-03', sex: 'female' } }]);
    expect(sides.map(({ path, differs }) => [path, differs])).toEqual([['birthDay', true], ['sex', false]]);
    expect(sides[0]?.said.map(({ source, at, value }) => [source, at, value])).toEqual([['5.dep3', 200, '2011-04-03'], ['5.dep1', 100, '2012-04-03']]);
  });

  test('of ages differs only where a birthday between does not explain it', () => {
    const ages = (one: number, other: number): boolean | undefined => sidesOf([{ ...labour, said: { age: one, seenDay: '2024-06-01' } }, { ...school, said: { age: other, seenDay: '2026-06-01' } }]).find(({ path }) => path === 'age')?.differs;
    expect([ages(10, 12), ages(10, 11), ages(10, 13), ages(10, 10)]).toEqual([false, false, false, true]);
  });

  test('makes one identity of the latest word on each field, an age with its own day', () => {
    expect(identityTogether([
      { ...school, said: { name: 'Sunita', father: '', seenDay: '2026-01-05', village: 'Raipur' } }, { ...labour, said: { name: 'सुनीता', father: 'राम', age: 12, seenDay: '2025-01-05', employer: 'x' } },
    ])).toEqual({ name: 'Sunita', father: 'राम', age: 12, seenDay: '2025-01-05', village: 'Raipur' });
  });
});

describe('what is counted of a row', () => {
  test('is the district, the sex, the year of birth, needs and services', () => {
    expect(facetOf({ needs: ['school', 'wages'] }, { name: 'x', district: '5.49', sex: 'female', age: 12, seenDay: '2026-03-01', needs: ['health', 'school'], services: 'wages' }))
      .toEqual({ district: 49, sex: 'female', birthYear: 2014, seenDay: '2026-03-01', needs: ['school', 'wages', 'health'], services: ['wages'] });
    expect(facetOf({ needs: [] }, { district: 'Dehradun', birthDay: '2013-02-29', sex: 'girl' })).toEqual({ district: 0, sex: '', birthYear: 2013, seenDay: '', needs: [], services: [] });
  });

  test('is needed still until it was given', () => {
    expect(openNeeds(['school', 'wages', 'school', 'health'], ['wages'])).toEqual(['school', 'health']);
  });
});
