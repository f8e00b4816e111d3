// बैठक की कार्यवाही: who came, what was still open, what was said and directed, with room to sign (dossier D1).
import type { PaperBlock } from '#shared/case-work.ts';
import type { Fact, Phrase } from '#shared/field-work.ts';
import type { DirectionSight, MeetingWork } from '#shared/meeting-work.ts';

const BLANK: Phrase = { key: 'printed.blank' };
const word = (key: string): Phrase => ({ key: `printed.${key}` });
const head = (...columns: readonly string[]): readonly Phrase[] => columns.map((column) => word(`label.${column}`));
const facts = (label: string, value: string | Phrase): readonly Fact[] => (value === '' ? [] : [{ label: word(`label.${label}`), value }]);

export const minutesBlocks: MeetingWork['minutes'] = (meeting, carried, given, nameOf) => {
  const { day, time, venue, chair, period, programmes, agenda, minutes, nextDay, seats } = meeting;
  const ownerOf = ({ post, place, owner }: DirectionSight): Phrase => ({ key: 'printed.owner', values: { post, place: nameOf(place) || owner } });
  const when: Phrase | string = time === '' ? day : { key: 'printed.dayTime', values: { day, time } };
  const blocks: PaperBlock[] = [
    { kind: 'heading', word: word('title') },
    {
      kind: 'facts',
      facts: [
        ...facts('subject', meeting.subject), ...facts('day', when), ...facts('venue', venue), ...facts('chair', chair),
        ...(period === undefined ? [] : facts('period', { key: 'printed.period', values: { ...period } })),
        ...facts('programmes', list(programmes.map((one) => ({ key: `choice.reviewed.${one}` })))),
        ...facts('agenda', agenda),
      ],
    },
  ];
  if (seats.length > 0) {
    blocks.push({ kind: 'heading', word: word('present') }, {
      kind: 'table', head: head('number', 'post', 'name', 'presence', 'signature'),
      rows: seats.map((seat, i) => [
        String(i + 1), seat.post, seat.name,
        seat.present ? word('came') : seat.instead === '' ? word('absent') : { key: 'printed.instead', values: { name: seat.instead } }, '',
      ]),
    });
  }
  if (carried.length > 0) {
    blocks.push({ kind: 'heading', word: word('carried') }, {
      kind: 'table', head: head('number', 'given', 'direction', 'owner', 'due', 'state'),
      rows: carried.map((one, i) => [String(i + 1), one.givenDay, one.text, ownerOf(one), one.due, one.state.word]),
    });
  }
  blocks.push({ kind: 'heading', word: word('said') }, { kind: 'text', word: minutes || BLANK });
  if (given.length > 0) {
    blocks.push({ kind: 'heading', word: word('directions') }, {
      kind: 'table', head: head('number', 'direction', 'owner', 'due'),
      // As it was directed: what was put off later is in the minutes of that day.
      rows: given.map((one) => [String(one.number), one.text, ownerOf(one), one.firstDue]),
    });
  }
  if (nextDay !== '') blocks.push({ kind: 'text', word: { key: 'printed.next', values: { day: nextDay } } });
  const owners = list([...new Map(given.map((one) => [`${one.post} ${one.place}`, ownerOf(one)])).values()]);
  blocks.push({ kind: 'signatures', who: [word('sign.maker'), chair === '' ? word('sign.chair') : { key: 'printed.sign.chairNamed', values: { chair } }] });
  if (owners !== '') blocks.push({ kind: 'text', word: { key: 'printed.copy', values: { owners } } });
  return blocks;
};

/** "a, b, c" in the words of the programme. */
function list(phrases: readonly Phrase[]): string | Phrase {
  const [first, ...others] = phrases;
  return first === undefined ? '' : others.reduce((all, one): Phrase => ({ key: 'printed.and', values: { all, one } }), first);
}
