// The path of someone under 18: found, before the Child Welfare Committee within a day, reported to
// the police, accompanied (JJ Act s.31, POCSO s.19; general knowledge). She is never named here.
import type { FormDefinition } from '#shared/form/definition.ts';
import { page, pastDay, story, timeOf } from './questions.ts';

export const child: FormDefinition = {
  id: 'one-stop-centre.child',
  version: 1,
  recordType: 'case',
  children: [
    page('found', [
      { type: 'note', name: 'quiet' },
      pastDay('foundDay', { required: true, default: 'today()' }),
      timeOf('foundTime', { required: true }),
    ]),
    page('committee', [
      pastDay('cwcDay'),
      timeOf('cwcTime', { required: true, relevant: "${cwcDay} != ''" }),
      story('cwcLateReason', { relevant: "${cwcDay} != '' and ${cwcDay} > ${foundDay}" }),
      story('cwcOrder', { relevant: "${cwcDay} != ''" }),
    ]),
    page('police', [
      pastDay('pocsoReportDay'),
      { type: 'text', name: 'pocsoReportTo', required: true, relevant: "${pocsoReportDay} != ''" },
      { type: 'text', name: 'supportPerson' },
      pastDay('supportPersonDay', { relevant: "${supportPerson} != ''" }),
    ]),
  ],
  choices: {},
};
