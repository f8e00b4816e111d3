// Who may call meetings and give directions, and where: by her grants alone, so that other pages can lead here.
import { decideRecord, type Grant } from '#shared/access/access.ts';
import { ancestorAt } from '#shared/place/ancestor.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import { isWithin, levelOf, type PlaceCode, type PlaceLevel } from '#shared/place/place.ts';
import type { RecordType } from '#shared/record/record-type.ts';

export interface MeetingRights {
  readonly mayAsk: (place: PlaceCode) => boolean;
  readonly mayGive: (place: PlaceCode) => boolean;
}

/** Of a meeting at such a place directions go to places of these levels, in this order. */
export const OWNER_LEVELS: Readonly<Partial<Record<PlaceLevel, readonly PlaceLevel[]>>> = {
  state: ['district', 'office', 'block'], district: ['district', 'office', 'block'], block: ['block', 'panchayat'],
};

/** @param today ISO day */
export function meetingRights(meeting: RecordType, direction: RecordType, grants: readonly Grant[], today: string): MeetingRights {
  const may = ({ accessClass, shelf }: RecordType, place: PlaceCode): boolean => decideRecord(grants, 'create', accessClass, bucketOf(place, shelf), today).ok;
  return { mayAsk: (place) => meeting.levels?.includes(levelOf(place)) === true && may(meeting, place), mayGive: (place) => may(direction, place) };
}

/** The place whose meeting directs `owner` when `reviewed` is under review: itself, or the block or district it lies in. Undefined: she may not. */
export function meetingPlaceFor({ mayAsk, mayGive }: MeetingRights, reviewed: PlaceCode, owner: PlaceCode): PlaceCode | undefined {
  const place = [reviewed, ancestorAt(reviewed, 'block'), ancestorAt(reviewed, 'district')].find((one) => one !== undefined && mayAsk(one));
  return place !== undefined && isWithin(owner, place) && OWNER_LEVELS[levelOf(place)]?.includes(levelOf(owner)) === true && mayGive(owner) ? place : undefined;
}
