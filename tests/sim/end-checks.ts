// What must hold once all is quiet: everything has arrived or says why not, phones and server hold the
// same, and every derived table is what the history amounts to.
import type { Change } from '#shared/record/change.ts';
import { applyChange, withOrigins } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { addDigest, recordDigest } from '#shared/sync/digest.ts';
import { signatureOf } from '#shared/record/change.ts';
import { createRegistry } from '#server/registry.ts';
import { recordFromRow } from '#server/sync/stored.ts';
import { SumDelta } from '#server/sync/sums.ts';
import type { Backend } from './backend.ts';
import { dayOf } from './office.ts';
import { mayHold, mayRead, sumHeld } from './oracle.ts';
import { SIM_PROGRAMMES, SIM_TYPES } from './programmes.ts';
import type { SimPhone } from './sim-phone.ts';
import { Violation } from './violation.ts';

const registry = createRegistry(SIM_PROGRAMMES);

export function checkEnd(server: Backend, phones: readonly SimPhone[]): void {
  checkHistory(server);
  for (const phone of phones) checkPhone(server, phone);
}

function checkHistory({ contents }: Backend): void {
  const folded = new Map<string, DehriRecord>();
  const perBucket = new Map<string, number[]>();
  for (const { change, seq, at } of [...contents.changes.values()].sort((a, b) => a.seq - b.seq)) {
    const entry = registry.type(change.type);
    if (entry === undefined) throw new Violation('S4', `${change.type} was applied`);
    const before = folded.get(change.record);
    checkCause(before, change, contents.changes);
    const after = applyChange(entry.type, before, change, { seq, at });
    folded.set(change.record, withOrigins(after, (id) => {
      const origin = contents.changes.get(id);
      return origin === undefined ? undefined : { by: signatureOf(origin.change), at: origin.at };
    }));
    const list = perBucket.get(change.bucket) ?? [];
    perBucket.set(change.bucket, list);
    list.push(seq);
  }
  const sums = new SumDelta();
  const checksums = new Map<string, number>();
  for (const row of contents.records.values()) {
    const record = recordFromRow(row);
    const again = folded.get(row.id);
    if (again === undefined || recordDigest(again) !== row.digest || recordDigest(record) !== row.digest) throw new Violation('S4', `${row.id} is not what its changes amount to`);
    checksums.set(row.bucket, addDigest(checksums.get(row.bucket) ?? 0, row.digest));
    const entry = registry.type(row.type);
    if (entry !== undefined) sums.add(entry, record);
  }
  if (folded.size !== contents.records.size) throw new Violation('S4', 'a record is missing');
  for (const bucket of contents.buckets.values()) {
    if ((checksums.get(bucket.id) ?? 0) !== bucket.checksum) throw new Violation('S4', `the checksum of ${bucket.id} is not that of its records`);
    const seqs = perBucket.get(bucket.id) ?? [];
    if (seqs.length !== bucket.seq || seqs.some((seq, n) => seq !== n + 1)) throw new Violation('S1', `the numbers of ${bucket.id} are not 1, 2, 3 …`);
  }
  const counted = new Map(sums.rows().map((r) => [`${r.place}|${r.indicator}|${r.day}`, r.amount]));
  for (const [key, amount] of contents.sums) if (amount !== (counted.get(key) ?? 0)) throw new Violation('S4', `the sum ${key} is ${amount}, the records say ${counted.get(key) ?? 0}`);
  for (const key of counted.keys()) if (!contents.sums.has(key)) throw new Violation('S4', `the sum ${key} is missing`);
}

function checkCause(before: DehriRecord | undefined, change: Change, history: ReadonlyMap<string, { readonly change: Change }>): void {
  for (const seen of Object.values(change.replaces)) {
    for (const id of seen) {
      if (history.get(id)?.change.record !== change.record || before === undefined) throw new Violation('S6', `${change.id} replaces ${id}, which was not there before it`);
    }
  }
}

function checkPhone(server: Backend, phone: SimPhone): void {
  const { store, vault } = phone;
  const device = server.office.devices.get(phone.device);
  if (store === undefined || vault === undefined || device === undefined) throw new Violation('L1', `${phone.name} does not start`);
  if (store.unsent().changes > 0) throw new Violation('L1', `${phone.name} has ${store.unsent().changes} changes that never left`);
  if (device.revoked) {
    if (store.ofType('family').length + store.ofType('file').length > 0) throw new Violation('A2', `${phone.name} was shut out and still shows records`);
    return;
  }
  if (phone.sync?.status().problem !== undefined && phone.sync.status().problem?.code !== 'clock-wrong') throw new Violation('L1', `${phone.name} ends with ${phone.sync.status().problem?.code}`);
  const grants = server.office.grants.filter((g) => g.person === phone.person);
  const day = dayOf(server.clock());
  const { cursors } = store.cursors();
  const held = new Set(store.held().map((h) => h.change.record));
  for (const bucket of server.contents.buckets.values()) {
    const readable = mayRead(grants, bucket.id, day);
    if (!readable && cursors[bucket.id] !== undefined) throw new Violation('A2', `${phone.name} still follows ${bucket.id}`);
    const sum = bucket.shelf === 'files' ? sumHeld(grants, phone.person, server.contents.records.values(), bucket.id, day) : bucket.checksum;
    if (readable && bucket.seq > 0 && (cursors[bucket.id]?.[1] !== bucket.seq || store.checksum(bucket.id) !== sum)) throw new Violation('C6', `${phone.name} does not hold ${bucket.id} as the server does`);
  }
  for (const type of SIM_TYPES) {
    for (const record of store.ofType(type.name)) {
      if (held.has(record.id)) continue;
      const row = server.contents.records.get(record.id);
      if (!mayRead(grants, record.bucket, day) || (type.name === 'file' && (row === undefined || !mayHold(grants, phone.person, recordFromRow(row), day)))) throw new Violation('A2', `${phone.name} still shows ${record.id}`);
      if (row === undefined || recordDigest(record) !== row.digest) throw new Violation('C6', `${phone.name} shows ${record.id} otherwise than the server has it`);
    }
  }
}
