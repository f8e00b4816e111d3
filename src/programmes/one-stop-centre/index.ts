// A One Stop Centre with the women's helpline 181 (dossier A).
import type { Programme } from '#shared/programme.ts';
import { RULES } from './clocks.ts';
import { call } from './forms/call.ts';
import { child } from './forms/child.ts';
import { dir } from './forms/dir.ts';
import { assign, barred, close, court, neverKept, reopen, team } from './forms/handling.ts';
import { intake } from './forms/intake.ts';
import { bedForm, direction, directionDone, meetingForm, purchaseForm, readinessForm, stockItemForm, stockMove } from './forms/office.ts';
import { accused, children, consent, contact, identity, incident, risk, riskOver } from './forms/person.ts';
import { shelterIn, shelterLonger, shelterOut } from './forms/shelter.ts';
import { counselling, counsellingNotice, followUpDone, followUpPlan, paper, pause, pauseEnd, referralAnswer, referralSend, service } from './forms/work.ts';
import { INDICATORS } from './indicators.ts';
import { practice } from './practice.ts';
import { RECORD_TYPES } from './records.ts';
import { REVIEW } from './review.ts';
import { TASKS } from './tasks.ts';

export const oneStopCentre: Programme = {
  id: 'one-stop-centre',
  recordTypes: RECORD_TYPES,
  forms: [
    call, intake, identity, contact, incident, accused, children, risk, riskOver, consent, service, referralSend, referralAnswer, followUpPlan, followUpDone, counsellingNotice, counselling, pause, pauseEnd, paper,
    shelterIn, shelterLonger, shelterOut, child, dir, bedForm, stockItemForm, stockMove, purchaseForm, readinessForm, meetingForm, direction, directionDone,
    assign, team, barred, neverKept, court, close, reopen,
  ],
  indicators: INDICATORS,
  tasks: TASKS,
  review: REVIEW,
  practice,
  rules: RULES,
};
