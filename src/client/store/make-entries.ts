// From what was asked to be saved to changes: who, under which grant, standing on what.
import type { BucketId, ChangeId, RecordId, Values } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import { newlyBroken, type BrokenRule } from '#shared/record/judge-rules.ts';
import { applyChange } from '#shared/record/merge.ts';
import { migrateChange, migrateRecord } from '#shared/record/migrate.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { policyOf, type RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { uuidv7, type Random } from '../vault/random.ts';
import type { SaveRequest } from './contract.ts';
import type { Entry } from './entry.ts';
import { grantFor, indiaDay } from './grant-for.ts';
import type { View } from './view.ts';

export interface Making {
  readonly view: View;
  readonly types: ReadonlyMap<string, RecordType>;
  readonly profile: Profile;
  readonly now: number;
  readonly random: Random;
  /** Highest counter given so far. */
  readonly counter: number;
  readonly nextId: () => ChangeId;
}

export type Made =
  | { readonly ok: true; readonly entries: readonly Entry[]; readonly first: RecordId }
  | { readonly ok: false; readonly reason: 'no-grant' }
  | { readonly ok: false; readonly reason: 'rule'; readonly rules: readonly BrokenRule[] };

/** One entry per request that changes something; later requests stand on earlier ones. */
export function makeEntries(requests: readonly SaveRequest[], making: Making): Made {
  const { view, profile, now } = making;
  const overlay = new Map<RecordId, DehriRecord>();
  const entries: Entry[] = [];
  let first: RecordId | undefined;
  for (const request of requests) {
    const type = making.types.get(request.type);
    if (type === undefined) throw new Error(`no record type ${request.type}`);
    const id = request.record ?? uuidv7(now, making.random);
    first ??= id;
    const { before, edits, bucket } = startOf(view, type, id, request, overlay);
    const own = typeOfForm(type, request);
    if (bucket === undefined) throw new Error('a new record needs a bucket');
    const grant = grantFor(profile.grants, type, { bucket, values: edits }, before, now);
    if (grant === undefined) return { ok: false, reason: 'no-grant' };
    const seen = request.mends === undefined && request.seen?.id === id ? migrateRecord(own, request.seen) : before;
    const change = editToChange(own, seen, edits, {
      id: making.nextId(), record: id, bucket, device: profile.device, counter: making.counter + entries.length + 1,
      author: profile.person.id, grant, deviceTime: now, form: request.form ?? null,
      ...(request.mends !== undefined && { mends: request.mends }),
    }, request.mends !== undefined);
    if (change === undefined) continue;
    const isMade = view.base.has(id) || view.isOnlineOnly(id) || entries.some((e) => e.change.record === id) || view.entriesOf(id).some((e) => e.fresh && e.change.id !== request.mends);
    // A record that the server had when she began is not made anew, though it may have left this phone meanwhile.
    const isKnown = isMade || (request.seen?.id === id && request.seen.seq > 0);
    const settles = Object.entries(change.replaces).some(([register, versions]) => versions.length > 1 && policyOf(type, register) === 'ask');
    entries.push({ change, fresh: !isKnown, offer: 'unsent', seq: 0, folded: false, ...(settles && { settles }) });
    const after = applyChange(type, before, change, { seq: before?.seq ?? 0, at: now });
    const rules = newlyBroken(type, before?.values, after.values, indiaDay(now));
    if (rules.length > 0) return { ok: false, reason: 'rule', rules };
    overlay.set(id, after);
  }
  return { ok: true, entries, first: first ?? '' };
}

/**
 * The record type by which the edits are named: of an older form, as it was then. Only groups that the
 * record shows were there already count; others are completed where the change is applied.
 */
function typeOfForm(type: RecordType, { schema = type.version, seen }: SaveRequest): RecordType {
  if (schema >= type.version) return type;
  const registers = Object.keys({ ...seen?.heads, ...seen?.rivals });
  const groups = Object.entries(type.groups ?? {}).filter(([name]) => registers.some((register) => register.endsWith(`@${name}`)));
  return { ...type, version: schema, groups: Object.fromEntries(groups), migrations: type.migrations?.filter(({ to }) => to <= schema) ?? [] };
}

interface Start {
  readonly before: DehriRecord | undefined;
  readonly edits: Values;
  readonly bucket: BucketId | undefined;
}

/**
 * What an edit stands on. One that mends a held change stands on the record without it and says
 * again all that the held change said: the server never had that one.
 */
function startOf(view: View, type: RecordType, id: RecordId, request: SaveRequest, overlay: ReadonlyMap<RecordId, DehriRecord>): Start {
  const shown = overlay.get(id) ?? view.get(id);
  const bucket = shown?.bucket ?? request.bucket;
  const held = view.entriesOf(id).find((e) => e.change.id === request.mends && e.offer === 'held');
  if (held === undefined) return { before: shown, edits: request.edits, bucket };
  const said = migrateChange(typeOfForm(type, request), held.change).values;
  const again = Object.fromEntries(Object.entries(said).map(([path, value]) => [path, shown?.values[path] ?? value]));
  return { before: view.without(id, held), edits: { ...again, ...request.edits }, bucket: bucket ?? held.change.bucket };
}
