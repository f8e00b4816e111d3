// The path of someone under 18: found, before the Child Welfare Committee within a day, reported to
// the police, accompanied (JJ Act s.31, POCSO s.19; general knowledge). She is never named here.
import type { FormDefinition } from '#shared/form/definition.ts';
import { longText, pastDay, timeOf } from './parts.ts';

export const child: FormDefinition = {
  id: 'one-stop-centre.child',
  version: 1,
  recordType: 'case',
  children: [
    {
      type: 'group', name: 'found', appearance: 'field-list',
      children: [
        { type: 'note', name: 'quiet' },
        pastDay('foundDay', { required: true, default: 'today()' }),
        timeOf('foundTime', { required: true }),
      ],
    },
    {
      type: 'group', name: 'committee', appearance: 'field-list',
      children: [
        pastDay('cwcDay'),
        timeOf('cwcTime', { required: true, relevant: "${cwcDay} != ''" }),
        longText('cwcLateReason', { relevant: "${cwcDay} != '' and ${cwcDay} > ${foundDay}" }),
        longText('cwcOrder', { relevant: "${cwcDay} != ''" }),
      ],
    },
    {
      type: 'group', name: 'police', appearance: 'field-list',
      children: [
        pastDay('pocsoReportDay'),
        { type: 'text', name: 'pocsoReportTo', required: true, relevant: "${pocsoReportDay} != ''" },
        { type: 'text', name: 'supportPerson' },
        pastDay('supportPersonDay', { relevant: "${supportPerson} != ''" }),
      ],
    },
  ],
  choices: {},
};
