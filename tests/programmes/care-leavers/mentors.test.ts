import { describe, expect, test } from 'vitest';
import { matches, meetingsOf, menteesOf, mentorFiles, mentorLines, mentorWrites, pairingOf } from '#programmes/care-leavers/mentors.ts';
import { objections } from '#programmes/care-leavers/objections.ts';
import { careLeaver, mentor as mentorType } from '#programmes/care-leavers/records.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { contextOn, leaverOf, mentorOf, TODAY } from './record-of.ts';
import { brokenBy } from './rules-of.ts';
import { say } from './say.ts';

const HER: Values = { number: 'CL/1', name: 'पूजा कुमारी', sex: 'female', birthDate: '2007-05-01', wishes: ['study', 'talk'], leftDay: '2025-05-02' };
const READY: Values = { name: 'रेखा', sex: 'female', birthDate: '2000-01-01', willing: true, trainedDay: '2026-01-01', status: 'active', kind: 'volunteer' };
const her = leaverOf(HER);
const paired = (id: string, mentor: string, more: Values = {}) => leaverOf({ ...HER, [`mentorships.a.mentor`]: mentor, 'mentorships.a.from': '2026-09-01', ...more }, id);
const ask = (mentors: readonly DehriRecord[], record: DehriRecord = her, others: readonly DehriRecord[] = []) => matches.candidates(record, [record, ...mentors, ...others], contextOn());
const why = (values: Values, record: DehriRecord = her, office?: string, others: readonly DehriRecord[] = []) => {
  const [found] = ask([mentorOf({ ...READY, ...values }, 'mentor-1', office)], record, others);
  return found?.fits === true ? ['fits'] : (found?.why ?? []).map((phrase) => say(phrase));
};

describe('a mentor fits', () => {
  test('who is of the district and sex, willing, trained, grown up and not too busy', () => {
    expect(why({})).toEqual(['fits']);
  });

  test.each([
    ['another district', {}, '10.209.dcpu1', 'दूसरे ज़िले के हैं'],
    ['another sex', { sex: 'male' }, undefined, 'युवा ने अपने ही लिंग का मेंटर चाहा है'],
    ['not willing', { willing: false }, undefined, 'अभी हामी नहीं भरी'],
    ['not trained', { trainedDay: null }, undefined, 'प्रशिक्षण नहीं हुआ'],
    ['paused', { status: 'paused' }, undefined, 'अभी मेंटर का काम नहीं कर रहे'],
    ['younger', { birthDate: '2008-06-01' }, undefined, 'उम्र में छोटे हैं'],
    ['a child', { birthDate: '2009-06-01' }, undefined, 'मेंटर की उम्र 18 साल या अधिक हो'],
    ['of unknown age', { birthDate: null }, undefined, 'मेंटर की उम्र 18 साल या अधिक हो'],
    ['full by own wish', { most: 0 }, undefined, 'पहले से 0 के मेंटर हैं, और नहीं'],
  ] as const)('not who is %s', (_, values, office, words) => {
    expect(why(values, her, office)).toContain(words);
  });

  test('of another sex when she wished it so', () => {
    expect(why({ sex: 'male' }, leaverOf({ ...HER, mentorAnySex: true }))).toEqual(['fits']);
  });

  test('to a child only after her character was enquired about', () => {
    const child = leaverOf({ ...HER, birthDate: '2010-01-01' });
    expect(why({}, child)).toEqual(['18 से कम उम्र वालों के साथ के लिए चरित्र की जाँच बाकी']);
    expect(why({ checkedDay: '2026-01-01' }, child)).toEqual(['fits']);
  });

  test('never to herself, whichever of the two records says that they are one', () => {
    expect(why({ leaver: her.id })).toEqual(['यह वही व्यक्ति हैं']);
    expect(why({}, leaverOf({ ...HER, asMentor: 'mentor-1' }))).toEqual(['यह वही व्यक्ति हैं']);
  });

  test('while she has at most five, and those whose pairing has ended do not count', () => {
    const busy = (count: number, more: Values = {}) => Array.from({ length: count }, (_, i) => paired(`other-${i}`, 'mentor-1', more));
    expect(why({}, her, undefined, busy(4))).toEqual(['fits']);
    expect(why({}, her, undefined, busy(5))).toEqual(['पहले से 5 के मेंटर हैं, और नहीं']);
    expect(why({}, her, undefined, busy(5, { 'mentorships.a.to': '2026-10-01', 'mentorships.a.endWhy': 'moved' }))).toEqual(['fits']);
    expect(why({}, her, undefined, busy(5, { status: 'closed' }))).toEqual(['fits']);
    expect(menteesOf('mentor-1', busy(3)).length).toBe(3);
  });

  test('only where no other pairing runs', () => {
    expect(why({}, paired('leaver-1', 'mentor-9'))).toEqual(['पहले से एक मेंटर हैं; पहले वह जोड़ी समाप्त करें']);
    expect(why({}, paired('leaver-1', 'mentor-1'))).toEqual(['यही मेंटर हैं']);
  });
});

