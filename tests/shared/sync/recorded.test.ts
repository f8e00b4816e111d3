import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DehriRecord } from '#shared/record/record.ts';
import { bucketChecksum } from '#shared/sync/digest.ts';
import { readLine } from '#shared/sync/lines.ts';
import { PROTOCOL_VERSION, syncRequestSchema, type EndLine, type HeadLine, type PageLine, type SyncLine } from '#shared/sync/protocol.ts';
import { decodeChanges } from '#shared/sync/wire-changes.ts';
import { decodeRecords } from '#shared/sync/wire-records.ts';

const folder = new URL('../../fixtures/protocol/', import.meta.url);
const text = (version: string, name: string): string => readFileSync(new URL(`${version}/${name}`, folder), 'utf8');
const versions = readdirSync(folder).sort();

test('every released version of the protocol is recorded', () => {
  expect(versions).toEqual(Array.from({ length: PROTOCOL_VERSION }, (_, i) => `v${i + 1}`));
});

describe.each(versions)('messages of version %s are still understood', (version) => {
  test('what a phone hands in', () => {
    const request = syncRequestSchema.parse(JSON.parse(text(version, 'push.json')));
    const changes: unknown[] = JSON.parse(text(version, 'push.changes.json'));
    expect(decodeChanges(request.push)).toEqual(changes.map((change) => ({ ok: true, change })));
  });

  test('what the server answers', () => {
    const lines = text(version, 'pull.txt').trimEnd().split('\n').map((line): SyncLine => {
      const read = readLine(line);
      if (!read.ok) throw new Error(read.reason);
      return read.line;
    });
    expect(lines.map((line) => line.t)).toEqual(['head', 'page', 'end']);
    const [head, page, end] = lines as [HeadLine, PageLine, EndLine];
    const records: DehriRecord[] = JSON.parse(text(version, 'pull.records.json'));
    expect(head.results).toHaveLength(14);
    expect(decodeRecords(page.b, page.rows)).toEqual(records);
    expect(end.sums).toEqual({ [page.b]: bucketChecksum(records) });
  });
});

describe('a line', () => {
  const line = text('v1', 'pull.txt').split('\n')[1] ?? '';

  test('with one byte changed anywhere is seen to be damaged', () => {
    const bytes = new TextEncoder().encode(line);
    for (let at = 0; at < bytes.length; at += 7) {
      const flipped = bytes.with(at, (bytes[at] ?? 0) ^ 0x10);
      expect(readLine(new TextDecoder().decode(flipped))).toEqual({ ok: false, reason: 'damaged' });
    }
  });

  test('that is cut short is damaged, and one of an unknown kind is passed over', async () => {
    const { crc32Text } = await import('#shared/sync/digest.ts');
    expect(readLine(line.slice(0, -1))).toEqual({ ok: false, reason: 'damaged' });
    expect(readLine('')).toEqual({ ok: false, reason: 'damaged' });
    const later = '{"t":"later"}';
    expect(readLine(`${crc32Text(later).toString(16).padStart(8, '0')} ${later}`)).toEqual({ ok: false, reason: 'unknown' });
  });
});
