// What the pages of meetings stand on: the programme that keeps them, every meeting and direction on this
// device as it is read today, and what this person may do.
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PROGRAMMES } from '#programmes/index.ts';
import { decideRecord } from '#shared/access/access.ts';
import { mayApprove } from '#shared/access/approval.ts';
import type { DirectionSight, MeetingSight, MeetingWork } from '#shared/meeting-work.ts';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { useDehri, useNow, usePlaces, type Say } from '#client/app/context.tsx';
import { sayPhrase } from '#client/app/say.ts';
import { useFormat } from '#client/app/use-format.ts';
import { meetingRights, type MeetingRights } from './meeting-rights.ts';

export interface Kept {
  readonly programme: Programme;
  readonly work: MeetingWork;
  readonly meetingType: RecordType;
  readonly directionType: RecordType;
}

/** The first programme that keeps meetings. Throws where none does: the page is of no use then. */
function find(): Kept {
  for (const programme of PROGRAMMES) {
    const { meetings: work } = programme;
    const type = (name: string | undefined): RecordType | undefined => programme.recordTypes.find((one) => one.name === name);
    const [meetingType, directionType] = [type(work?.meeting), type(work?.direction)];
    if (work !== undefined && meetingType !== undefined && directionType !== undefined) return { programme, work, meetingType, directionType };
  }
  throw new Error('a programme keeps meetings');
}

export const KEPT = find();

export interface Meetings extends Kept, MeetingRights {
  readonly meetings: readonly MeetingSight[];
  readonly directions: readonly DirectionSight[];
  readonly say: Say;
  readonly today: string;
  /** "भागलपुर (जिला)" */
  readonly placeName: (place: PlaceCode) => string;
  /** Name of the place, or as it was called when the direction was given. */
  readonly ownerOf: (direction: DirectionSight) => string;
  readonly mayJudge: (direction: DirectionSight) => boolean;
  readonly mayReply: (direction: DirectionSight) => boolean;
}

export function useMeetings(): Meetings {
  const { store, session } = useDehri();
  const { today } = useNow();
  const { t } = useTranslation([KEPT.programme.id, 'desk']);
  const format = useFormat();
  const places = usePlaces();
  const { work, meetingType, directionType, programme } = KEPT;
  const { grants } = session.profile();
  const [met, given] = [store.ofType(work.meeting), store.ofType(work.direction)];
  const meetings = useMemo(() => met.map((record) => work.readMeeting(record, today)), [met, work, today]);
  const directions = useMemo(() => given.map((record) => work.readDirection(record, today)), [given, work, today]);
  const say = useCallback<Say>((phrase) => sayPhrase(t, format, programme.id, phrase), [t, format, programme]);
  return useMemo(() => ({
    ...KEPT, meetings, directions, say, today,
    placeName: (place) => t('desk:placeOfLevel', { name: places.name(place), level: t(`desk:level.${levelOf(place)}`) }),
    ownerOf: ({ place, owner }) => places.name(place) || owner || place,
    ...meetingRights(meetingType, directionType, grants, today),
    mayJudge: ({ record }) => mayApprove(directionType, record, grants, today),
    mayReply: ({ record, closed }) => !closed && decideRecord(grants, 'write', directionType.accessClass, record.bucket, today).ok,
  }), [meetings, directions, say, today, t, places, grants, meetingType, directionType]);
}
