// Who she is, from the institution's file or as she tells it herself: the first form of a file, and the
// one that mends it. Fields of Form 7 as far as they are known (dossier B3).
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const profile: FormDefinition = {
  id: 'care-leavers.profile',
  version: 1,
  recordType: 'careLeaver',
  open: ['homeKind'],
  children: [
    { type: 'calculate', name: 'seenDay', calculation: 'today()' },
    { type: 'calculate', name: 'status', calculation: "once('open')" },
    {
      type: 'group', name: 'first', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'source', list: 'source', required: true },
        { type: 'note', name: 'notice' },
        // A child in an institution is registered by law; a grown-up decides herself (dossier E2).
        { type: 'yes_no', name: 'consentRegister', required: true, constraint: '. = true() or ${age} < 18' },
        { type: 'calculate', name: 'consentDay', relevant: '${consentRegister} = true()', calculation: 'once(today())' },
      ],
    },
    {
      type: 'group', name: 'who', appearance: 'field-list',
      children: [
        { type: 'text', name: 'name', required: true },
        { type: 'select_one', name: 'sex', list: 'sex', required: true },
        { type: 'age', name: 'age', birthField: 'birthDate', dayField: 'ageDay', required: true, constraint: '. >= 10 and . <= 40' },
        { type: 'select_one', name: 'ageProof', list: 'ageProof', required: true },
        { type: 'select_one', name: 'socialCategory', list: 'category' },
        { type: 'image', name: 'photo' },
      ],
    },
    {
      type: 'group', name: 'institution', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'homeKind', list: 'homeKind', required: true },
        { type: 'text', name: 'homeName', required: true },
        { type: 'text', name: 'admissionNumber' },
        { type: 'date', name: 'admittedDay', constraint: '. <= today()' },
        { type: 'date', name: 'leavesDay', relevant: "${leftDay} = ''" },
        { type: 'date', name: 'leftDay', constraint: '. <= today()' },
        { type: 'select_one', name: 'leftWhy', list: 'leftWhy', required: true, relevant: "${leftDay} != ''" },
        { type: 'text', name: 'orderNumber' },
        { type: 'date', name: 'orderDay', constraint: '. <= today()' },
      ],
    },
    {
      type: 'group', name: 'family', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'parents', list: 'parents', required: true },
        { type: 'text', name: 'fatherName' },
        { type: 'text', name: 'motherName' },
        { type: 'text', name: 'guardianName' },
        { type: 'text', name: 'guardianRelation', relevant: "${guardianName} != ''" },
        { type: 'tel', name: 'guardianPhone', relevant: "${guardianName} != ''", constraint: "regex(., '^[6-9][0-9]{9}$')" },
        { type: 'select_one', name: 'familyTie', list: 'familyTie' },
      ],
    },
    {
      type: 'group', name: 'life', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'stay', list: 'stay', required: true },
        { type: 'text', name: 'stayNote' },
        { type: 'select_one', name: 'mood', list: 'mood' },
        { type: 'yes_no', name: 'hasSomeone' },
        { type: 'select_one', name: 'health', list: 'health' },
        { type: 'text', name: 'healthNote', appearance: 'multiline', relevant: "${health} = 'ill' or ${health} = 'treatment'" },
        { type: 'yes_no', name: 'disability' },
      ],
    },
    {
      type: 'group', name: 'learning', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'schooling', list: 'schooling', required: true },
        { type: 'yes_no', name: 'studying' },
        { type: 'select_one', name: 'work', list: 'work' },
        { type: 'select_one', name: 'bank', list: 'bank', required: true },
        { type: 'select_multiple', name: 'wishes', list: 'wish' },
      ],
    },
    {
      type: 'group', name: 'contact', appearance: 'field-list',
      children: [
        { type: 'tel', name: 'safePhone', constraint: "regex(., '^[6-9][0-9]{9}$')" },
        { type: 'yes_no', name: 'phoneMayCall', required: true, relevant: "${safePhone} != ''" },
        { type: 'select_one', name: 'safeTime', list: 'time', relevant: '${phoneMayCall} = true()' },
      ],
    },
  ],
  choices: {
    source: choices.source, sex: choices.sex, ageProof: choices.ageProof, category: choices.category, homeKind: choices.homeKind, leftWhy: choices.leftWhy,
    parents: choices.parents, familyTie: choices.familyTie, stay: choices.stay, mood: choices.mood, health: choices.health, schooling: choices.schooling,
    work: choices.work, bank: choices.bank, wish: choices.wish, time: choices.time,
  },
};
