// Domestic Incident Report, Form I of the PWDV Rules 2006 (dossier A6; wording general knowledge).
// Who she is, who did it and her children stand in the file already and are not asked again.
import type { FormDefinition, FormNode } from '#shared/form/definition.ts';
import * as choices from './part-choices.ts';
import { known, page, pastDay, story, timeOf } from './questions.ts';

const kind = (name: 'sexual' | 'verbal' | 'economic', list: string): readonly FormNode[] => [
  { type: 'select_multiple', name, list },
  story(`${name}Note`, { relevant: `count-selected(\${${name}}) > 0` }),
];

export const dir: FormDefinition = {
  id: 'one-stop-centre.dir',
  version: 1,
  recordType: 'case',
  children: [
    page('household', [
      known('address'),
      pastDay('dirDay', { required: true, default: 'today()' }),
      { type: 'text', name: 'dirSharedHousehold', required: true, default: '${address}' },
      { type: 'yes_no', name: 'dirShowContact', required: true },
    ]),
    page('incidents', [
      {
        type: 'repeat', name: 'dirIncidents', min: 1, max: 20,
        children: [
          pastDay('day'),
          timeOf('time'),
          { type: 'text', name: 'place' },
          { type: 'text', name: 'by', required: true },
          story('physical'),
          ...kind('sexual', 'dirSexual'),
          ...kind('verbal', 'dirVerbal'),
          ...kind('economic', 'dirEconomic'),
        ],
      },
    ]),
    page('dowry', [
      { type: 'yes_no', name: 'dirDowry', required: true },
      story('dirDowryNote', { required: true, relevant: '${dirDowry} = true()' }),
      { type: 'yes_no', name: 'dirDowryList', relevant: '${dirDowry} = true()' },
      { type: 'select_multiple', name: 'dirPapers', list: 'dirPaper' },
    ]),
    page('wanted', [
      { type: 'select_multiple', name: 'dirOrders', list: 'dirOrder' },
      story('dirOrderNote', { required: "selected(${dirOrders}, 'other')", relevant: 'count-selected(${dirOrders}) > 0' }),
      { type: 'select_multiple', name: 'dirHelp', list: 'dirHelp' },
    ]),
    page('readOver', [
      { type: 'yes_no', name: 'dirReadOver', required: true },
      { type: 'yes_no', name: 'dirCopyGiven', required: true },
      pastDay('dirCopyDay', { required: true, relevant: '${dirCopyGiven} = true()', default: 'today()', constraint: '. <= today() and . >= ${dirDay}' }),
    ]),
  ],
  choices: {
    dirSexual: choices.dirSexual, dirVerbal: choices.dirVerbal, dirEconomic: choices.dirEconomic, dirPaper: choices.dirPaper,
    dirOrder: choices.dirOrder, dirHelp: choices.dirHelp,
  },
};
