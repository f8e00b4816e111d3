// The survey at the door: six pages, the outcome first. A family that is already linked, has gone
// away or does not answer is done after one page; a willing one in under three minutes.
// Only what was asked at this visit is written; a later visit that ends at a locked door takes nothing
// away from what she told before.
import type { FormDefinition, Question } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

const MET = "${outcome} = 'linked_already' or ${outcome} = 'old_group' or ${outcome} = 'new_group'";
const TALKS = '${consent} = true()';
/** She already stands in a group's register, or names the group now. */
const HAS_GROUP = "${outcome} = 'linked_already' or ${outcome} = 'old_group' or (${outcome} = 'new_group' and ${groupRecord} != '')";

/** Answers that stand in the record already and are only read here. */
const known = (name: string): Question => ({ type: 'calculate', name, calculation: "once('')" });

export const survey: FormDefinition = {
  id: 'jeevika.survey',
  version: 1,
  recordType: 'household',
  children: [
    {
      type: 'group', name: 'door', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'outcome', list: 'outcome', required: true },
        { type: 'select_one', name: 'refusalReason', list: 'refusal', required: true, relevant: "${outcome} = 'refused'" },
        { type: 'date', name: 'returnsBy', relevant: "${outcome} = 'migrated'", constraint: '. >= today()' },
        ...['headName', 'guardianName', 'listGroupName', 'listPhone', 'groupRecord'].map(known),
        { type: 'calculate', name: 'outcomeDay', calculation: 'today()' },
        { type: 'calculate', name: 'surveyDay', keeps: true, relevant: "${outcome} != '' and ${outcome} != 'locked'", calculation: 'once(today())' },
      ],
    },
    {
      type: 'group', name: 'talk', keeps: true, relevant: MET,
      children: [
        {
          type: 'group', name: 'woman', appearance: 'field-list',
          children: [
            { type: 'note', name: 'notice' },
            { type: 'yes_no', name: 'consent', required: true },
            { type: 'calculate', name: 'consentDay', relevant: '${consent} != \'\'', calculation: 'once(today())' },
            { type: 'text', name: 'womanName', required: true, default: '${headName}' },
            { type: 'text', name: 'womanGuardian', default: '${guardianName}' },
            { type: 'integer', name: 'womanAge', required: "${outcome} != 'linked_already'", constraint: '. >= 18 and . <= 120' },
            { type: 'text', name: 'groupName', relevant: HAS_GROUP, required: "${outcome} = 'old_group'", default: '${listGroupName}' },
            { type: 'yes_no', name: 'groupEntered', required: true, relevant: "${outcome} = 'old_group' or (${outcome} = 'new_group' and ${groupRecord} != '')" },
            { type: 'calculate', name: 'linkedDay', relevant: '${groupEntered} = true()', calculation: 'once(today())' },
          ],
        },
        {
          type: 'group', name: 'contact', appearance: 'field-list', relevant: TALKS,
          children: [
            { type: 'tel', name: 'safePhone', default: '${listPhone}', constraint: "regex(., '^[6-9][0-9]{9}$')" },
            { type: 'yes_no', name: 'phoneMayCall', required: true, relevant: "${safePhone} != ''" },
            { type: 'select_one', name: 'safeTime', list: 'time', relevant: '${phoneMayCall} = true()' },
            {
              // The list may have told these already: without her consent they stay as the list has them.
              type: 'group', name: 'category', keeps: true, relevant: TALKS,
              children: [
                { type: 'select_one', name: 'socialCategory', list: 'category' },
                { type: 'yes_no', name: 'mahadalit', relevant: "${socialCategory} = 'sc'" },
                { type: 'select_one', name: 'mahadalitSource', list: 'mahadalitSource', required: true, relevant: '${mahadalit} = true()' },
              ],
            },
          ],
        },
        {
          type: 'group', name: 'cards', appearance: 'field-list', relevant: TALKS,
          children: [
            { type: 'select_one', name: 'ayushmanFamily', list: 'ayushmanFamily', required: true },
            {
              type: 'repeat', name: 'members', max: 40,
              children: [
                { type: 'text', name: 'name', required: true },
                { type: 'select_one', name: 'sex', list: 'sex' },
                { type: 'age', name: 'age', birthField: 'birthDate', dayField: 'ageDay' },
                { type: 'select_one', name: 'ayushman', list: 'ayushman', required: true },
              ],
            },
          ],
        },
        {
          type: 'group', name: 'needs', appearance: 'field-list', relevant: TALKS,
          children: [
            { type: 'select_one', name: 'houseKind', list: 'house' },
            { type: 'select_one', name: 'houseScheme', list: 'houseScheme', relevant: "${houseKind} = 'kutcha' or ${houseKind} = 'no_land'" },
            {
              type: 'select_multiple', name: 'housingBars', list: 'housingBar', relevant: "${houseScheme} = 'no' or ${houseScheme} = 'unknown'",
              constraint: "not(selected(., 'none')) or count-selected(.) = 1",
            },
            { type: 'select_multiple', name: 'rationNeeds', list: 'rationNeed', constraint: "not(selected(., 'none')) or count-selected(.) = 1" },
            { type: 'select_multiple', name: 'otherNeeds', list: 'otherNeed', constraint: "not(selected(., 'none')) or count-selected(.) = 1" },
          ],
        },
        {
          type: 'group', name: 'work', appearance: 'field-list', relevant: TALKS,
          children: [
            { type: 'select_one', name: 'rojgar', list: 'rojgar' },
            { type: 'yes_no', name: 'taxOrGovernmentJob', relevant: "${rojgar} = 'wanted'" },
            { type: 'select_multiple', name: 'trainings', list: 'training', constraint: "not(selected(., 'none')) or count-selected(.) = 1" },
            { type: 'select_multiple', name: 'livelihoods', list: 'livelihood', constraint: "not(selected(., 'none')) or count-selected(.) = 1" },
            { type: 'text', name: 'notes', appearance: 'multiline', constraint: 'string-length(.) <= 500' },
          ],
        },
      ],
    },
  ],
  choices: {
    outcome: choices.outcome, refusal: choices.refusal, time: choices.time, category: choices.category, mahadalitSource: choices.mahadalitSource,
    ayushmanFamily: choices.ayushmanFamily, sex: choices.sex, ayushman: choices.ayushman, house: choices.house, houseScheme: choices.houseScheme,
    housingBar: choices.housingBar, rationNeed: choices.rationNeed, otherNeed: choices.otherNeed, rojgar: choices.rojgar, training: choices.training, livelihood: choices.livelihood,
  },
};
