// A form may stay open, or lie as a draft, while a colleague's change arrives.
import { describe, expect, test } from 'vitest';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { VILLAGE } from '#tests/client/screens/demo/village.ts';
import { demoStore } from '#tests/client/screens/demo/demo-phone.ts';

const BUCKET = `${VILLAGE}/doorstep`;

async function opened() {
  const store = await demoStore({ families: 3 });
  const seen = store.get('h0');
  if (seen === undefined) throw new Error('the village has a first door');
  return { store, seen };
}

describe('a save of what was seen', () => {
  test('does not replace an answer that arrived after the form was opened', async () => {
    const { store, seen } = await opened();
    const theirs = { ...seen, seq: 50, heads: { ...seen.heads, headName: 'other.1' }, values: { ...seen.values, headName: 'मीरा देवी' } };
    await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 50, rows: encodeRecords([theirs]) });

    await store.save({ type: 'household', record: 'h0', seen, edits: { headName: 'मीना देवी' } });

    expect(store.contested()).toContain('h0');
    expect(store.get('h0')?.rivals['headName']?.map((r) => r.values['headName'])).toEqual(['मीरा देवी', 'मीना देवी']);
  });

  test('leaves alone what a colleague changed and she did not', async () => {
    const { store, seen } = await opened();
    const theirs = { ...seen, seq: 50, heads: { ...seen.heads, headName: 'other.1' }, values: { ...seen.values, headName: 'मीरा देवी' } };
    await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 50, rows: encodeRecords([theirs]) });

    await store.save({ type: 'household', record: 'h0', seen, edits: { headName: String(seen.values['headName']), memberCount: 9 } });

    expect(store.get('h0')?.values['headName']).toBe('मीरा देवी');
    expect(store.get('h0')?.values['memberCount']).toBe(9);
    expect(store.contested()).not.toContain('h0');
  });

  test('is kept with a draft', async () => {
    const { store, seen } = await opened();
    const draft = { id: 'd1', form: 'jeevika.survey@1', record: 'h0', seen, bucket: BUCKET, answers: {}, page: 0, savedAt: 1 };
    await store.putDraft(draft);
    expect(store.drafts()).toEqual([draft]);
  });
});
