// Where the state has set that nobody is asked about a register, what came last in the server's order settles
// it: by an ordinary change that names every live version, in the transaction of the push that made it
// contested. So sums, seq and digests hold as for any change, several servers do it once, and a version that
// comes late opens the register again and is settled again.
//
// Left to a person all the same: what a person has settled before, and what a list brought last.
import { hash } from 'node:crypto';
import { LIST_DEVICE, RULE_AUTHOR, RULE_DEVICE, type Change, type ChangeId, type Register } from '#shared/record/change.ts';
import { contestedRegisters, liveVersions } from '#shared/record/merge.ts';
import { pathsOf, type RecordType } from '#shared/record/record-type.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { isUnasked, type Unasked } from '#shared/task/asked.ts';

/** What is to be known of a version's change. */
export type Said = Pick<Change, 'device' | 'replaces'>;

/** @param saidBy undefined for a change that is not known: its register is left alone */
export function dueByRule(type: RecordType, record: DehriRecord, unasked: Unasked, saidBy: (change: ChangeId) => Said | undefined): Register[] {
  if (unasked.size === 0) return [];
  return contestedRegisters(type, record).filter((register) => {
    if (!isUnasked(unasked, type, register)) return false;
    const said = liveVersions(type, record, register).map((version) => saidBy(version.change));
    const settledByPerson = said.some((one) => one === undefined || (isPersons(one) && (one.replaces[register]?.length ?? 0) > 1));
    return !settledByPerson && said.at(-1)?.device.startsWith(LIST_DEVICE) === false;
  });
}

/** @param seq the one it will get: with the bucket and the time it makes the id */
export function settlingChange(type: RecordType, record: DehriRecord, register: Register, { seq, at }: { readonly seq: number; readonly at: number }): Change {
  const live = liveVersions(type, record, register);
  const last = live.at(-1);
  if (last === undefined) throw new Error('a contested register has live versions');
  const id = `${RULE_DEVICE}${hash('sha256', `${record.bucket} ${seq} ${at} ${record.id} ${register}`, 'base64url').slice(0, 22)}`;
  return {
    id, record: record.id, type: type.name, bucket: record.bucket, device: id, counter: 1, author: RULE_AUTHOR, grant: RULE_AUTHOR, deviceTime: at, form: null, schema: type.version,
    values: Object.fromEntries(pathsOf(type, register).map((path) => [path, last.values[path] ?? null])),
    replaces: { [register]: live.map((version) => version.change) },
  };
}

function isPersons({ device }: Said): boolean {
  return !device.startsWith(LIST_DEVICE) && !device.startsWith(RULE_DEVICE);
}
