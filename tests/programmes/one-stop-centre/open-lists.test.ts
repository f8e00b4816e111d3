// Lists that the dossier does not call whole: an administrator adds to them, and what he added is chosen,
// kept and printed like all else.
import { expect, test } from 'vitest';
import { RULES } from '#programmes/one-stop-centre/clocks.ts';
import { factsOf } from '#programmes/one-stop-centre/case-facts.ts';
import { referralSend } from '#programmes/one-stop-centre/forms/work.ts';
import { oneStopCentre } from '#programmes/one-stop-centre/index.ts';
import { referralPaper } from '#programmes/one-stop-centre/papers/referral.ts';
import { RECORD_TYPES } from '#programmes/one-stop-centre/records.ts';
import { withAdded } from '#shared/form/added-choices.ts';
import { planForm } from '#shared/form/plan.ts';
import { formProblems } from '#shared/form/validate.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import { at, CENTRE, DAY, recordAt } from './office-of.ts';

test('every open list is open in each form that asks it and in each field that keeps it, and no other', () => {
  const lists = (RULES.lists ?? []).map(({ id }) => id.replace('one-stop-centre.', ''));
  const open = oneStopCentre.forms.flatMap((form) => planForm(form).nodes.flatMap(({ node, name, repeat }) => {
    if (!('list' in node) || node.list === undefined) return [];
    const path = form.row !== undefined ? `${form.row}.*.${name}` : repeat === undefined ? name : `${repeat}.*.${name}`;
    const field = RECORD_TYPES.find((type) => type.name === form.recordType)?.fields[path];
    return [[`${form.id} ${name}`, lists.includes(node.list), form.open?.includes(node.list) === true, field?.open === true] as const];
  }));
  expect(open.filter(([, listed, ofForm, ofField]) => listed !== ofForm || listed !== ofField)).toEqual([]);
  expect(open.filter(([, listed]) => listed).length).toBeGreaterThan(7);
});

test('an agency that was added may be chosen, and stands in the file and in the letter', () => {
  const rules = rulebookFrom([RULES], [recordAt('rulebook', { 'lists.a.list': 'one-stop-centre.agency', 'lists.a.value': 'x_boat', 'lists.a.word': 'नाव सेवा' }, 'rulebook-1')], CENTRE);
  const form = withAdded(referralSend, rules);
  expect(form.choices['agency']?.at(-1)).toEqual({ value: 'x_boat', label: { hi: 'नाव सेवा' } });
  expect(formProblems(form, { agency: 'x_boat', sentDay: DAY }, { today: DAY })).toEqual([]);
  expect(formProblems(referralSend, { agency: 'boat', sentDay: DAY }, { today: DAY }).map(({ path }) => path)).toEqual(['agency']);
  const values = { number: 'OSC/1', 'referrals.r.agency': 'x_boat', 'referrals.r.sentDay': DAY };
  expect(factsOf(values, ['referrals.r.agency'])).toEqual([{ label: { key: 'field.case.referrals.agency' }, value: { key: 'choice.agency.x_boat' } }]);
  expect(JSON.stringify(referralPaper.blocks(recordAt('case', values), at(), 'r'))).toContain('choice.agency.x_boat');
});
