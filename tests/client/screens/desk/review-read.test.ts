import { describe, expect, test } from 'vitest';
import { agesOf, isHiddenAnywhere, levelsOf, movedBy, readReview } from '#client/screens/desk/review/read-review.ts';
import { whoMustAct } from '#client/screens/desk/review/who-must-act.ts';
import { neighbour } from '#client/screens/desk/review/map/neighbour.ts';
import { OUTLINES } from '#client/screens/desk/review/map/outlines.ts';
import { shadesOf } from '#client/screens/desk/review/map/shade.ts';
import { meetingPlaceFor, meetingRights } from '#client/screens/desk/meetings/meeting-rights.ts';
import { directHref, directIn } from '#client/screens/desk/review/review-address.ts';
import { recordsHref } from '#client/screens/desk/review/records-href.ts';
import { deskOf } from '#client/screens/desk/desk-rights.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { ROLES } from '#shared/access/table.ts';
import { financialYear } from '#shared/report/period.ts';
import type { ReviewPart } from '#shared/report/review.ts';
import { events, helpline, reviewOf, TRIAL } from './review-double.ts';

const answer = reviewOf('10.204', financialYear(2026));
const parts = readReview([TRIAL], answer);

describe('an answer', () => {
  test('is read by the names of its cells, whatever their order; a part or cell that is not known here is left out', () => {
    const turned = { ...answer, parts: [{ ...answer.parts[0], programme: 'later' } as (typeof answer.parts)[number], ...answer.parts.map((p) => ({
      ...p, cells: [...p.cells, 'new'].toReversed(), total: [...p.total, 5].toReversed(), before: [...p.before, 4].toReversed(),
      rows: p.rows.map((r) => ({ ...r, values: [...r.values, 1].toReversed(), before: [...r.before, 1].toReversed() })),
    }))] };
    const read = readReview([TRIAL], turned);
    expect(read.map((p) => p.key)).toEqual(parts.map((p) => p.key));
    for (const [i, part] of read.entries()) for (const { name } of part.cells) expect(part.total(name)).toBe(parts[i]?.total(name));
    expect(read[0]?.cells.map((c) => c.name)).not.toContain('new');
    expect(read[0]?.total('new-too')).toBeNull();
  });
  test('says which part has nothing to say, and whether something is hidden', () => {
    expect(parts.filter((p) => p.still).map((p) => p.part.key)).toEqual(['quiet']);
    expect(isHiddenAnywhere(parts)).toBe(true);
    expect(isHiddenAnywhere(parts.filter((p) => p.part !== helpline))).toBe(false);
  });
  test('gives the bands of a bar in their order', () => {
    expect(parts.flatMap(agesOf).map(({ bands }) => bands.map((b) => [b.name, b.band]))).toEqual([[['age.0', { from: 0, to: 30 }], ['age.30', { from: 31, to: 90 }], ['age.90', { from: 91 }]]]);
  });
});

describe('a part without any figure of the period before', () => {
  const firstOf = (before: (value: number | string | null) => number | 'hidden' | null) => readReview([TRIAL], {
    ...answer, parts: answer.parts.map((p) => ({ ...p, before: p.before.map(before), rows: p.rows.map((r) => ({ ...r, before: r.before.map(before) })) })),
  }).find((p) => p.part === events);
  test('says so, and compares nothing', () => {
    const read = firstOf((value) => (value === null ? null : 0));
    expect([read?.first, read?.still, read?.before('events'), read?.rows.map((r) => r.before('participants'))]).toEqual([true, false, null, [null, null, null, null]]);
  });
  test('is none where one figure is there or is hidden, or where nothing of it is dated', () => {
    expect(firstOf((value) => (value === null ? null : value === 3900 ? 1 : 0))?.first).toBe(false);
    expect(firstOf((value) => (value === null ? null : 'hidden'))?.first).toBe(false);
    expect(firstOf(() => null)?.first).toBe(false);
    expect(parts.map((p) => p.first)).toEqual([false, false, true]);
  });
});

