// A 181 call that was disposed with a wrong tap, or what it was about.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { page } from './questions.ts';

export const call: FormDefinition = {
  id: 'one-stop-centre.call', version: 1, recordType: 'call',
  children: [page('disposed', [{ type: 'select_one', name: 'disposition', list: 'disposition', required: true }, { type: 'text', name: 'about', relevant: "${disposition} = 'information'" }])],
  choices: { disposition: choices.disposition },
};
