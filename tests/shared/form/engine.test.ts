import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormDefinition, FormNode } from '#shared/form/definition.ts';
import { readTyped } from '#shared/form/answer.ts';
import { createFormEngine, type EngineOptions } from '#shared/form/engine.ts';
import type { RecordType } from '#shared/record/record-type.ts';

const TODAY = '2026-02-02';

function form(children: readonly FormNode[], choices: FormDefinition['choices'] = {}): FormDefinition {
  return { id: 'test.form', version: 1, recordType: 'thing', children, choices };
}
function open(definition: FormDefinition, options: Partial<EngineOptions> = {}) {
  return createFormEngine(definition, { today: TODAY, ...options });
}

const HOUSE = form([
  { type: 'yes_no', name: 'joined', required: true },
  { type: 'text', name: 'groupName', relevant: '${joined}', required: true },
  { type: 'group', name: 'land', relevant: 'not(${joined})', children: [
    { type: 'decimal', name: 'acres', default: '2' },
    { type: 'yes_no', name: 'irrigated', relevant: '${acres} > 0' },
  ] },
  { type: 'repeat', name: 'members', min: 1, max: 3, children: [
    { type: 'text', name: 'name', required: true },
    { type: 'integer', name: 'years' },
    { type: 'yes_no', name: 'school', relevant: '${years} < 18' },
    { type: 'calculate', name: 'label', calculation: "concat(${name}, ' ', ${years})" },
  ] },
  { type: 'calculate', name: 'count', calculation: 'count(${members})' },
  { type: 'calculate', name: 'sumYears', calculation: 'sum(${years})' },
  { type: 'note', name: 'large', relevant: '${sumYears} > 100' },
]);

describe('a question that another answer hides', () => {
  it('is excluded from what is saved, and its answer comes back with it', () => {
    const engine = open(HOUSE);
    engine.set('joined', true);
    engine.set('groupName', 'चाँदनी');
    expect(engine.output()).toMatchObject({ joined: true, groupName: 'चाँदनी' });
    engine.set('joined', false);
    expect(engine.output()).not.toHaveProperty('groupName');
    expect(engine.answers()).toMatchObject({ groupName: 'चाँदनी' });
    engine.set('joined', true);
    expect(engine.output()).toMatchObject({ groupName: 'चाँदनी' });
  });

  it('is emptied in the record when the record had an answer', () => {
    const engine = open(HOUSE, { answers: { joined: true, groupName: 'चाँदनी' } });
    engine.set('joined', false);
    expect(engine.output()).toMatchObject({ joined: false, groupName: null });
  });

  it('hides with the group around it, through every level', () => {
    const engine = open(HOUSE, { answers: { joined: false, acres: 3 } });
    expect(engine.state('irrigated').relevant).toBe(true);
    engine.set('joined', true);
    expect(engine.state('@land').relevant).toBe(false);
    expect(engine.state('irrigated').relevant).toBe(false);
  });

  it('is not asked for while hidden', () => {
    const engine = open(HOUSE, { answers: { joined: false, 'members.a.name': 'x' } });
    expect(engine.problems()).toEqual([]);
    engine.set('joined', true);
    expect(engine.problems().map((p) => `${p.path} ${p.code}`)).toEqual(['groupName required']);
  });
});

