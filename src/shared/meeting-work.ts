// What a programme tells the desk about meetings and the directions given there: how they are read, what is
// still open when the next one begins, and what each act writes. Pure functions over records: the desk draws
// what these answer and knows no programme. Days are ISO days.
import type { PaperBlock } from './case-work.ts';
import type { DoorState, PlannedWrite } from './field-work.ts';
import type { PlaceCode } from './place/place.ts';
import type { RecordId, Values } from './record/change.ts';
import type { DehriRecord } from './record/record.ts';

export interface Seat {
  readonly row: string;
  /** Post, or a key of `MeetingWork.seats` while nobody is written down for it. */
  readonly post: string;
  readonly name: string;
  readonly present: boolean;
  /** Who came instead. */
  readonly instead: string;
}

export interface MeetingSight {
  readonly record: DehriRecord;
  readonly place: PlaceCode;
  readonly day: string;
  readonly time: string;
  readonly venue: string;
  readonly subject: string;
  readonly chair: string;
  readonly period: { readonly from: string; readonly to: string } | undefined;
  /** Choices of the list `reviewed`. */
  readonly programmes: readonly string[];
  readonly agenda: string;
  readonly minutes: string;
  readonly nextDay: string;
  readonly seats: readonly Seat[];
  readonly state: DoorState;
}

export interface DirectionSight {
  readonly record: DehriRecord;
  /** Where its owner works. */
  readonly place: PlaceCode;
  /** Name of that place when it was given. */
  readonly owner: string;
  readonly post: string;
  readonly meeting: RecordId;
  readonly meetingPlace: PlaceCode;
  readonly subject: string;
  readonly givenDay: string;
  readonly number: number;
  readonly text: string;
  /** The one that counts. */
  readonly due: string;
  readonly firstDue: string;
  readonly extensions: readonly { readonly row: string; readonly to: string; readonly day: string; readonly reason: string }[];
  readonly replies: readonly { readonly row: string; readonly day: string; readonly text: string; readonly until: string; readonly proof: string }[];
  readonly state: DoorState;
  readonly closed: boolean;
  /** A reply waits for a word. */
  readonly replied: boolean;
  /** Not carried out, not answered, and its day is past. */
  readonly overdue: boolean;
  /** Last word of the one who gave it. */
  readonly judged: { readonly day: string; readonly note: string } | undefined;
}

/** What is typed for a new one. */
export interface NewDirection {
  /** Where its owner works, and the name of that place. */
  readonly place: PlaceCode;
  readonly owner: string;
  readonly post: string;
  readonly text: string;
  readonly dueDay: string;
}

export interface MeetingWork {
  /** Types of its records. */
  readonly meeting: string;
  readonly direction: string;
  readonly meetingForm: string;
  readonly replyForm: string;
  /** In the order of the filter. */
  readonly directionStates: readonly DoorState[];
  /** Who is asked to a meeting there, as keys of the words `<programme>:post.<key>`. */
  readonly seats: (place: PlaceCode) => readonly string[];
  /** Who carries out what is directed to a place, as such a key. */
  readonly ownerPost: (place: PlaceCode) => string;
  /** Days until a direction is due, offered beside a free choice; the first is taken until another is. */
  readonly dueIn: readonly number[];
  readonly readMeeting: (record: DehriRecord, today: string) => MeetingSight;
  readonly readDirection: (record: DehriRecord, today: string) => DirectionSight;
  /** What a new meeting at the place begins with. `before`: the last one there. */
  readonly beginMeeting: (place: PlaceCode, today: string, before: MeetingSight | undefined) => Values;
  /** Given earlier by meetings of the same place, or to it from above, and open when this one begins: those long due first. */
  readonly carriedOver: (meeting: MeetingSight, all: readonly DirectionSight[]) => readonly DirectionSight[];
  /** Given at this one, by number. */
  readonly givenAt: (meeting: MeetingSight, all: readonly DirectionSight[]) => readonly DirectionSight[];
  readonly give: (meeting: MeetingSight, said: NewDirection, all: readonly DirectionSight[]) => PlannedWrite;
  readonly seat: (meeting: MeetingSight, seats: readonly Seat[]) => PlannedWrite;
  /** Closed, or returned because more is to be done. */
  readonly judge: (direction: DirectionSight, status: 'closed' | 'returned', note: string, today: string) => PlannedWrite;
  readonly extend: (direction: DirectionSight, row: string, to: string, reason: string, today: string) => PlannedWrite;
  /** कार्यवाही. Its first block is the title. `nameOf` a place. */
  readonly minutes: (meeting: MeetingSight, carried: readonly DirectionSight[], given: readonly DirectionSight[], nameOf: (place: PlaceCode) => string) => readonly PaperBlock[];
}
