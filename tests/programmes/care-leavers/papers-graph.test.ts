import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PAPER_KINDS, PAPER_STATES, type PaperKind } from '#programmes/care-leavers/lists.ts';
import { nextPapers, type PaperOutlook } from '#programmes/care-leavers/next-papers.ts';
import { paperAdvice, paperLines } from '#programmes/care-leavers/paper-tracker.ts';
import { isLetter, PAPERS } from '#programmes/care-leavers/papers-graph.ts';
import { SERVICE_DEADLINES } from '#programmes/care-leavers/service-deadlines.ts';
import type { Values } from '#shared/record/change.ts';
import { contextOn, leaverOf, TODAY } from './record-of.ts';
import { say } from './say.ts';

const GROWN: Values = { birthDate: '2006-05-01', leftDay: '2024-05-01', socialCategory: 'ebc', schooling: 'matric', disability: true };
const having = (...kinds: readonly PaperKind[]): Values => Object.fromEntries(kinds.map((kind) => [`papers.${kind}.state`, 'issued']));
const outlook = (values: Values, today: string = TODAY): PaperOutlook => nextPapers({ values }, { today });
const kinds = (list: readonly { readonly node: { readonly kind: PaperKind } }[]) => list.map(({ node }) => node.kind);

describe('the papers', () => {
  test('are each there once, and name only papers that stand before them: there is no circle', () => {
    expect(PAPERS.map(({ kind }) => kind).sort()).toEqual([...PAPER_KINDS].sort());
    PAPERS.forEach(({ kind, needs }, at) => {
      const before = new Set(PAPERS.slice(0, at).map((node) => node.kind));
      expect([kind, needs.flat().filter((need) => !isLetter(need) && !before.has(need))]).toEqual([kind, []]);
      expect(needs.every((group) => group.length > 0)).toBe(true);
    });
  });

  test('have time limits only where one was found', () => {
    const services = PAPERS.flatMap(({ service }) => service ?? []);
    expect(services.sort()).toEqual(SERVICE_DEADLINES.map(({ id }) => id).sort());
  });

  test('can all be reached by a person who has nothing', () => {
    const everything: Values = { ...GROWN, ...Object.fromEntries(['character', 'passport', 'driving'].map((kind) => [`papers.${kind}.state`, 'collecting'])) };
    for (const category of ['ebc', 'general']) {
      for (const inHome of [false, true]) {
        let values: Values = { ...everything, socialCategory: category, leftDay: inHome ? null : '2024-05-01' };
        const got = new Set<PaperKind>();
        for (let round = 0; round < PAPERS.length && outlook(values).next.length > 0; round++) {
          const step = kinds(outlook(values).next);
          step.forEach((kind) => got.add(kind));
          values = { ...values, ...having(...step) };
        }
        const { next, waiting } = outlook(values);
        expect([kinds(next), kinds(waiting)]).toEqual([[], []]);
        const wanted = PAPERS.filter(({ applies, kind }) => kind !== 'age_declaration' && applies?.({ age: 20, inHome, disability: true, category, schooling: 'matric' }) !== false).map(({ kind }) => kind);
        expect(wanted.filter((kind) => !got.has(kind))).toEqual([]);
      }
    }
  });

  const someState = fc.constantFrom(undefined, undefined, 'issued', 'issued', 'issued', 'issued', 'not_needed', 'not_needed', ...PAPER_STATES);
  const someone = fc.record({
    states: fc.tuple(...PAPER_KINDS.map(() => someState)), age: fc.option(fc.integer({ min: 10, max: 30 })), left: fc.boolean(), disability: fc.boolean(),
    category: fc.constantFrom('', 'sc', 'ebc', 'general'), schooling: fc.constantFrom('', 'none', 'middle', 'matric'), expired: fc.boolean(),
  }).map(({ states, age, left, disability, category, schooling, expired }): Values => ({
    ...(age === null ? {} : { age, ageDay: TODAY }), ...(left ? { leftDay: '2024-01-01' } : {}), disability, socialCategory: category, schooling,
    ...Object.fromEntries(PAPER_KINDS.flatMap((kind, i) => (states[i] === undefined ? [] : [[`papers.${kind}.state`, states[i]]]))),
    ...(expired ? { 'papers.residence.validTo': '2020-01-01' } : {}),
  }));

  test('whatever a grown-up has: something can be obtained, or is under way, or all is done', () => {
    fc.assert(fc.property(someone, fc.integer({ min: 18, max: 30 }), (values, age) => {
      const { next, waiting, underWay } = outlook({ ...values, age, ageDay: TODAY });
      expect(next.length > 0 || underWay.length > 0 || waiting.length === 0).toBe(true);
    }), { numRuns: 1000 });
  });

  test('whatever a child has: what waits for nothing but her age is at the root of all that waits', () => {
    fc.assert(fc.property(someone, (values) => {
      const { next, waiting, underWay } = outlook(values);
      if (next.length > 0 || underWay.length > 0) return;
      const wait = kinds(waiting);
      for (const { age, missing } of waiting) expect(age !== undefined || missing.every((group) => group.some((need) => !isLetter(need) && wait.includes(need)))).toBe(true);
    }), { numRuns: 1000 });
  });

  test('whatever she has: what is named to take is there, and what waits says for what', () => {
    fc.assert(fc.property(someone, (values) => {
      const { next, waiting, had } = outlook(values);
      for (const one of next) {
        expect(one.with.length).toBeLessThanOrEqual(one.node.needs.length);
        for (const need of one.with) expect(isLetter(need) || values[`papers.${need}.state`] === 'issued').toBe(true);
      }
      for (const one of waiting) expect(one.missing.length > 0 || one.age !== undefined).toBe(true);
      expect(new Set([...kinds(next), ...kinds(waiting), ...had.map(({ kind }) => kind)]).size).toBe(next.length + waiting.length + had.length);
      for (const advice of paperAdvice(leaverOf(values), contextOn())) expect(say(advice.title) + say(advice.detail)).not.toContain('undefined');
    }), { numRuns: 500 });
  });
});

