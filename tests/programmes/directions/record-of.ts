// Meetings and directions as they stand, for tests of the programme.
import { meetings } from '#programmes/directions/meetings.ts';
import { RECORD_TYPES } from '#programmes/directions/records.ts';
import { RULES } from '#programmes/directions/reminders.ts';
import type { DirectionSight, MeetingSight } from '#shared/meeting-work.ts';
import type { Values } from '#shared/record/change.ts';
import { newlyBroken } from '#shared/record/judge-rules.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';

export const DISTRICT = '10.192';
export const CENTRE = '10.192.osc1';
export const TODAY = '2026-11-22';
export const rules = rulebookFrom([RULES], [], DISTRICT);

export function recordAt(type: 'reviewMeeting' | 'direction', values: Values, id: string = type, place = type === 'direction' ? CENTRE : DISTRICT): DehriRecord {
  const shelf = RECORD_TYPES.find(({ name }) => name === type)?.shelf ?? '';
  return { id, type, bucket: `${place}/${shelf}`, seq: 1, schema: 1, values, base: 'c1', heads: {}, rivals: {} };
}

export const GIVEN: Values = {
  meeting: 'm1', meetingPlace: DISTRICT, givenDay: '2026-10-21', subject: 'मासिक समीक्षा', number: 1, text: 'रैंप बनाएँ।', post: 'केंद्र प्रशासक', owner: 'सखी वन स्टॉप सेंटर', dueDay: '2026-11-30',
};
export const HELD: Values = { place: DISTRICT, day: '2026-10-21', subject: 'मासिक समीक्षा', chair: 'जिला पदाधिकारी', status: 'held', minutes: 'चर्चा हुई।' };

export const direction = (more: Values = {}, id = 'd1', place = CENTRE): DirectionSight => meetings.readDirection(recordAt('direction', { ...GIVEN, ...more }, id, place), TODAY);
export const meeting = (more: Values = {}, id = 'm1', place = DISTRICT): MeetingSight => meetings.readMeeting(recordAt('reviewMeeting', { ...HELD, ...more }, id, place), TODAY);
export const reply = (day: string, row = 'r1', more: Values = {}): Values => ({ [`replies.${row}.text`]: 'हो गया।', [`replies.${row}.day`]: day, ...more });
export const extension = (to: string, row = 'e1'): Values => ({ [`extensions.${row}.to`]: to, [`extensions.${row}.day`]: '2026-11-01', [`extensions.${row}.reason`]: 'काम चल रहा है।' });

/** Codes of the rules that these values break, with the paths at fault. */
export function broken(type: 'reviewMeeting' | 'direction', values: Values, today = TODAY): (readonly [code: string, ...paths: string[]])[] {
  const found = RECORD_TYPES.find(({ name }) => name === type);
  if (found === undefined) throw new Error(`no record type ${type}`);
  return newlyBroken(found, undefined, values, today).map(({ code, paths }) => [code, ...paths]);
}
