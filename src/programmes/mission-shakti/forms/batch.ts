// A batch of skill training, and those of it who found work: numbers, no names.
import type { FormDefinition } from '#shared/form/definition.ts';
import { count, page, pastDay, story } from './questions.ts';

export const batchForm: FormDefinition = {
  id: 'mission-shakti.batch',
  version: 1,
  recordType: 'batch',
  children: [
    page('which', [
      { type: 'text', name: 'course', required: true },
      { type: 'text', name: 'agency', required: true },
      { type: 'text', name: 'venue' },
      { type: 'date', name: 'from', required: true, default: 'today()' },
      { type: 'date', name: 'to', required: true, constraint: '. >= ${from}' },
    ]),
    page('numbers', [
      count('enrolled', { required: true, constraint: '. >= 0 and . <= 1000' }),
      count('finished', { relevant: '${to} <= today()', constraint: '. >= 0 and . <= coalesce(${enrolled}, 0)' }),
      story('note'),
    ]),
  ],
  choices: {},
};

export const placement: FormDefinition = {
  id: 'mission-shakti.placement',
  version: 1,
  recordType: 'batch',
  row: 'placements',
  children: [
    page('placed', [
      { type: 'note', name: 'noNames' },
      pastDay('day', { required: true, default: 'today()' }),
      { type: 'text', name: 'employer', required: true },
      { type: 'text', name: 'work' },
      count('women', { required: true, constraint: '. >= 1 and . <= 1000' }),
    ]),
  ],
  choices: {},
};
