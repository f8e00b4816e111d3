// After an update the rules may judge files otherwise that nobody has changed.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { beginFilesAnew, guardRules } from '#server/sync/guard-rules.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { CALL, FILE, FILES, OFFICE, OFFICE_PLACES } from '#tests/support/files.ts';
import { createTestServer } from '#tests/support/server.ts';

const SOURCE = new URL('../../../src/', import.meta.url);

test('a file that has become a child\'s by a new rule leaves the phones of others at their next contact', async () => {
  const db = await testDatabase();
  const old = await createTestServer({ db, programmes: [FILES] });
  await upsertPlaces(old.services, OFFICE_PLACES);
  await beginFilesAnew(old.services, 'one');
  const [head, rina] = [await old.worker('centre-administrator', OFFICE), await old.worker('case-worker', OFFICE)];
  const [file, call] = [head.change({ number: 'T/1', note: 'under 18' }, { type: FILE, place: OFFICE }), head.change({ note: 'x' }, { type: CALL, place: OFFICE })];
  await head.sync([file, call]);
  await rina.sync();
  expect([rina.records.has(file.record), rina.records.has(call.record)]).toEqual([true, true]);

  // The same phone meets the server after its update: nobody has touched the file.
  const strict: RecordType = { ...FILE, guard: { assigned: 'worker', classOf: (values) => (values['note'] === 'under 18' ? 'child' : 'case') } };
  const programme: Programme = { ...FILES, recordTypes: [strict, CALL] };
  const cursors = rina.cursors;
  Object.assign(old.services, { registry: (await createTestServer({ db, programmes: [programme] })).services.registry });
  expect(await beginFilesAnew(old.services, 'two')).toBe(true);
  expect(await beginFilesAnew(old.services, 'two')).toBe(false);
  await rina.sync();
  expect([rina.records.has(file.record), rina.records.has(call.record)]).toEqual([false, true]);
  expect(Object.keys(cursors).filter((bucket) => cursors[bucket]?.[0] !== rina.cursors[bucket]?.[0])).toEqual([`${OFFICE}/files`]);
  await old.close();
});

test('any edit of the programmes or of the access rules is another set of rules', () => {
  const copy = mkdtempSync(join(tmpdir(), 'rules-'));
  try {
    for (const folder of ['programmes', 'shared/access']) cpSync(new URL(folder, SOURCE), join(copy, folder), { recursive: true });
    const at = pathToFileURL(`${copy}/`);
    const now = guardRules(at);
    expect([guardRules(at), guardRules()]).toEqual([now, now]);
    writeFileSync(join(copy, 'programmes/new-rule.ts'), 'export const rule = 1;\n');
    expect(guardRules(at)).not.toBe(now);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
