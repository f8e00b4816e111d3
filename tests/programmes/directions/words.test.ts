// Everything that the programme can say stands in its words, in every language.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIconName } from '#client/ui/icons.ts';
import { directions } from '#programmes/directions/index.ts';
import { meetings, MEETING_STATES } from '#programmes/directions/meetings.ts';
import { MEETING_STATUSES, RECORD_TYPES } from '#programmes/directions/records.ts';
import { REVIEW } from '#programmes/directions/review.ts';
import type { CaseContext } from '#shared/case-work.ts';
import type { Values } from '#shared/record/change.ts';
import { planForm } from '#shared/form/plan.ts';
import { wordsNeeded } from '#shared/form/words.ts';
import { CENTRE, DISTRICT, GIVEN, HELD, recordAt, reply, extension, rules, TODAY } from './record-of.ts';

type Tree = { readonly [key: string]: Tree | string };
const treeOf = (language: string): Tree => JSON.parse(readFileSync(`locales/${language}/directions.json`, 'utf8')) as Tree;
const at = (tree: Tree, key: string): Tree | string | undefined => key.split('.').reduce<Tree | string | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), tree);
const has = (tree: Tree, key: string): boolean => ['', '_other'].some((end) => typeof at(tree, key + end) === 'string' && at(tree, key + end) !== '');

const practice = directions.practice ?? fail();
const context: CaseContext = { person: 'p1', place: CENTRE, today: TODAY, now: Date.parse(`${TODAY}T12:00:00+05:30`), rules, nameOf: () => '' };

function fail(): never {
  throw new Error('the programme has its practice');
}

/** Keys of every phrase within. */
function keysIn(said: unknown): string[] {
  if (Array.isArray(said)) return said.flatMap(keysIn);
  if (typeof said !== 'object' || said === null) return [];
  return Object.entries(said).flatMap(([name, value]) => (name === 'key' && typeof value === 'string' && value.includes('.') ? [value] : keysIn(value)));
}

const somedays = fc.constantFrom('', '2026-10-01', '2026-11-22', '2026-12-20');
const directionValues = fc.record({ dueDay: fc.constantFrom('2026-10-25', '2026-12-01'), status: fc.constantFrom(null, 'closed', 'returned'), statusDay: somedays, statusNote: fc.constantFrom('', 'ठीक है।'), replies: fc.integer({ min: 0, max: 2 }), until: somedays, put: fc.boolean() })
  .map(({ replies, until, put, ...values }): Values => ({ ...GIVEN, ...values, ...(replies > 0 ? reply(TODAY, 'r1', { 'replies.r1.until': until }) : {}), ...(replies > 1 ? reply(TODAY, 'r2') : {}), ...(put ? extension('2026-12-25') : {}) }));
const meetingValues = fc.record({
  day: fc.constantFrom('2026-10-21', '2026-11-24', '2026-12-24'), time: fc.constantFrom('', '11:30'), status: fc.constantFrom(...MEETING_STATUSES), minutes: fc.constantFrom('', 'चर्चा हुई।'), nextDay: somedays, venue: fc.constantFrom('', 'सभाकक्ष'), chair: fc.constantFrom('', 'जिला पदाधिकारी'),
  agenda: fc.constantFrom('', 'एक'), programmes: fc.constantFrom([], ['jeevika'], ['jeevika', 'other']), from: somedays, to: somedays,
  'attendance.a.present': fc.boolean(), 'attendance.a.instead': fc.constantFrom('', 'लिपिक'),
}).map((values): Values => ({ ...HELD, ...values, 'attendance.a.post': 'पदाधिकारी' }));

describe.each(readdirSync('locales'))('in %s', (language) => {
  const tree = treeOf(language);
  const missing = (keys: readonly string[]): string[] => [...new Set(keys)].filter((key) => !has(tree, key.replace('directions:', '')));

  test('every form has its words, and tells what to do about what is wrong', () => {
    expect(missing(directions.forms.flatMap((form) => [...wordsNeeded(form), `form.${form.id.slice('directions.'.length)}.title`]))).toEqual([]);
    const asked = new Set(directions.forms.flatMap((form) => planForm(form).nodes.map(({ name }) => `${form.recordType} ${form.row === undefined ? name : `${form.row}.*.${name}`}`)));
    const unasked = RECORD_TYPES.flatMap((type) => Object.keys(type.fields).filter((path) => !asked.has(`${type.name} ${path}`)).map((path) => `field.${type.name}.${path.replace('.*.', '.')}`));
    expect(missing([...unasked, ...RECORD_TYPES.flatMap((type) => [`recordType.${type.name}`, ...Object.keys(type.groups ?? {}).map((group) => `register.${type.name}.${group}`)])])).toEqual([]);
  });

  test('whatever a direction or a meeting says, and whatever falls due, has its word', () => {
    const keys = new Set<string>();
    fc.assert(fc.property(directionValues, meetingValues, (one, other) => {
      const [given, held] = [recordAt('direction', one), recordAt('reviewMeeting', other)];
      const said = (practice.lists ?? []).map((list) => {
        const record = list.recordType === 'direction' ? given : held;
        return [list.card(record, context), list.facts?.(record, context), list.lines?.(record, context), list.stateOf(record, context)];
      });
      const sight = meetings.readDirection(given, TODAY);
      const paper = meetings.minutes(meetings.readMeeting(held, TODAY), [sight], [sight, sight], () => 'जगह');
      const due = directions.tasks.flatMap((rule) => [given, held].filter(({ type }) => type === rule.recordType).flatMap((record) => rule.tasks(record, TODAY, rules)));
      for (const key of [...keysIn([said, paper]), ...due.flatMap(({ kind, waitsOn }) => [`task.${kind}`, ...(waitsOn === undefined ? [] : [`waiting.${waitsOn}`])])]) keys.add(key);
    }), { numRuns: 300, seed: 5 });
    expect(keys.size).toBeGreaterThan(50);
    expect(missing([...keys])).toEqual([]);
  });

  test('lists, states, posts, letterheads and the review have theirs', () => {
    const posts = [DISTRICT, '10.192.1685', '10', CENTRE, '10.192.dcpu1', '10.192.hub1', '10.192.1685.p1'].flatMap((place) => [...meetings.seats(place), meetings.ownerPost(place)]);
    expect(missing([
      ...posts.map((key) => `post.${key}`), ...['state', 'district', 'block'].map((level) => `printed.office.${level}`), 'letterhead',
      ...(practice.lists ?? []).flatMap((list) => [...['title', 'none'].map((word) => `list.${list.key}.${word}`), ...list.states.map(({ word }) => word.key)]),
      ...Object.values(MEETING_STATES).map(({ word }) => word.key),
      ...REVIEW.flatMap(({ key, lines }) => [`review.${key}.title`, ...lines.flatMap(({ name, source }) => [`review.${key}.line.${name}`, `review.${key}.short.${name}`, `review.${key}.source.${source}`])]),
    ])).toEqual([]);
  });
});

test('every icon is drawn', () => {
  const icons = (practice.lists ?? []).flatMap((list) => [list.icon, ...(list.lines?.(recordAt('direction', { ...GIVEN, ...reply(TODAY), ...extension('2026-12-25') }), context) ?? []).map(({ icon }) => icon)]);
  expect(icons.filter((icon) => !isIconName(icon))).toEqual([]);
});
