// Writes the recorded messages of the present protocol version, once, when it is released:
// `npm run protocol:record`. Recorded files are never written again.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { Change } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { bucketChecksum } from '#shared/sync/digest.ts';
import { writeLine } from '#shared/sync/lines.ts';
import { PROTOCOL_VERSION, type SyncRequest } from '#shared/sync/protocol.ts';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { edits } from './edits.ts';
import { families } from './families.ts';

const listed = families(12, 7, { script: 'both' });
const bucket = listed[0]?.bucket ?? '';
const visited: DehriRecord = {
  id: '019ab3c4-77aa-7c01-8e11-0c55d7a1b2c3', type: 'household', bucket, seq: 40, schema: 2,
  values: {
    headName: 'रुखसाना खातून', outcome: 'new_group', consent: true, rationNeeds: ['ekyc', 'new_member'], note: null, weight: 4.5,
    'members.k7.name': 'रीना', 'members.k7._gone': false, 'members.k2.name': 'शबनम', 'members.k2.age': 17, fieldOfLater: 'kept',
  },
  base: 'Zk3_9-aQw0Lx.3', heads: { outcome: 'Zk3_9-aQw0Lx.9', 'members.k2.name': 'Zk3_9-aQw0Lx.9' },
  rivals: {
    outcome: [
      { change: 'Zk3_9-aQw0Lx.9', values: { outcome: 'new_group' }, by: 'p-4711', at: 1_795_000_000_000 },
      { change: 'u8Zx_0aQw3Lk.2', values: { outcome: 'refused' }, by: 'p-12', at: 1_795_000_900_000 },
    ],
  },
};
const group: DehriRecord = {
  id: 's-1', type: 'shg', bucket, seq: 41, schema: 1, values: { name: 'सरस्वती', status: 'draft' }, base: 'Zk3_9-aQw0Lx.4', heads: {}, rivals: {},
};
const records = [...listed, visited, group, ...families(3, 8, { from: 50 })];

const made = edits(listed, 12, 3);
const header = {
  bucket, device: '5f0c7a52-6a0f-4a7c-9a7e-0d6f1f9b1c11', author: 'p-4711', grant: 'g-815', deviceTime: 1_795_100_000_000, schema: 2,
};
const changes: Change[] = [
  ...made,
  {
    ...header, id: 'u8Zx_0aQw3Lk.13', record: visited.id, type: 'household', counter: 412, form: 'doorstep@3',
    values: { headName: 'रुखसाना ख़ातून', 'members.k9.name': 'आफ़रीन', 'members.k9._gone': false, rationNeeds: [], landmark: null, weight: 1.25 },
    replaces: { headName: ['Zk3_9-aQw0Lx.3'], outcome: ['Zk3_9-aQw0Lx.9', 'u8Zx_0aQw3Lk.2'] },
  },
  { ...header, id: 'u8Zx_0aQw3Lk.14', record: 's-2', type: 'shg', counter: 413, form: null, mends: 'u8Zx_0aQw3Lk.1', values: { name: 'लक्ष्मी' }, replaces: {} },
];

const request: SyncRequest = {
  v: PROTOCOL_VERSION, epoch: 'e-2026-11', cursors: { [bucket]: [1, 12] }, profile: '9f3c', push: encodeChanges(changes), counts: [14, 1], app: '0.1.0',
};
const answer = [
  writeLine({
    t: 'head', v: PROTOCOL_VERSION, epoch: 'e-2026-11', time: 1_795_100_003_000, safe: 399, coming: records.length, drop: ['10.193.1710.p02.v1.t4/doorstep'],
    results: changes.map((_, at) => (at === 5 ? ['h', 'validation', ['memberCount']] : [at % 2 === 0 ? 'a' : 'd', 60 + at])),
  }),
  writeLine({ t: 'page', b: bucket, g: 1, s: 52, fresh: true, rows: encodeRecords(records), gone: ['k7Qz2mB4-zz'] }),
  writeLine({ t: 'end', sums: { [bucket]: bucketChecksum(records) } }),
].join('');

const folder = new URL(`../../fixtures/protocol/v${PROTOCOL_VERSION}/`, import.meta.url);
if (existsSync(new URL('push.json', folder))) throw new Error('this version is recorded already');
mkdirSync(folder, { recursive: true });
const write = (name: string, text: string): void => writeFileSync(new URL(name, folder), text);
write('push.json', `${JSON.stringify(request)}\n`);
write('push.changes.json', `${JSON.stringify(changes, undefined, 1)}\n`);
write('pull.txt', answer);
write('pull.records.json', `${JSON.stringify(records, undefined, 1)}\n`);