test('the best stands first: who helps with what she wishes for, has been there, and is free', () => {
  const list = ask([
    mentorOf({ ...READY, name: 'ख' }, 'm-plain'),
    mentorOf({ ...READY, name: 'क', domains: ['education', 'mind'], kind: 'care_leaver', experience: 4 }, 'm-best'),
    mentorOf({ ...READY, name: 'ग', domains: ['education'] }, 'm-good'),
    mentorOf({ ...READY, name: 'घ', willing: false, domains: ['education', 'mind'] }, 'm-unwilling'),
  ]);
  expect(list.map(({ mentor, fits }) => [mentor, fits])).toEqual([['m-best', true], ['m-good', true], ['m-plain', true], ['m-unwilling', false]]);
  expect(list[0]?.why.map((phrase) => say(phrase))).toEqual(['खुद केयर लीवर हैं', 'साथ दे सकते हैं: पढ़ाई और हुनर', 'साथ दे सकते हैं: मन का हाल', '4 साल का अनुभव', 'अभी किसी के मेंटर नहीं']);
});

test('a pair is one write, which the rules of the record let pass', () => {
  const write = matches.pair(her, mentorOf(READY), 'k1', contextOn());
  expect(write).toEqual({ type: 'careLeaver', record: her.id, edits: { 'mentorships.k1.mentor': 'mentor-1', 'mentorships.k1.mentorName': 'रेखा', 'mentorships.k1.from': TODAY } });
  expect(brokenBy(careLeaver, { ...HER, ...write.edits })).toEqual([]);
  expect(pairingOf({ ...HER, ...write.edits })?.id).toBe('k1');
});

describe('a mentor who is the mentee', () => {
  test('is refused with a clear word, by the rule and before the save', () => {
    const own = { ...HER, asMentor: 'mentor-1' };
    expect(brokenBy(careLeaver, { ...own, 'mentorships.a.mentor': 'mentor-1' })).toEqual([['own-mentor', ['mentorships.a.mentor']]]);
    expect(say({ key: 'rule.own-mentor' })).toBe('कोई अपना मेंटर खुद नहीं हो सकता। किसी और को चुनें।');
    const said = objections('care-leavers.meeting', her, { 'mentorships.a.mentor': 'mentor-1' }, contextOn(), (type) => (type === 'mentor' ? [mentorOf({ ...READY, leaver: her.id })] : []));
    expect(said.map(({ word, blocks }) => [say(word), blocks])).toEqual([['यह वही व्यक्ति हैं', true]]);
  });
});

