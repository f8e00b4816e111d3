// Who is expected at a camp, and what ticking a person off writes. An Ayushman camp is for persons
// who want the card (cards are per person, dossier C5); other camps are for families.
import type { CampGuest, CampWork, DoorState, PlannedWrite } from '#shared/field-work.ts';
import { isWithin } from '#shared/place/place.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { camp as campForm } from './forms/camp.ts';
import { homeOf, textOf } from './linkage.ts';

const STATES = {
  now: state('now', 'todo'),
  coming: state('coming', 'later'),
  over: state('over', 'done'),
  cancelled: state('cancelled', 'closed'),
} as const;

export const camps: CampWork = {
  recordType: 'camp',
  form: campForm.id,
  beginAt: (place) => ({ place }),
  card: ({ values }) => {
    const papers = values['bring'];
    return {
      title: textOf(values, 'name') || { key: `camp.title.${textOf(values, 'kind') || 'other'}`, values: { title: '' } },
      from: textOf(values, 'firstDay'),
      to: lastDayOf(values),
      hours: [textOf(values, 'opens'), textOf(values, 'closes')].filter((time) => time !== '').join('–'),
      where: textOf(values, 'venue'),
      // What its organiser asked for; without that, what such a camp usually needs.
      bring: Array.isArray(papers) && papers.length > 0 ? papers.map((paper) => ({ key: `choice.campPaper.${paper}` })) : [{ key: `camp.bring.${textOf(values, 'kind') || 'other'}` }],
    };
  },
  states: Object.values(STATES),
  stateOf: ({ values }, today) => {
    if (values['status'] === 'cancelled') return STATES.cancelled;
    if (values['status'] === 'held' || lastDayOf(values) < today) return STATES.over;
    return textOf(values, 'firstDay') <= today ? STATES.now : STATES.coming;
  },
  placeOf: homeOf,
  expected: (camp, doors) => {
    const near = doors.filter((door) => isWithin(homeOf(door), homeOf(camp)));
    return camp.values['kind'] === 'ayushman' ? near.flatMap((door) => persons(camp, door)) : near.flatMap((door) => families(camp, door));
  },
  mark,
};

function persons(camp: DehriRecord, door: DehriRecord): CampGuest[] {
  const { values } = door;
  return rowIds(values, 'members').flatMap((row) => {
    const state = values[`members.${row}.ayushman`];
    const here = values[`members.${row}.ayushmanCamp`] === camp.id;
    if (state !== 'wanted' && state !== 'applied' && !here) return [];
    return [{
      door: door.id, row, done: here && state === 'has',
      name: textOf(values, `members.${row}.name`),
      detail: { key: 'camp.guest.person', values: { head: textOf(values, 'headName'), age: ageText(values[`members.${row}.age`]) } },
    }];
  });
}

function families(camp: DehriRecord, door: DehriRecord): CampGuest[] {
  const { values } = door;
  const done = values[`camps.${camp.id}.attended`] === true;
  if (!done && !isFor(camp, door)) return [];
  return [{
    door: door.id, row: '', done,
    name: textOf(values, 'womanName') || textOf(values, 'headName'),
    detail: { key: 'camp.guest.family', values: { guardian: textOf(values, 'guardianName') } },
  }];
}

function isFor(camp: DehriRecord, { values }: DehriRecord): boolean {
  switch (camp.values['kind']) {
    case 'ration':
      return hasNeed(values['rationNeeds']);
    case 'samagra_seva':
      return values['socialCategory'] === 'sc' || values['socialCategory'] === 'st' || values['mahadalit'] === true;
    case 'group':
      return values['outcome'] === 'new_group' && values['groupEntered'] !== true;
    default:
      return hasNeed(values['otherNeeds']);
  }
}

function mark(camp: DehriRecord, guest: CampGuest, done: boolean, today: string): PlannedWrite {
  const edits = guest.row === ''
    ? { [`camps.${camp.id}.attended`]: done, [`camps.${camp.id}.day`]: done ? today : null }
    : {
        [`members.${guest.row}.ayushman`]: done ? 'has' : 'wanted',
        [`members.${guest.row}.ayushmanDay`]: done ? today : null,
        [`members.${guest.row}.ayushmanCamp`]: done ? camp.id : null,
      };
  return { type: 'household', record: guest.door, edits };
}

function lastDayOf(values: Values): string {
  return textOf(values, 'lastDay') || textOf(values, 'firstDay');
}

function state(key: string, tone: DoorState['tone']): DoorState {
  return { key, tone, word: { key: `camp.state.${key}` } };
}

function hasNeed(needs: unknown): boolean {
  return Array.isArray(needs) && needs.some((need) => need !== 'none');
}

function ageText(age: unknown): string | number {
  return typeof age === 'number' ? age : '–';
}
