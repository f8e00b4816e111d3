// What the registers say in the review of a place, in the order in which it is read out (dossier D1, D2).
import type { ReviewLine, ReviewPart } from '#shared/report/review.ts';
import { HOME_KINDS } from './lists.ts';

/** Up to a month, up to three, longer: after 90 days SHe-Box counts a complaint as late. */
const BANDS = [30, 90] as const;

const bbbp: ReviewPart = {
  key: 'bbbp',
  headline: ['events', 'participants', 'perEvent'],
  compare: 'participants',
  recordType: 'event',
  lines: [
    { name: 'events', source: 'event', count: 'bbbpEvents' },
    { name: 'participants', source: 'event', unit: 'persons', count: 'bbbpParticipants' },
    { name: 'perEvent', source: 'event', unit: 'persons', mean: ['bbbpParticipants', 'bbbpEvents'] },
    { name: 'girls', source: 'event', unit: 'persons', count: 'bbbpGirls' },
    { name: 'women', source: 'event', unit: 'persons', count: 'bbbpWomen' },
  ],
};

const hub: ReviewPart = {
  key: 'hub',
  headline: ['events', 'participants', 'linked', 'got'],
  compare: 'participants',
  recordType: 'event',
  lines: [
    { name: 'events', source: 'event', count: 'hubEvents' },
    { name: 'participants', source: 'event', unit: 'persons', count: 'hubParticipants' },
    { name: 'perEvent', source: 'event', unit: 'persons', mean: ['hubParticipants', 'hubEvents'] },
    { name: 'linked', source: 'linkage', unit: 'persons', count: 'linked' },
    { name: 'got', source: 'linkage', unit: 'persons', count: 'linkageGot' },
    { name: 'refused', source: 'linkage', unit: 'persons', count: 'linkageRefused' },
    { name: 'open', source: 'linkage', unit: 'persons', aged: 'linkageOpen', bands: BANDS },
    { name: 'late', source: 'linkage', unit: 'persons', overdue: 'linkageOpen', clock: 'linkage-outcome', bad: true },
    { name: 'camps', source: 'event', count: 'campEvents' },
    { name: 'campParticipants', source: 'event', unit: 'persons', count: 'campParticipants' },
    { name: 'trainings', source: 'event', count: 'trainingEvents' },
    { name: 'trainingParticipants', source: 'event', unit: 'persons', count: 'trainingParticipants' },
  ],
};

const homes: ReviewPart = {
  key: 'homes',
  headline: ['capacity', 'present', 'vacant', 'overDays'],
  compare: 'present',
  offices: ['hub'],
  recordType: 'home',
  lines: [
    { name: 'homes', source: 'home', count: 'homes' },
    { name: 'capacity', source: 'home', unit: 'persons', count: 'capacity' },
    { name: 'present', source: 'count', unit: 'persons', count: 'present' },
    { name: 'vacant', source: 'count', unit: 'persons', minus: ['capacity', 'present'] },
    { name: 'occupied', source: 'count', share: ['present', 'capacity'] },
    ...HOME_KINDS.flatMap((kind): ReviewLine[] => [
      { name: `${kind}_capacity`, source: 'home', unit: 'persons', count: `capacity.${kind}` },
      { name: `${kind}_present`, source: 'count', unit: 'persons', count: `present.${kind}` },
      { name: `${kind}_vacant`, source: 'count', unit: 'persons', minus: [`capacity.${kind}`, `present.${kind}`] },
    ]),
    { name: 'admissions', source: 'count', unit: 'persons', count: 'admissions' },
    { name: 'discharges', source: 'count', unit: 'persons', count: 'discharges' },
    { name: 'registered', source: 'count', unit: 'persons', count: 'shortStayRegistered' },
    { name: 'rehabilitated', source: 'count', unit: 'persons', count: 'shortStayRehabilitated' },
    { name: 'overDays', source: 'count', count: 'overCapacityDays', bad: true },
    { name: 'inspections', source: 'inspection', count: 'inspections' },
    { name: 'findingsLate', source: 'inspection', past: 'findingsOpen', bad: true },
  ],
};

const fund: ReviewPart = {
  key: 'fund',
  headline: ['cases', 'approved', 'paid', 'rupees'],
  compare: 'rupees',
  offices: ['hub'],
  recordType: 'fundCase',
  lines: [
    { name: 'cases', source: 'fund', count: 'fundCases' },
    { name: 'domestic', source: 'fund', count: 'fund.domestic' },
    { name: 'trafficking', source: 'fund', count: 'fund.trafficking' },
    { name: 'approved', source: 'fund', count: 'fundApproved' },
    { name: 'refused', source: 'fund', count: 'fundRefused' },
    { name: 'paid', source: 'fund', count: 'fundPaid' },
    { name: 'rupees', source: 'fund', unit: 'rupees', count: 'fundRupees' },
    { name: 'toDecide', source: 'fund', aged: 'fundToDecide', bands: BANDS },
    { name: 'decideLate', source: 'fund', overdue: 'fundToDecide', clock: 'fund-decide', bad: true },
    { name: 'payLate', source: 'fund', overdue: 'fundToPay', clock: 'fund-pay', bad: true },
  ],
};

const skill: ReviewPart = {
  key: 'skill',
  headline: ['batches', 'trained', 'placed', 'placedShare'],
  compare: 'trained',
  offices: ['hub'],
  recordType: 'batch',
  lines: [
    { name: 'batches', source: 'batch', count: 'batches' },
    { name: 'enrolled', source: 'batch', unit: 'persons', count: 'enrolled' },
    { name: 'trained', source: 'batch', unit: 'persons', count: 'trained' },
    { name: 'placed', source: 'batch', unit: 'persons', count: 'placed' },
    { name: 'placedShare', source: 'batch', share: ['placed', 'trained'] },
  ],
};

const shebox: ReviewPart = {
  key: 'shebox',
  headline: ['workplaces', 'formed', 'notFormed', 'complaintsLate'],
  compare: 'notFormed',
  offices: ['hub'],
  recordType: 'workplace',
  lines: [
    { name: 'workplaces', source: 'workplace', count: 'workplaces' },
    { name: 'needed', source: 'workplace', count: 'committeesNeeded' },
    { name: 'formed', source: 'workplace', count: 'icFormed' },
    { name: 'notFormed', source: 'workplace', count: 'icNotFormed', bad: true },
    { name: 'formedShare', source: 'workplace', share: ['icFormed', 'committeesNeeded'] },
    { name: 'local', source: 'workplace', count: 'localCommittee' },
    { name: 'termOver', source: 'workplace', past: 'termEnding', bad: true },
    { name: 'complaints', source: 'complaint', count: 'complaints' },
    { name: 'complaintsClosed', source: 'complaint', count: 'complaintsClosed' },
    { name: 'complaintsOpen', source: 'complaint', aged: 'complaintsOpen', bands: BANDS },
    { name: 'complaintsLate', source: 'complaint', overdue: 'complaintsOpen', clock: 'shebox-complaint', bad: true },
  ],
};

export const REVIEW: readonly ReviewPart[] = [bbbp, hub, homes, fund, skill, shebox];
