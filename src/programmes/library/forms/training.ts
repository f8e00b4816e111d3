// A training as it is planned, and afterwards what came of it. Who came is counted by role; nobody is named.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const trainingForm: FormDefinition = {
  id: 'library.training',
  version: 1,
  recordType: 'training',
  children: [
    {
      type: 'group', name: 'what', appearance: 'field-list',
      children: [
        { type: 'text', name: 'topic', required: true },
        { type: 'text', name: 'about', appearance: 'multiline' },
        { type: 'select_multiple', name: 'forWhom', list: 'trainee', required: true },
      ],
    },
    {
      type: 'group', name: 'when', appearance: 'field-list',
      children: [
        { type: 'date', name: 'from', required: true },
        { type: 'date', name: 'to', constraint: ". >= ${from}" },
        { type: 'text', name: 'venue' },
        { type: 'integer', name: 'seats', constraint: '. >= 0 and . <= 100000' },
        { type: 'text', name: 'trainer' },
      ],
    },
  ],
  choices: { trainee: choices.trainee },
};

export const trainingLog: FormDefinition = {
  id: 'library.training-log',
  version: 1,
  recordType: 'training',
  children: [
    {
      type: 'group', name: 'held', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'state', list: 'trainingState', required: true },
        { type: 'text', name: 'reason', appearance: 'multiline', required: true, relevant: "${state} = 'cancelled'" },
        {
          type: 'repeat', name: 'came', max: 9, relevant: "${state} = 'held'",
          children: [
            { type: 'select_one', name: 'role', list: 'trainee', required: true },
            { type: 'integer', name: 'number', required: true, constraint: '. >= 0 and . <= 100000' },
          ],
        },
      ],
    },
    {
      type: 'group', name: 'after', appearance: 'field-list', relevant: "${state} = 'held'",
      children: [
        { type: 'text', name: 'feedback', appearance: 'multiline' },
        { type: 'text', name: 'material' },
        { type: 'image', name: 'paper', appearance: 'document file' },
      ],
    },
  ],
  choices: { trainingState: choices.trainingState, trainee: choices.trainee },
};
