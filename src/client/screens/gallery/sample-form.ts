// One question of every type, and what depends on what: the form by which widgets are looked at and tested.
import type { FormDefinition } from '#shared/form/definition.ts';

export const SAMPLE_FORM: FormDefinition = {
  id: 'gallery.sample',
  version: 1,
  recordType: 'sample',
  children: [
    {
      type: 'group', name: 'words', appearance: 'field-list', children: [
        { type: 'note', name: 'note' },
        { type: 'text', name: 'womanName', required: true },
        { type: 'text', name: 'remark', appearance: 'multiline' },
        { type: 'tel', name: 'phone' },
        { type: 'digits', name: 'card', constraint: 'string-length(.) >= 8 and string-length(.) <= 20' },
        { type: 'integer', name: 'rooms', constraint: '. >= 0 and . <= 30' },
        { type: 'decimal', name: 'land' },
      ],
    },
    {
      type: 'group', name: 'choices', appearance: 'field-list', children: [
        { type: 'yes_no', name: 'joined', required: true },
        { type: 'text', name: 'groupName', relevant: '${joined} = true()', required: true },
        { type: 'select_one', name: 'livelihood', list: 'livelihood' },
        { type: 'select_multiple', name: 'needs', list: 'need' },
        { type: 'select_one', name: 'month', list: 'month' },
      ],
    },
    {
      type: 'group', name: 'days', appearance: 'field-list', children: [
        { type: 'date', name: 'visited', constraint: '. <= today()' },
        { type: 'age', name: 'age', birthField: 'birthDate', dayField: 'ageDay', required: true },
        { type: 'calculate', name: 'retires', calculation: '60 - ${age}', appearance: 'display' },
      ],
    },
    {
      type: 'repeat', name: 'members', min: 1, max: 12, children: [
        { type: 'text', name: 'name', required: true },
        { type: 'age', name: 'years', birthField: 'born' },
        { type: 'yes_no', name: 'school', relevant: '${years} < 18' },
      ],
    },
    {
      type: 'group', name: 'proof', appearance: 'field-list', children: [
        { type: 'geopoint', name: 'place' },
        { type: 'image', name: 'photo' },
        { type: 'image', name: 'paper', appearance: 'document file' },
        { type: 'calculate', name: 'total', calculation: 'count(${members})', appearance: 'display' },
      ],
    },
  ],
  choices: {
    livelihood: [
      { value: 'goat', icon: 'animal' }, { value: 'sewing', icon: 'sewing' }, { value: 'shop', icon: 'shop' }, { value: 'farm', icon: 'farm' }, { value: 'none', icon: 'no' },
    ],
    need: [
      { value: 'card', icon: 'card' }, { value: 'house', icon: 'house' }, { value: 'health', icon: 'heart-plus' }, { value: 'bank', icon: 'rupee' }, { value: 'none', icon: 'no' },
    ],
    month: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'].map((value) => ({ value })),
  },
};