describe('the next paper', () => {
  test('of a person of twenty who has nothing is the Aadhaar, for it opens the most', () => {
    const { next } = outlook(GROWN);
    expect(next[0]?.node.kind).toBe('aadhaar');
    expect(next[0]?.with).toEqual(['letter_gazetted']);
    expect(kinds(next)).toContain('marksheet');
  });

  test('with the Aadhaar is the account, on which the ration card, the health card and the e-Shram card hang', () => {
    expect(outlook({ ...GROWN, ...having('aadhaar') }).next.slice(0, 2).map(({ node, opens }) => [node.kind, opens])).toEqual([['bank', 3], ['residence', 1]]);
    expect(outlook({ ...GROWN, ...having('aadhaar'), 'papers.ration.state': 'submitted' }).next[0]?.node.kind).toBe('residence');
  });

  test('within the home goes by the certificate of its head, afterwards by that of an officer', () => {
    expect(outlook({ ...GROWN, leftDay: null }).next[0]?.with).toEqual(['letter_head']);
  });

  test('with the Aadhaar is the residence certificate, and is said with where to go, what to take and how long it takes', () => {
    const record = leaverOf({ ...GROWN, ...having('aadhaar', 'birth', 'marksheet', 'school_tc', 'bank') });
    const residence = paperAdvice(record, contextOn()).find(({ key }) => key === 'next-residence');
    expect(residence && `${say(residence.title)} — ${say(residence.detail)}`).toBe(
      'अगला: आवासीय प्रमाण पत्र — अंचल कार्यालय के आरटीपीएस काउंटर पर, ले जाएँ: आधार कार्ड, 2 फ़ोटो, मोबाइल फ़ोन। सब कागज़ पूरे हों तो 10 कार्यदिवस में मिलना चाहिए। सर्विस प्लस पर घर बैठे भी आवेदन होता है।',
    );
  });

  test('waits with its reason: another paper first, or her age', () => {
    const young: Values = { birthDate: '2010-05-01', schooling: 'none' };
    const waits = (kind: PaperKind) => paperLines(leaverOf(young), contextOn()).find(({ row }) => row === `papers.${kind}`);
    expect(say(waits('residence')?.detail ?? '')).toBe('पहले चाहिए: आधार कार्ड।');
    expect(say(waits('pan')?.detail ?? '')).toBe('पहले चाहिए: आधार कार्ड। 2028-05-01 को 18 साल पूरे होने पर बनेगा।');
    expect(say(waits('character')?.detail ?? '')).toContain('बनेगा');
    const ready = leaverOf({ ...GROWN, ...having('aadhaar') });
    expect(say(paperLines(ready, contextOn()).find(({ row }) => row === 'papers.ncl')?.detail ?? '')).toBe('पहले चाहिए: जाति प्रमाण पत्र, आय प्रमाण पत्र, आवासीय प्रमाण पत्र।');
  });

  test('is not the caste certificate of the general category, nor what was set aside, nor a passport nobody asked for', () => {
    const all = (values: Values) => [...kinds(outlook(values).next), ...kinds(outlook(values).waiting)];
    expect(all({ ...GROWN, socialCategory: 'general' })).not.toContain('caste');
    expect(all({ ...GROWN, socialCategory: 'general' })).toContain('ews');
    expect(all({ ...GROWN, 'papers.pan.state': 'not_needed' })).not.toContain('pan');
    expect(all(GROWN)).not.toContain('passport');
    expect(all({ ...GROWN, 'papers.passport.state': 'collecting' })).toContain('passport');
  });

  test('is also one that was set aside, when another that is wanted cannot do without it', () => {
    const values = { ...GROWN, 'papers.aadhaar.state': 'not_needed' };
    expect(outlook(values).next.find(({ node }) => node.kind === 'aadhaar')?.state).toBe('not_needed');
    expect(kinds(outlook({ ...values, socialCategory: 'general', 'papers.ncl.state': 'collecting' }).waiting)).toContain('caste');
  });

  test('is not an order on her age when a paper tells it', () => {
    expect(kinds(outlook(GROWN).next)).toContain('age_declaration');
    expect(kinds(outlook({ ...GROWN, ...having('birth') }).next)).not.toContain('age_declaration');
  });

  test('is the same again when it was lost, refused or has expired', () => {
    const titles = (values: Values) => paperAdvice(leaverOf({ ...GROWN, ...values }), contextOn()).map(({ title }) => say(title));
    expect(titles({ 'papers.aadhaar.state': 'lost' })[0]).toBe('दूसरी प्रति: आधार कार्ड (खो गया)');
    expect(titles({ 'papers.aadhaar.state': 'refused' })[0]).toBe('फिर से: आधार कार्ड (अस्वीकृत हुआ था)');
    const income = { ...having('aadhaar', 'birth', 'marksheet', 'school_tc', 'income', 'residence', 'bank'), 'papers.income.validTo': '2026-11-21' };
    expect(outlook({ ...GROWN, ...income }).next.find(({ node }) => node.kind === 'income')?.state).toBe('expired');
  });
});