describe('rows of a part that counts everywhere', () => {
  const [row] = answer.parts[1]?.rows ?? [];
  if (row === undefined) throw new Error('there is a row');
  const read = readReview([TRIAL], { ...answer, parts: answer.parts.map((p) => (p.part === 'events' ? { ...p, rows: [{ ...row, code: '10.204' }, ...p.rows, { ...row, code: '10.204.osc1' }] } : p)) }).find((p) => p.part === events);
  test('are named by their levels; the place itself is told from what lies below it', () => {
    expect(read === undefined ? [] : levelsOf(read)).toEqual(['block', 'office']);
    expect(read?.rows.map((r) => r.itself)).toEqual([true, false, false, false, false, false]);
  });
});

describe('a direction to whoever must act', () => {
  const figure = { programme: 'trial', part: 'helpline', cell: 'age.90' };
  const asks = { place: '10.204', period: financialYear(2026), figure, why: 'old' } as const;
  const type = (name: string) => PROGRAMMES.flatMap((p) => p.recordTypes).find((one) => one.name === name) ?? fail();
  const fail = (): never => { throw new Error('the type is known'); };
  const rights = (role: (typeof ROLES)[number], place = '10.204') => meetingRights(type('reviewMeeting'), type('direction'), [{ id: 'g', person: 'p', role, place, from: '2026-01-01', to: null }], '2026-11-22');
  test('stands in its address by ids alone, and is read from it again', () => {
    const href = directHref('10.204.osc1', asks);
    expect(href).toBe('/desk/meetings/give/10.204.osc1?at=10.204&of=trial.helpline.age.90&why=old&from=2026-04-01&to=2027-03-31');
    expect(directIn(href.slice(href.indexOf('?')))).toEqual(asks);
    for (const bad of ['', '?at=10.204', '?at=x&of=a.b.c&why=old&from=2026-04-01&to=2027-03-31', '?at=10.204&of=a.b.c&why=else&from=2026-04-01&to=2027-03-31', '?at=10.204&of=ab&why=old&from=2026-04-01&to=2027-03-31']) expect([bad, directIn(bad)]).toEqual([bad, undefined]);
  });
  test('is offered to those who may give it, at a meeting of the place under review or of the block or district above', () => {
    const officerIn = rights('district-officer');
    expect(meetingPlaceFor(officerIn, '10.204', '10.204.osc1')).toBe('10.204');
    expect(meetingPlaceFor(officerIn, '10.204.1', '10.204.1.p1')).toBe('10.204.1');
    expect(meetingPlaceFor(officerIn, '10.204.osc1', '10.204.osc1')).toBe('10.204');
    // Of a village nobody is directed at a block's meeting, and nobody outside the place.
    expect(meetingPlaceFor(officerIn, '10.204.1.p1', '10.204.1.p1.v1')).toBeUndefined();
    expect(meetingPlaceFor(officerIn, '10.204', '10.205.osc1')).toBeUndefined();
    expect(meetingPlaceFor(officerIn, '10.205', '10.205.osc1')).toBeUndefined();
    expect(meetingPlaceFor(rights('block-manager', '10.204.1'), '10.204', '10.204.1')).toBeUndefined();
    expect(meetingPlaceFor(rights('administrator'), '10.204', '10.204.1')).toBeUndefined();
  });
});

describe('what moved', () => {
  const pending = helpline.lines.find((l) => l.name === 'pending');
  const registered = helpline.lines.find((l) => l.name === 'registered');
  if (pending === undefined || registered === undefined) throw new Error('the made-up part has these lines');
  test('is worse only where more is bad', () => {
    expect(movedBy(pending, 7, 3)).toEqual({ way: 'more', by: 4, worse: true });
    expect(movedBy(pending, 3, 7)).toEqual({ way: 'less', by: 4, worse: false });
    expect(movedBy(registered, 95, 83)).toEqual({ way: 'more', by: 12, worse: false });
    expect(movedBy(pending, 3, 3)).toEqual({ way: 'same', by: 0, worse: false });
  });
  test.each([['hidden', 3], [3, 'hidden'], [null, 3], [3, null]] as const)('is not said of %s after %s', (value, before) => expect(movedBy(pending, value, before)).toBeUndefined());
});