describe("a form with names of JavaScript's own", () => {
  it.each(['__proto__', 'constructor', 'toString'])('is refused before anyone fills it: %s', (name) => {
    for (const children of [[{ type: 'text', name }], [{ type: 'repeat', name: 'rows', children: [{ type: 'text', name }] }], [{ type: 'group', name, children: [] }]] satisfies FormNode[][]) {
      expect(() => createFormEngine(form(children), { today: TODAY })).toThrow('bad-name');
    }
    expect(() => createFormEngine(form([{ type: 'select_one', name: 'one', list: name }]), { today: TODAY })).toThrow('unknown-list');
  });

  it('harms nobody by its answers', () => {
    const engine = createFormEngine(form([{ type: 'text', name: 'one' }]), { today: TODAY, answers: JSON.parse('{"__proto__":"x","constructor":"y","one":"z"}') });
    expect(engine.output()).toEqual({ one: 'z' });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('what no keyboard means', () => {
  it('is taken out of what was typed: NUL, and halves of a character cut in two', () => {
    for (const [typed, kept] of [['सुनीता\0 देवी', 'सुनीता देवी'], ['गीता \ud83c', 'गीता'], ['\udf3e मीना 🌾', 'मीना 🌾'], ['\0', null]] as const) expect(readTyped('text', typed)).toBe(kept);
  });
});

describe('rows', () => {
  it('are counted and summed as they come, go and come back', () => {
    const engine = open(HOUSE);
    expect(engine.problems().map((p) => p.code)).toContain('rows-too-few');
    engine.addRow('members', 'a');
    engine.addRow('members', 'b');
    engine.set('members.a.years', 60);
    engine.set('members.b.years', '50');
    expect([engine.value('count'), engine.value('sumYears'), engine.state('large').relevant]).toEqual([2, 110, true]);
    engine.removeRow('members', 'a');
    expect([engine.value('count'), engine.value('sumYears'), engine.state('large').relevant]).toEqual([1, 50, false]);
    engine.restoreRow('members', 'a');
    expect([engine.value('count'), engine.value('sumYears'), engine.state('large').relevant]).toEqual([2, 110, true]);
  });

  it('have their own conditions and calculations', () => {
    const engine = open(HOUSE);
    for (const row of ['a', 'b']) engine.addRow('members', row);
    engine.set('members.a.name', 'रीना');
    engine.set('members.a.years', 12);
    engine.set('members.b.years', 40);
    expect([engine.state('members.a.school').relevant, engine.state('members.b.school').relevant]).toEqual([true, false]);
    expect(engine.value('members.a.label')).toBe('रीना 12');
  });

  it('of the record are removed by their tombstone, new ones simply go', () => {
    const engine = open(HOUSE, { saved: { 'members.a.name': 'रीना', 'members.a._gone': false } });
    engine.addRow('members', 'b');
    engine.removeRow('members', 'a');
    engine.removeRow('members', 'b');
    const output = engine.output();
    expect(output['members.a._gone']).toBe(true);
    expect(Object.keys(output).some((path) => path.startsWith('members.b'))).toBe(false);
  });

  it('without a single answer survive in a draft', () => {
    const engine = open(HOUSE);
    engine.addRow('members', 'a');
    engine.addRow('members', 'b');
    engine.removeRow('members', 'b');
    const again = open(HOUSE, { answers: engine.answers(), saved: {} });
    expect(again.state('members').rows).toEqual([{ id: 'a', removed: false }, { id: 'b', removed: true }]);
  });

  it('more than allowed are a problem', () => {
    const engine = open(HOUSE, { answers: { joined: false } });
    for (const row of ['a', 'b', 'c', 'd']) {
      engine.addRow('members', row);
      engine.set(`members.${row}.name`, row);
    }
    expect(engine.problems()).toMatchObject([{ path: 'members', code: 'rows-too-many', values: { max: 3 } }]);
  });
});

describe('what is typed', () => {
  const TYPES = form([
    { type: 'integer', name: 'rooms' },
    { type: 'tel', name: 'phone' },
    { type: 'digits', name: 'card' },
    { type: 'date', name: 'day', constraint: '. <= today()' },
    { type: 'text', name: 'name' },
    { type: 'select_multiple', name: 'needs', list: 'needs' },
    { type: 'yes_no', name: 'ok' },
  ], { needs: [{ value: 'b' }, { value: 'a' }] });

  it('in Devanagari digits is understood', () => {
    const engine = open(TYPES);
    engine.set('rooms', '१२');
    engine.set('phone', '+91 ९८७६५ 43210');
    engine.set('card', '१०३१ ००४५');
    expect(engine.output()).toEqual({ rooms: 12, phone: '9876543210', card: '10310045' });
    expect(engine.problems()).toEqual([]);
  });

  it('and cannot be read stays as typed and is a problem', () => {
    const engine = open(TYPES);
    engine.set('rooms', 'दो');
    engine.set('phone', '12345');
    engine.set('day', '2026-02-31');
    expect(engine.value('rooms')).toBe('दो');
    expect(engine.problems().map((p) => p.code)).toEqual(['integer', 'tel', 'date']);
  });

  it('is composed one way, so that equal words are equal', () => {
    const engine = open(TYPES);
    engine.set('name', ' \u0921\u093C ');
    const other = open(TYPES);
    other.set('name', '\u095C');
    expect(engine.value('name')).toBe(other.value('name'));
  });

  it('is a set without order for many choices', () => {
    const engine = open(TYPES);
    engine.set('needs', ['b', 'a']);
    expect(engine.set('needs', ['a', 'b'])).toBe(false);
    engine.set('needs', []);
    expect(engine.value('needs')).toBe(null);
  });

  it('stays "never asked" when it is left empty, and becomes "left empty" when it is erased', () => {
    const engine = open(TYPES);
    engine.set('name', '');
    expect(engine.output()).toEqual({});
    engine.set('name', 'x');
    engine.set('name', '');
    expect(engine.output()).toEqual({ name: null });
  });

  it('outside of its list or against its rule is a problem', () => {
    const engine = open(TYPES, { answers: { needs: ['zzz'], day: '2026-02-03' } });
    expect(engine.problems().map((p) => `${p.path} ${p.code}`)).toEqual(['day constraint', 'needs choice']);
  });

  it('beyond the limits of the record is found before the server would refuse it', () => {
    const recordType: RecordType = {
      name: 'thing', version: 1, accessClass: 'x', shelf: 'x',
      fields: { rooms: { kind: 'integer', max: 30 }, card: { kind: 'digits', length: [8, 20] }, name: { kind: 'text', maxLength: 5 } },
    };
    const engine = open(TYPES, { recordType, answers: { rooms: 31, card: '1234567', name: 'लंबा नाम' } });
    expect(engine.problems().map((p) => [p.code, p.values])).toEqual([['too-big', { max: 30 }], ['digits-length', { min: 8, max: 20 }], ['too-long', { max: 5 }]]);
  });
});

describe('an age', () => {
  const AGE = form([{ type: 'age', name: 'age', birthField: 'birthDate', dayField: 'ageDay', required: true }, { type: 'note', name: 'adult', relevant: '${age} >= 18' }]);

  it('told in years keeps the day on which it was told', () => {
    const engine = open(AGE);
    engine.set('age', '३४');
    expect(engine.output()).toEqual({ age: 34, ageDay: TODAY });
  });

  it('follows from the date of birth, and one replaces the other', () => {
    const engine = open(AGE);
    engine.set('birthDate', '2008-02-03');
    expect(engine.output()).toMatchObject({ age: 17, birthDate: '2008-02-03' });
    expect(engine.state('adult').relevant).toBe(false);
    engine.set('age', 40);
    expect(engine.output()).toMatchObject({ age: 40, birthDate: null });
    expect(engine.state('adult').relevant).toBe(true);
  });

  it('cannot come from a day that does not exist or is yet to come', () => {
    const engine = open(AGE);
    engine.set('birthDate', '2008-02-30');
    expect(engine.problems().map((p) => p.code)).toEqual(['date']);
    engine.set('birthDate', '2026-02-03');
    expect(engine.problems().map((p) => p.code)).toEqual(['date-future']);
  });
});

describe('choices', () => {
  const PLACES = form([
    { type: 'select_one', name: 'district', list: 'districts' },
    { type: 'select_one', name: 'block', list: 'blocks', choiceFilter: 'district = ${district}' },
  ], {
    districts: [{ value: 'bhagalpur' }, { value: 'saran' }],
    blocks: [{ value: 'kahalgaon', district: 'bhagalpur' }, { value: 'sonepur', district: 'saran' }],
  });

  it('narrow with another answer, and an answer no longer offered must be chosen again', () => {
    const engine = open(PLACES);
    engine.set('district', 'saran');
    expect(engine.state('block').choices.map((c) => c.value)).toEqual(['sonepur']);
    engine.set('block', 'sonepur');
    engine.set('district', 'bhagalpur');
    expect(engine.problems()).toMatchObject([{ path: 'block', code: 'choice' }]);
  });
});

describe('defaults', () => {
  it('fill what was never asked, and not what was emptied', () => {
    const definition = form([{ type: 'integer', name: 'rooms', default: '2' }, { type: 'integer', name: 'doors', default: '${rooms} + 1' }, { type: 'date', name: 'day', default: 'today()' }]);
    expect(open(definition).output()).toEqual({ rooms: 2, doors: 3, day: TODAY });
    expect(open(definition, { answers: { rooms: null } }).value('rooms')).toBe(null);
  });
});

describe('pages', () => {
  const PAGES = form([
    { type: 'note', name: 'hello' },
    { type: 'group', name: 'who', appearance: 'field-list', children: [{ type: 'text', name: 'name' }, { type: 'calculate', name: 'c', calculation: '1' }] },
    { type: 'group', name: 'loose', children: [{ type: 'yes_no', name: 'a' }, { type: 'yes_no', name: 'b', relevant: '${a}' }] },
    { type: 'group', name: 'hidden', appearance: 'field-list', children: [{ type: 'text', name: 'x', relevant: '${b}' }] },
    { type: 'repeat', name: 'members', children: [{ type: 'text', name: 'm' }] },
  ]);

  it('are field lists, repeats and single questions, and those with nothing to see are skipped', () => {
    const engine = open(PAGES);
    expect(engine.pages().map((p) => p.id)).toEqual(['hello', '@who', 'a', 'members']);
    const before = engine.pages();
    engine.set('name', 'सुनीता');
    expect(engine.pages()).toBe(before);
    engine.set('a', true);
    engine.set('b', true);
    expect(engine.pages().map((p) => p.id)).toEqual(['hello', '@who', 'a', 'b', '@hidden', 'members']);
  });

  it('know their own problems', () => {
    const engine = open(HOUSE);
    const [first] = engine.pages();
    expect(first !== undefined && engine.problemsOf(first).map((p) => p.path)).toEqual(['joined']);
  });
});

describe('listeners', () => {
  it('hear of their own address only when its state changed', () => {
    const engine = open(HOUSE);
    const heard: string[] = [];
    for (const address of ['joined', 'groupName', 'count', 'sumYears']) engine.subscribe(address, () => heard.push(address));
    engine.set('joined', true);
    expect(heard).toEqual(['joined', 'groupName']);
    const before = engine.state('count');
    engine.set('groupName', 'x');
    expect(engine.state('count')).toBe(before);
  });
});

describe('a form that cannot work', () => {
  it('is refused when it is opened: circles, unknown names', () => {
    expect(() => open(form([{ type: 'text', name: 'a', relevant: "${b} = ''" }, { type: 'text', name: 'b', relevant: "${a} = ''" }]))).toThrow('cycle');
    expect(() => open(form([{ type: 'text', name: 'a', relevant: '${nobody}' }]))).toThrow('expression');
    expect(() => open(form([{ type: 'text', name: 'a' }, { type: 'text', name: 'a' }]))).toThrow('double-name');
  });
});

// Random forms and random edits: what the engine computes step by step is what a fresh engine computes at once.
const NAMES = ['q0', 'q1', 'q2', 'q3', 'q4', 'q5'];
const conditionFor = (known: readonly string[]) => known.length === 0
  ? fc.constant(undefined)
  : fc.option(fc.tuple(fc.constantFrom(...known), fc.constantFrom('>', '=', '!=', '<'), fc.integer({ min: 0, max: 3 }), fc.constantFrom('', ' or count(${r}) > 1', ' and sum(${r1}) < 4')).map(([name, op, n, tail]) => `\${${name}} ${op} ${n}${tail}`), { nil: undefined });

const aForm = fc.tuple(
  fc.tuple(...NAMES.map((_, i) => fc.tuple(conditionFor(NAMES.slice(0, i)), fc.boolean(), fc.boolean()))),
  conditionFor(NAMES), conditionFor([...NAMES, 'r0']),
).map(([questions, repeatIf, rowIf]) => {
  const noRows = (e: string | undefined) => e?.replace(/ (or|and) .*\{r.*$/, '');
  const children: FormNode[] = questions.map(([relevant, calculated, required], i): FormNode => ({
    type: calculated && i > 0 ? 'calculate' : 'integer', name: `q${i}`, required,
    ...(calculated && i > 0 ? { calculation: `coalesce(\${q${i - 1}}, 1) + 1` } : { constraint: `. != \${q${(i + 1) % 6}}` }),
    ...(noRows(relevant) === undefined ? {} : { relevant: noRows(relevant) ?? '' }),
  }));
  children.push({
    type: 'repeat', name: 'r', ...(noRows(repeatIf) === undefined ? {} : { relevant: noRows(repeatIf) ?? '' }),
    children: [
      { type: 'integer', name: 'r0', default: '${q0}' },
      { type: 'integer', name: 'r1', ...(noRows(rowIf) === undefined ? {} : { relevant: noRows(rowIf) ?? '' }) },
      { type: 'calculate', name: 'r2', calculation: '${r0} + coalesce(${r1}, 0)' },
    ],
  });
  children.push({ type: 'integer', name: 'last', relevant: 'sum(${r2}) > 2', required: 'count(${r}) = 2', default: 'count(${r})' });
  return form(children);
});
const anEdit = fc.oneof(
  fc.tuple(fc.constant('set' as const), fc.constantFrom(...NAMES, 'r.a.r0', 'r.b.r1', 'r.a.r1', 'last'), fc.option(fc.integer({ min: 0, max: 3 }), { nil: null })),
  fc.tuple(fc.constantFrom('add' as const, 'remove' as const, 'restore' as const), fc.constantFrom('a', 'b'), fc.constant(null)),
);

describe('recomputing only what depends on the change', () => {
  it('ends where computing everything ends', () => {
    fc.assert(fc.property(aForm, fc.array(anEdit, { maxLength: 25 }), (definition, edits) => {
      const engine = open(definition, { saved: {} });
      for (const [what, where, value] of edits) {
        if (what === 'add') engine.addRow('r', where);
        else if (what === 'remove') engine.removeRow('r', where);
        else if (what === 'restore') engine.restoreRow('r', where);
        else if (!where.startsWith('r.') || engine.state('r').rows.some((row) => row.id === where.split('.')[1])) engine.set(where, value);
      }
      // Defaults belong to the moment a question was first made; they are not asked again.
      const fresh = open({ ...definition, children: withoutDefaults(definition.children) }, { answers: engine.answers(), saved: {} });
      const addresses = engine.plan.nodes.flatMap((node) => (node.repeat === undefined ? [node.name] : engine.state('r').rows.map((row) => `r.${row.id}.${node.name}`)));
      for (const address of addresses) {
        const [a, b] = [engine.state(address), fresh.state(address)];
        expect({ address, relevant: a.relevant, required: a.required, problem: a.problem?.code, value: a.relevant ? a.value : undefined })
          .toEqual({ address, relevant: b.relevant, required: b.required, problem: b.problem?.code, value: b.relevant ? b.value : undefined });
      }
      expect(engine.output()).toEqual(fresh.output());
    }), { numRuns: 300 });
  });
});

function withoutDefaults(nodes: readonly FormNode[]): FormNode[] {
  return nodes.map((node) => {
    if (node.type === 'group' || node.type === 'repeat') return { ...node, children: withoutDefaults(node.children) };
    const { default: _, ...rest } = node;
    return rest;
  });
}
