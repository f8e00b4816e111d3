// A programme that was held. Nobody is named: participants are counted in groups.
import type { FormDefinition } from '#shared/form/definition.ts';
import { GROUPS } from '../lists.ts';
import { MANY, MOST_IN_GROUP } from '../rules.ts';
import * as choices from './choices.ts';
import { block, count, page, pastDay, story } from './questions.ts';

const COUNTS = GROUPS.map((group) => `coalesce(\${${group}}, 0)`);
/** Asked only of counts that may stand: what is too high for one group is mended first. */
const MANY_CAME = `${COUNTS.join(' + ')} > ${MANY} and max(${COUNTS.join(', ')}) <= ${MOST_IN_GROUP}`;

export const eventForm: FormDefinition = {
  id: 'mission-shakti.event',
  version: 1,
  recordType: 'event',
  children: [
    page('what', [
      pastDay('day', { required: true, default: 'today()' }),
      { type: 'select_one', name: 'kind', list: 'eventKind', required: true },
      { type: 'select_one', name: 'form', list: 'eventForm' },
      { type: 'text', name: 'name', required: true },
    ]),
    page('where', [{ type: 'text', name: 'venue', required: true }, block]),
    page('participants', [
      ...GROUPS.map((group) => count(group, { constraint: `. >= 0 and . <= ${MOST_IN_GROUP}` })),
      { type: 'yes_no', name: 'countRight', required: true, relevant: MANY_CAME, constraint: '. = true()' },
    ]),
    page('more', [
      { type: 'select_one', name: 'scheme', list: 'scheme' },
      { type: 'text', name: 'partners' },
      story('note'),
      { type: 'image', name: 'photo1' },
      { type: 'image', name: 'photo2', relevant: "${photo1} != ''" },
      { type: 'image', name: 'photo3', relevant: "${photo2} != ''" },
    ]),
  ],
  choices: { eventKind: choices.eventKind, eventForm: choices.eventForm, scheme: choices.scheme },
  open: ['eventForm', 'scheme'],
};
