// Domestic Incident Report, Form I of the PWDV Rules 2006 (dossier A6; wording general knowledge).
// Who she is, who did it and her children stand in the file already and are not asked again.
import type { FormDefinition, FormNode } from '#shared/form/definition.ts';
import * as choices from './part-choices.ts';
import { known, longText, pastDay, timeOf } from './parts.ts';

const kind = (name: 'sexual' | 'verbal' | 'economic', list: string): readonly FormNode[] => [
  { type: 'select_multiple', name, list },
  longText(`${name}Note`, { relevant: `count-selected(\${${name}}) > 0` }),
];

export const dir: FormDefinition = {
  id: 'one-stop-centre.dir',
  version: 1,
  recordType: 'case',
  children: [
    {
      type: 'group', name: 'household', appearance: 'field-list',
      children: [
        known('address'),
        pastDay('dirDay', { required: true, default: 'today()' }),
        { type: 'text', name: 'dirSharedHousehold', required: true, default: '${address}' },
        { type: 'yes_no', name: 'dirShowContact', required: true },
      ],
    },
    {
      type: 'group', name: 'incidents', appearance: 'field-list',
      children: [
        {
          type: 'repeat', name: 'dirIncidents', min: 1, max: 20,
          children: [
            pastDay('day'),
            timeOf('time'),
            { type: 'text', name: 'place' },
            { type: 'text', name: 'by', required: true },
            longText('physical'),
            ...kind('sexual', 'dirSexual'),
            ...kind('verbal', 'dirVerbal'),
            ...kind('economic', 'dirEconomic'),
          ],
        },
      ],
    },
    {
      type: 'group', name: 'dowry', appearance: 'field-list',
      children: [
        { type: 'yes_no', name: 'dirDowry', required: true },
        longText('dirDowryNote', { required: true, relevant: '${dirDowry} = true()' }),
        { type: 'yes_no', name: 'dirDowryList', relevant: '${dirDowry} = true()' },
        { type: 'select_multiple', name: 'dirPapers', list: 'dirPaper' },
      ],
    },
    {
      type: 'group', name: 'wanted', appearance: 'field-list',
      children: [
        { type: 'select_multiple', name: 'dirOrders', list: 'dirOrder' },
        longText('dirOrderNote', { required: "selected(${dirOrders}, 'other')", relevant: 'count-selected(${dirOrders}) > 0' }),
        { type: 'select_multiple', name: 'dirHelp', list: 'dirHelp' },
      ],
    },
    {
      type: 'group', name: 'readOver', appearance: 'field-list',
      children: [
        { type: 'yes_no', name: 'dirReadOver', required: true },
        { type: 'yes_no', name: 'dirCopyGiven', required: true },
        pastDay('dirCopyDay', { required: true, relevant: '${dirCopyGiven} = true()', default: 'today()', constraint: '. <= today() and . >= ${dirDay}' }),
      ],
    },
  ],
  choices: {
    dirSexual: choices.dirSexual, dirVerbal: choices.dirVerbal, dirEconomic: choices.dirEconomic, dirPaper: choices.dirPaper,
    dirOrder: choices.dirOrder, dirHelp: choices.dirHelp,
  },
};
