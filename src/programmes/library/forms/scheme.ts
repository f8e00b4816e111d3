// A scheme as the desk writes it down: what it is in plain words, for whom, and how sure that is.
import type { FormDefinition, Question } from '#shared/form/definition.ts';
import { conditionQuestions } from '../questions.ts';
import * as choices from './choices.ts';

const story = (name: string, more: Partial<Question> = {}): Question => ({ type: 'text', name, appearance: 'multiline', ...more });

export const schemeForm: FormDefinition = {
  id: 'library.scheme',
  version: 1,
  recordType: 'scheme',
  children: [
    {
      type: 'group', name: 'what', appearance: 'field-list',
      children: [
        { type: 'text', name: 'name', required: true },
        { type: 'text', name: 'nameEn' },
        story('summary', { required: true }),
        { type: 'select_multiple', name: 'topics', list: 'topic', required: true },
        story('words'),
      ],
    },
    {
      type: 'group', name: 'get', appearance: 'field-list',
      children: [story('forWhom'), story('benefit'), story('where'), story('papers'), { type: 'text', name: 'limit' }],
    },
    {
      type: 'group', name: 'sure', appearance: 'field-list',
      children: [
        { type: 'text', name: 'department' },
        { type: 'text', name: 'law' },
        { type: 'select_one', name: 'state', list: 'schemeState', required: true, default: "'to_check'" },
        story('source', { required: "${state} = 'in_force'" }),
        { type: 'date', name: 'checkedDay', required: "${state} = 'in_force'", constraint: '. <= today()' },
        { type: 'date', name: 'validFrom' },
        { type: 'date', name: 'validTo', constraint: ". >= ${validFrom} or ${validFrom} = ''" },
      ],
    },
    {
      type: 'group', name: 'who', appearance: 'field-list',
      children: [{ type: 'repeat', name: 'conditions', max: 20, children: conditionQuestions }],
    },
  ],
  choices: { topic: choices.topic, schemeState: choices.schemeState, question: choices.question, how: choices.how, option: choices.option, either: choices.either },
};
