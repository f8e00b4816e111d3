import { expect, test } from 'vitest';
import { addedWords } from '#shared/task/added-words.ts';

test('the words of added values are found wherever they were added, also of values taken out again', () => {
  expect(addedWords([
    { values: { 'lists.a1.list': 'one-stop-centre.agency', 'lists.a1.value': 'x_a1', 'lists.a1.word': 'महिला मंडल', 'clocks.caste.amount': 3 } },
    { values: { 'lists.b1.list': 'one-stop-centre.agency', 'lists.b1.value': 'x_b1', 'lists.b1.word': 'क्लब', 'lists.b1._gone': true, 'lists.b2.list': 'x', 'lists.b2.value': 'police', 'lists.b2.word': 'थाना' } },
  ])).toEqual([{ list: 'one-stop-centre.agency', value: 'x_a1', word: 'महिला मंडल' }, { list: 'one-stop-centre.agency', value: 'x_b1', word: 'क्लब' }]);
});
