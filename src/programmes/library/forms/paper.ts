// A law or guideline, and a study: the same questions for both.
import type { FormDefinition } from '#shared/form/definition.ts';

function form(recordType: 'policy' | 'study'): FormDefinition {
  return {
    id: `library.${recordType}`,
    version: 1,
    recordType,
    children: [
      {
        type: 'group', name: 'what', appearance: 'field-list',
        children: [
          { type: 'text', name: 'name', required: true },
          { type: 'text', name: 'nameEn' },
          { type: 'text', name: 'summary', appearance: 'multiline', required: true },
          { type: 'text', name: 'summaryEn', appearance: 'multiline' },
          { type: 'text', name: 'words', appearance: 'multiline' },
        ],
      },
      {
        type: 'group', name: 'from', appearance: 'field-list',
        children: [
          { type: 'integer', name: 'year', constraint: '. >= 1850 and . <= 2100' },
          { type: 'text', name: 'publisher' },
          { type: 'text', name: 'link' },
          { type: 'text', name: 'source', appearance: 'multiline' },
          { type: 'date', name: 'checkedDay', constraint: '. <= today()' },
          { type: 'image', name: 'paper', appearance: 'document file' },
        ],
      },
    ],
    choices: {},
  };
}

export const policyForm = form('policy');
export const studyForm = form('study');
