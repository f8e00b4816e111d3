import { expect, test } from 'vitest';
import { createFilesApi } from '#client/desk-api/files-api.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';

const RECORD: DehriRecord = { id: 'f1', type: 'file', bucket: '10.193.osc1/files', seq: 4, schema: 1, values: { name: 'गीता', 'team.k1.person': 'p2' }, base: 'c.1', heads: {}, rivals: {} };
const ASKING = { place: '10.193.osc1', reason: 'she_came' } as const;

function api(body: unknown, status = 200): { readonly api: ReturnType<typeof createFilesApi>; readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    api: createFilesApi({
      fetch: async (url, init) => {
        asked.push(`${init.method ?? 'GET'} ${url}`);
        return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
      },
      isOnline: () => true, device: () => 'd', renew: async () => undefined, patienceMs: 5_000,
    }),
  };
}

test('a file comes as the record it is, with the names in it; neither reason nor note stands in the address', async () => {
  const { api: files, asked } = api({ bucket: RECORD.bucket, rows: encodeRecords([RECORD]), names: { p2: 'रीना देवी' } });
  expect(await files.open('f1', { ...ASKING, note: 'बहन' })).toEqual({ ok: true, value: { record: RECORD, names: new Map([['p2', 'रीना देवी']]) } });
  expect(asked).toEqual(['POST /api/files/f1/open']);
});

test('another file than the one asked for, several, or something unreadable counts as damaged', async () => {
  for (const rows of [encodeRecords([{ ...RECORD, id: 'f2' }]), encodeRecords([RECORD, { ...RECORD, id: 'f2' }]), encodeRecords([]), 'x']) {
    expect(await api({ bucket: RECORD.bucket, rows, names: {} }).api.open('f1', ASKING)).toEqual({ ok: false, error: { code: 'damaged-answer' } });
  }
});

test('that a second person was asked is a refusal with its own word', async () => {
  expect(await api({ code: 'opening-waits' }, 403).api.open('f1', ASKING)).toMatchObject({ ok: false, error: { code: 'opening-waits' } });
});
