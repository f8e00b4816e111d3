import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGE_BANDS, groupTasks, pendencyByAge, TASK_GROUPS } from '#shared/task/order.ts';
import type { DueTask } from '#shared/task/task.ts';

const NOW = { today: '2026-05-14', at: Date.parse('2026-05-14T11:00:00+05:30') };

const day = fc.integer({ min: -40, max: 40 }).map((n) => new Date(Date.UTC(2026, 4, 14 + n)).toISOString().slice(0, 10));
const task: fc.Arbitrary<DueTask> = fc.record({
  kind: fc.constantFrom('referral', 'follow-up', 'shelter'), record: fc.uuid(),
  due: day, dueAt: fc.integer({ min: NOW.at - 1e8, max: NOW.at + 1e8 }), waitsOn: fc.constant('police'), stopped: fc.constant('papers'), urgent: fc.boolean(),
}, { requiredKeys: ['kind', 'record'] });

function kinds(tasks: readonly DueTask[]): Record<string, string[]> {
  return Object.fromEntries(groupTasks(tasks, NOW).map(({ group, tasks: of }) => [group, of.map((t) => t.kind)]));
}

describe('tasks', () => {
  it('stand in the order urgent, overdue, today, soon, waiting, stopped', () => {
    expect(TASK_GROUPS).toEqual(['urgent', 'overdue', 'today', 'soon', 'waiting', 'stopped']);
    expect(kinds([
      { kind: 'none', record: 'r' }, { kind: 'tomorrow', record: 'r', due: '2026-05-15' }, { kind: 'today', record: 'r', due: '2026-05-14' },
      { kind: 'late', record: 'r', due: '2026-05-13' }, { kind: 'later', record: 'r', due: '2026-05-01' }, { kind: 'danger', record: 'r', due: '2026-05-20', urgent: true },
      { kind: 'police', record: 'r', due: '2026-05-14', waitsOn: 'police' }, { kind: 'police-late', record: 'r', due: '2026-05-12', waitsOn: 'police' },
      { kind: 'papers', record: 'r', due: '2026-06-14', stopped: 'papers' },
      { kind: 'hours-past', record: 'r', due: '2026-05-14', dueAt: NOW.at - 1 }, { kind: 'hours-left', record: 'r', due: '2026-05-14', dueAt: NOW.at + 1 },
    ])).toEqual({
      urgent: ['danger'], overdue: ['later', 'police-late', 'late', 'hours-past'], today: ['hours-left', 'today'], soon: ['tomorrow', 'none'], waiting: ['police'], stopped: ['papers'],
    });
  });

  it('stand each in exactly one group, and none is hidden', () => {
    fc.assert(fc.property(fc.array(task, { maxLength: 30 }), (tasks) => {
      const shown = groupTasks(tasks, NOW).flatMap((group) => group.tasks);
      expect(shown).toHaveLength(tasks.length);
      expect(new Set(shown)).toEqual(new Set(tasks));
    }));
  });

  it('are in one order, however they came', () => {
    fc.assert(fc.property(fc.array(task, { maxLength: 12 }), (tasks) => {
      expect(groupTasks([...tasks].reverse(), NOW)).toEqual(groupTasks(tasks, NOW));
    }));
  });
});

describe('pendency by age', () => {
  it('puts 7, 8, 15, 16, 30, 31, 90 and 91 days where they belong', () => {
    const since = (days: number): string => new Date(Date.UTC(2026, 4, 14 - days)).toISOString().slice(0, 10);
    const bands = pendencyByAge([0, 7, 8, 15, 16, 30, 31, 90, 91, 400], since, NOW.today);
    expect(Object.fromEntries(bands)).toEqual({ d7: [0, 7], d15: [8, 15], d30: [16, 30], d90: [31, 90], more: [91, 400] });
  });

  it('hides nothing: every one is in exactly one band, also without a day', () => {
    fc.assert(fc.property(fc.array(fc.record({ since: fc.oneof(day, fc.constant(undefined), fc.constant('no day')) })), (pending) => {
      const bands = pendencyByAge(pending, (one) => one.since, NOW.today);
      expect([...bands.keys()]).toEqual(AGE_BANDS.map(({ key }) => key));
      const all = [...bands.values()].flat();
      expect(all).toHaveLength(pending.length);
      expect(new Set(all)).toEqual(new Set(pending));
      expect(pending.filter((one) => one.since === undefined).every((one) => bands.get('more')?.includes(one))).toBe(true);
    }));
  });
});