describe('a care leaver who becomes a mentor', () => {
  const edits: Values = { mentorWilling: true, mentorTrainedDay: '2026-10-01', mentorDomains: ['education'] };

  test('gets a record among the mentors that names her file, and her file names it', () => {
    const [made, back] = mentorWrites(her.id, her, edits, contextOn());
    expect(made).toMatchObject({ type: 'mentor', record: 'mentor-leaver-1', place: '10.208.dcpu1', edits: { leaver: her.id, kind: 'care_leaver', name: 'पूजा कुमारी', sex: 'female', birthDate: '2007-05-01', willing: true, trainedDay: '2026-10-01', domains: ['education'], worker: 'p1' } });
    expect(back).toEqual({ type: 'careLeaver', record: her.id, edits: { asMentor: 'mentor-leaver-1' } });
    expect(brokenBy(mentorType, made?.edits ?? {})).toEqual([]);
    expect(Object.keys(made?.edits ?? {}).filter((path) => !Object.hasOwn(mentorType.fields, path))).toEqual([]);
  });

  test('is not made twice, and a no of hers is told there', () => {
    const before = leaverOf({ ...HER, asMentor: 'mentor-leaver-1' });
    expect(mentorWrites(her.id, before, { ...edits, mentorWilling: false }, contextOn())).toEqual([{ type: 'mentor', record: 'mentor-leaver-1', edits: { willing: false, trainedDay: '2026-10-01', domains: ['education'] } }]);
    expect(mentorWrites(her.id, her, { mentorWilling: false }, contextOn())).toEqual([]);
  });

  test('must have completed eighteen years', () => {
    const said = objections('care-leavers.become-mentor', leaverOf({ birthDate: '2009-01-01' }), edits, contextOn(), () => []);
    expect(said.map(({ word, blocks }) => [say(word), blocks])).toEqual([['मेंटर बनने के लिए 18 साल पूरे होने चाहिए।', true]]);
    expect(brokenBy(mentorType, { birthDate: '2009-01-01' })).toEqual([['mentor-age', ['age']]]);
  });
});

describe('a pairing', () => {
  const values: Values = {
    ...HER, 'mentorships.a.mentor': 'm1', 'mentorships.a.mentorName': 'रेखा', 'mentorships.a.from': '2026-01-01', 'mentorships.a.to': '2026-06-30', 'mentorships.a.endWhy': 'moved',
    'mentorships.b.mentor': 'm2', 'mentorships.b.mentorName': 'अंजू', 'mentorships.b.from': '2026-07-01',
    'meetings.x.day': '2026-02-01', 'meetings.y.day': '2026-08-01', 'meetings.z.day': '2026-09-01',
  };

  test('has its own meetings', () => {
    const running = pairingOf(values);
    expect(running?.id).toBe('b');
    expect(running && meetingsOf(values, running).map(({ id }) => id)).toEqual(['y', 'z']);
  });

  test('that runs is told first, then those that ended with their reason, then the meetings', () => {
    const lines = mentorLines(leaverOf(values), contextOn());
    expect(lines.map(({ row }) => row)).toEqual(['mentorships.b', 'mentorships.a', 'meetings.z', 'meetings.y', 'meetings.x']);
    expect(lines.slice(0, 2).map(({ detail }) => say(detail))).toEqual(['2026-07-01 से · भेंट: 2', '2026-01-01 से 2026-06-30 तक · कोई एक दूर चला गया']);
    expect(lines[0]?.forms).toEqual(['care-leavers.pairing-end']);
    expect(lines[1]?.forms).toEqual([]);
  });

  test('ends with day and reason', () => {
    expect(brokenBy(careLeaver, { 'mentorships.a.from': '2026-07-01', 'mentorships.a.to': '2026-06-30', 'mentorships.a.endWhy': 'moved' })).toEqual([['pairing-end', ['mentorships.a.to']]]);
    expect(brokenBy(careLeaver, { 'mentorships.a.from': '2026-07-01', 'mentorships.a.to': '2026-08-30' })).toEqual([['pairing-end', ['mentorships.a.endWhy']]]);
  });
});

test('a mentor in the list is ready, not ready, paused or ended, and masked until asked for', () => {
  const stateOf = (values: Values) => mentorFiles.stateOf(mentorOf(values), contextOn()).key;
  expect([READY, { ...READY, trainedDay: null }, { ...READY, status: 'paused' }, { ...READY, status: 'ended' }].map(stateOf)).toEqual(['ready', 'not_ready', 'paused', 'ended']);
  expect(JSON.stringify(mentorFiles.masked(mentorOf(READY), contextOn()))).not.toContain('रेखा');
  expect(mentorFiles.card(mentorOf(READY), contextOn()).title).toBe('रेखा');
  expect(mentorFiles.flags(mentorOf(READY), contextOn()).map(({ key }) => key)).toEqual(['not_checked']);
});