describe('who must act', () => {
  test('is named first for a limit that has run out, then for the longest wait, then for standing last', () => {
    const act = whoMustAct(parts, 10);
    expect(act.map(({ place, reasons }) => [place.code, reasons.map((r) => `${r.kind} ${r.cell.name}`)])).toEqual([
      ['10.204.osc1', ['late late']],
      ['10.204.osc3', ['last share']],
    ]);
  });
  test('is nobody for what is hidden or zero, and never more than are asked for', () => {
    expect(whoMustAct(parts, 1)).toHaveLength(1);
    expect(whoMustAct(readReview([TRIAL], { ...answer, parts: answer.parts.map((p) => ({ ...p, rows: p.rows.map((r) => ({ ...r, values: r.values.map(() => 'hidden' as const) })) })) }), 10)).toEqual([]);
  });
});

describe('records behind a figure', () => {
  const grants = (role: (typeof ROLES)[number]) => deskOf([{ id: 'g', person: 'p', role, place: '10.204', from: '2026-01-01', to: null }], '2026-11-22');
  const behind = (recordType: string): ReviewPart => ({ ...events, recordType });
  test('are led to only for those who may read them', () => {
    expect(recordsHref(PROGRAMMES, behind('shg'), grants('district-officer'), '10.204')).toBe('/desk/groups');
    expect(recordsHref(PROGRAMMES, behind('case'), grants('district-officer'), '10.204.osc1')).toBeUndefined();
    expect(recordsHref(PROGRAMMES, behind('case'), grants('centre-administrator'), '10.204.osc1')).toBe('/cases');
    expect(recordsHref(PROGRAMMES, behind('home'), grants('district-officer'), '10.204')).toBe('/desk/registers');
    expect(recordsHref(PROGRAMMES, behind('fundCase'), grants('district-officer'), '10.204')).toBeUndefined();
    expect(recordsHref(PROGRAMMES, behind('household'), grants('coordinator'), '10.204')).toBeUndefined();
    expect(recordsHref(PROGRAMMES, behind('nothing-known'), grants('administrator'), '10.204')).toBeUndefined();
  });
});

describe('the map', () => {
  test('draws every district of Bihar once, with its words inside the drawing', () => {
    expect(new Set(OUTLINES.map((o) => o.lgd)).size).toBe(38);
    for (const { path, at: [x, y] } of OUTLINES) {
      expect(path).toMatch(/^M[\d.,MLZ-]+Z$/u);
      expect(x > 0 && x < 720 && y > 0 && y < 460).toBe(true);
    }
  });
  test.each([[[3, 95, 40], true], [[0.2, 0.9], false], [[1, 1, 2], true], [[0, 0], true], [[], true]] as const)('has classes from zero that hold every value of %o', (values, whole) => {
    const { limits, of } = shadesOf(values, whole);
    expect(limits[0]).toBe(0);
    expect(limits.length - 1).toBeLessThanOrEqual(6);
    expect(!whole || limits.every(Number.isInteger)).toBe(true);
    for (const value of values) {
      const at = of(value);
      expect(limits[at] ?? 1e9).toBeLessThanOrEqual(value);
      expect(limits[at + 1] ?? -1).toBeGreaterThanOrEqual(value);
    }
  });
  test('leads by arrow keys from any district to every other', () => {
    const points = OUTLINES.map((o) => o.at);
    const seen = new Set([0]);
    for (const at of seen) for (const way of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const) seen.add(neighbour(points, at, way) ?? at);
    expect(seen.size).toBe(38);
  });
});
