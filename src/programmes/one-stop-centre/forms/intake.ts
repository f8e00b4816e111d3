// The first talk, in the order of a case worker: is she in danger, how may we reach her, who is she,
// what happened, who did it, her children, what she agrees to. It needs no paper and no name.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { ACCUSED, CHILDREN, CONSENT, CONTACT, HOME, KINDS, NAME, page, RISK, SHARING, story, WHEN_AND_WHERE } from './questions.ts';

/** Her age today may hide that it happened to a child: asked when it can be so. */
const MAYBE_MINOR_THEN = "${age} = '' or (${age} >= 18 and (${incidentDay} = '' or ${age} - age-years(${incidentDay}) <= 18))";

export const intake: FormDefinition = {
  id: 'one-stop-centre.intake',
  version: 1,
  recordType: 'case',
  open: ['agency', 'mode'],
  children: [
    page('danger', RISK),
    page('came', [
      { type: 'select_one', name: 'mode', list: 'mode', required: true },
      { type: 'yes_no', name: 'onBehalf', required: true, relevant: "${mode} != '' and ${mode} != 'self'" },
      { type: 'text', name: 'informantName', relevant: '${onBehalf} = true()' },
      { type: 'text', name: 'informantRelation', relevant: '${onBehalf} = true()' },
      { type: 'tel', name: 'informantPhone', relevant: '${onBehalf} = true()' },
    ]),
    page('reach', CONTACT),
    page('who', NAME),
    page('home', HOME),
    page('happened', KINDS),
    page('when', [...WHEN_AND_WHERE, { type: 'yes_no', name: 'minorThen', relevant: MAYBE_MINOR_THEN }]),
    page('told', [story('incidentStory')]),
    ACCUSED,
    CHILDREN,
    page('consent', CONSENT),
    page('sharing', SHARING),
  ],
  choices: {
    risk: choices.risk, mode: choices.mode, safeTime: choices.safeTime, guardianRelation: choices.guardianRelation, violence: choices.violence, sex: choices.sex, agency: choices.agency,
  },
};
