// A record type that is given a new shape needs new versions of its forms; the old ones keep the names of their time.
import { expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';

test('the newest version of every form uses the present names of its records', () => {
  for (const { forms, recordTypes } of PROGRAMMES) {
    for (const id of new Set(forms.map((form) => form.id))) {
      const newest = forms.filter((form) => form.id === id).toSorted((a, b) => a.version - b.version).at(-1);
      const type = recordTypes.find(({ name }) => name === newest?.recordType);
      expect([id, newest?.schema ?? 1]).toEqual([id, type?.version]);
    }
  }
});
