// A woman who was linked or helped is named on her own page, and nowhere else unasked.
import { expect, test } from 'vitest';
import type { CaseContext } from '#shared/case-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { OFFICE_LISTS } from '#programmes/mission-shakti/office-lists.ts';
import { RECORD_TYPES } from '#programmes/mission-shakti/records.ts';
import { RULES } from '#programmes/mission-shakti/clocks.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';

const NAME = 'कमला देवी';
const context: CaseContext = { person: 'p', place: '10.192.hub1', today: '2026-11-20', now: Date.UTC(2026, 10, 20), rules: rulebookFrom([RULES], [], '10.192.hub1'), nameOf: () => '' };

test.each(RECORD_TYPES.filter((type) => type.accessClass === 'benefit').map((type) => type.name))('%s says no name where it is one among many', (name) => {
  const list = OFFICE_LISTS.find(({ recordType }) => recordType === name);
  const record: DehriRecord = { id: 'r', type: name, bucket: '10.192.hub1/benefit', seq: 1, schema: 1, values: { name: NAME, guardian: NAME, day: '2026-11-01', scheme: 'pension', appliedDay: '2026-11-01' }, base: '', heads: {}, rivals: {} };
  expect(JSON.stringify(list?.card(record, context))).not.toContain(NAME);
  expect(JSON.stringify(list?.facts?.(record, context))).toContain(NAME);
});
