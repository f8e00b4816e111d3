import { describe, expect, test } from 'vitest';
import { draftOf } from '#client/app/draft-of.ts';
import type { Draft } from '#client/store/contract.ts';
import type { DehriRecord } from '#shared/record/record.ts';

const seen: DehriRecord = { id: 'r', type: 'case', bucket: '10.208.osc1/cases', seq: 1, schema: 1, values: { number: '1', 'services.k7.day': '2026-05-01' }, base: 'c', heads: {}, rivals: {} };
function draft(id: string, over: Partial<Draft> = {}): Draft {
  return { id, form: 'osc.service@1', record: 'r', seen, bucket: seen.bucket, answers: {}, page: 0, savedAt: 0, ...over };
}
const FORM = { id: 'osc.service', row: 'services' };

describe('an unfinished form', () => {
  const drafts = [draft('other', { form: 'osc.service2@1', row: 'k7' }), draft('old', { row: 'k7' }), draft('new', { row: 'k9' }), draft('elsewhere', { record: 'q', row: 'k9' })];

  test('of a row is taken up over that row', () => {
    expect(draftOf(drafts, FORM, 'r', 'k7')?.id).toBe('old');
    expect(draftOf(drafts, FORM, 'r', 'k8')).toBeUndefined();
  });

  test('of a row not yet saved is taken up when a new one is asked for, and never that of a row that is there', () => {
    expect(draftOf(drafts, FORM, 'r')?.id).toBe('new');
    expect(draftOf(drafts.slice(0, 2), FORM, 'r')).toBeUndefined();
  });

  test('of a whole record is taken up over the record', () => {
    expect(draftOf([draft('x', { form: 'osc.risk@2' })], { id: 'osc.risk' }, 'r')?.id).toBe('x');
    expect(draftOf([draft('x', { form: 'osc.risk@2' })], { id: 'osc.risk' }, 'q')).toBeUndefined();
  });
});
