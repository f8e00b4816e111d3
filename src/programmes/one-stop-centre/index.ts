// A One Stop Centre with the women's helpline 181 (dossier A).
import type { Programme } from '#shared/programme.ts';
import { call } from './forms/call.ts';
import { assign, barred, close, court, neverKept, reopen, team } from './forms/handling.ts';
import { intake } from './forms/intake.ts';
import { accused, children, consent, contact, identity, incident, risk, riskOver } from './forms/person.ts';
import { counselling, counsellingNotice, followUpDone, followUpPlan, paper, pause, pauseEnd, referralAnswer, referralSend, service } from './forms/work.ts';
import { INDICATORS } from './indicators.ts';
import { practice } from './practice.ts';
import { RECORD_TYPES } from './records.ts';

export const oneStopCentre: Programme = {
  id: 'one-stop-centre',
  recordTypes: RECORD_TYPES,
  forms: [
    call, intake, identity, contact, incident, accused, children, risk, riskOver, consent, service, referralSend, referralAnswer, followUpPlan, followUpDone, counsellingNotice, counselling, pause, pauseEnd, paper,
    assign, team, barred, neverKept, court, close, reopen,
  ],
  indicators: INDICATORS,
  tasks: [],
  practice,
};
