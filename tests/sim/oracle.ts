// What must be true, told a second way. Live versions straight from their definition: everything ever
// written to a register, less whatever any later change named as replaced. Access from the table of
// roles written out again by hand, that of files with the names in them.
import type { Change, ChangeId, FieldPath, FieldValue, Register } from '#shared/record/change.ts';
import { sameValue } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { fieldDef, policyOf, registerOf, type RecordType } from '#shared/record/record-type.ts';
import { recordFromRow } from '#server/sync/stored.ts';
import type { StoredRecord } from '#server/sync/sync-tables.ts';
import type { GrantRow } from './office.ts';
import { Violation } from './violation.ts';

type Written = ReadonlyMap<FieldPath, FieldValue>;

export class Versions {
  /** Record → register → live change → what it wrote. */
  readonly #live = new Map<string, Map<Register, Map<ChangeId, Written>>>();

  add(type: RecordType, change: Change): void {
    const registers = this.#live.get(change.record) ?? new Map<Register, Map<ChangeId, Written>>();
    this.#live.set(change.record, registers);
    const written = new Map<Register, Map<FieldPath, FieldValue>>();
    for (const [path, value] of Object.entries(change.values)) {
      const register = registerOf(type, path);
      const values = written.get(register) ?? new Map<FieldPath, FieldValue>();
      written.set(register, values);
      values.set(path, value);
    }
    for (const [register, values] of written) {
      const live = registers.get(register) ?? new Map<ChangeId, Written>();
      registers.set(register, live);
      for (const seen of change.replaces[register] ?? []) live.delete(seen);
      live.set(change.id, values);
    }
  }

  /** @throws Violation C1, C3 or C4 */
  check(type: RecordType, record: DehriRecord): void {
    for (const [register, live] of this.#live.get(record.id) ?? []) {
      const kept = record.rivals[register]?.map((r) => r.change) ?? [record.heads[register] ?? record.base];
      if (kept.length !== live.size || kept.some((id) => !live.has(id))) {
        throw new Violation('C1', `${record.id} ${register} keeps ${kept.join(' ')}, alive are ${[...live.keys()].join(' ')}`);
      }
      const policy = policyOf(type, register);
      const force = record.heads[register] ?? record.base;
      if (policy === 'union') continue;
      for (const [path, value] of live.get(force) ?? []) {
        if (!sameValue(record.values[path] ?? null, value)) throw new Violation('C3', `${record.id} ${path} is not what ${force} wrote with the rest of ${register}`);
      }
      if (policy === 'ask' && live.size > 1) checkProtected(type, record, register, live);
    }
  }
}

function checkProtected(type: RecordType, record: DehriRecord, register: Register, live: ReadonlyMap<ChangeId, Written>): void {
  const paths = new Set([...live.values()].flatMap((values) => [...values.keys()]));
  for (const path of paths) {
    const order = fieldDef(type, path)?.protective ?? [];
    const best = order.find((value) => [...live.values()].some((values) => sameValue(values.get(path) ?? null, value)));
    if (best !== undefined && !sameValue(record.values[path] ?? null, best)) throw new Violation('C4', `${record.id} ${register} is contested, and the more protective answer is not in force`);
  }
}

/** May someone with these grants read a record of the shelf at the place, on that day? */
export function mayRead(grants: readonly GrantRow[], bucket: string, day: string): boolean {
  const [place = '', shelf = ''] = bucket.split('/');
  return grants.some((g) => {
    if (g.from > day || (g.to !== null && g.to < day)) return false;
    const below = place === g.place || place.startsWith(`${g.place}.`);
    if (shelf === 'notice') return below || g.place.startsWith(`${place}.`);
    if (!below) return false;
    if (shelf === 'files') return FILE_ROLES.includes(g.role);
    return shelf === 'doorstep' ? ['mitra', 'coordinator', 'block-manager'].includes(g.role) : ['mitra', 'coordinator', 'block-manager', 'district-officer'].includes(g.role);
  });
}

const FILE_ROLES = ['centre-administrator', 'case-worker', 'specialist'];

/** May a phone of hers hold the file? Named on it she may; of others only the head holds a child's file, and no specialist any. */
export function mayHold(grants: readonly GrantRow[], person: string, { bucket, values, rivals }: Pick<DehriRecord, 'bucket' | 'values' | 'rivals'>, day: string): boolean {
  const [place = ''] = bucket.split('/');
  const rows = (repeat: string): string[] => Object.entries(values)
    .flatMap(([path, value]) => (path.startsWith(`${repeat}.`) && path.endsWith('.person') && values[path.replace('.person', '._gone')] !== true && typeof value === 'string' ? [value] : []));
  if (values['neverKept'] === true || rows('barred').includes(person)) return false;
  const child = values['child'] === true || Object.values(rivals).some((live) => live.some((rival) => rival.values['child'] === true));
  const named = values['worker'] === person || rows('team').includes(person);
  const unnamed = child ? ['centre-administrator'] : ['centre-administrator', 'case-worker'];
  return grants.some((g) => g.from <= day && (g.to === null || day <= g.to) && (named ? FILE_ROLES : unnamed).includes(g.role) && (place === g.place || (named && place.startsWith(`${g.place}.`))));
}

/** Checksum of what a phone of hers may hold of a bucket of files. */
export function sumHeld(grants: readonly GrantRow[], person: string, records: Iterable<StoredRecord>, bucket: string, day: string): number {
  let sum = 0;
  for (const row of records) if (row.bucket === bucket && mayHold(grants, person, recordFromRow(row), day)) sum = (sum + row.digest) >>> 0;
  return sum;
}
