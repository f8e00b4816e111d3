// What a sync request is answered with, as `shared/sync/protocol.ts` says; the HTTP route only packs it.
import { MAX_CHANGES_PER_PUSH, PROTOCOL_VERSION, type ChangeResult, type EndLine, type HeadLine, type PageLine, type SyncRequest } from '#shared/sync/protocol.ts';
import { decodeChanges } from '#shared/sync/wire-changes.ts';
import type { ErrorCode } from '#shared/error-codes.ts';
import type { Session } from '../auth/session.ts';
import { applyChanges } from './apply-changes.ts';
import type { Contacts } from './contacts.ts';
import { filesOf, isBehindPhone, planPull, pullLines, type PullPlan } from './pull.ts';
import type { SyncServices } from './sync-tables.ts';

export type SyncAnswer =
  | { readonly ok: false; readonly code: Extract<ErrorCode, 'protocol-unknown' | 'too-large' | 'device-revoked'> }
  | {
    readonly ok: true;
    readonly head: HeadLine;
    /** Pages and the end line; undefined: nothing but the end. */
    readonly rest: AsyncGenerator<PageLine | EndLine> | undefined;
    readonly results: readonly ChangeResult[];
    /** Records at most to come. */
    readonly coming: number;
    /** Files of persons among them. */
    readonly files: ReturnType<typeof filesOf>;
  };

/**
 * Changes are handed in first; the answer exists only when they are committed. Throws `PushBusy`.
 * @param inexact the request's text when it says what its values cannot say back (a number too long,
 *   a key twice): it is kept beside the changes, as it came
 */
export async function answerSync(services: SyncServices, contacts: Contacts, asking: Session, asked: SyncRequest, inexact?: string): Promise<SyncAnswer> {
  if (asked.v !== PROTOCOL_VERSION) return { ok: false, code: 'protocol-unknown' };
  const items = asked.push === null || asked.push === undefined ? undefined : decodeChanges(asked.push);
  if (items !== undefined && items.length > MAX_CHANGES_PER_PUSH) return { ok: false, code: 'too-large' };
  const sameEpoch = asked.epoch === services.meta.epoch;
  const behind = sameEpoch && items !== undefined && await isBehindPhone(services, asking.grants, asked.cursors, items.flatMap((item) => (item.ok ? [item.change.bucket] : [])));
  const results = items === undefined ? undefined : await applyChanges(services, asked.withdraw === undefined ? asking : { ...asking, takesBack: new Set(asked.withdraw) }, items);
  if (items !== undefined && inexact !== undefined) await applyChanges(services, asking, [{ ok: false, raw: inexact }]);
  // Handing in may have waited long: what is answered is what she may have now.
  const session = results === undefined ? asking : await contacts.now(asking);
  if (session.revoked) {
    if (results === undefined) return { ok: false, code: 'device-revoked' };
    return { ok: true, head: head(services, { results, drop: Object.keys(asked.cursors), revoked: true }), rest: undefined, results, coming: 0, files: [] };
  }
  const [known, digest, settled] = await Promise.all([
    asked.limit === 0 ? NOTHING : planPull(services, session.grants, sameEpoch ? asked.cursors : {}, asked.cursors),
    contacts.profileDigest(session),
    contacts.settled(session, asked),
    contacts.note(session, asked),
  ]);
  const wentBack = behind || known.ahead;
  const epoch = wentBack && services.voidEpoch !== undefined ? await services.voidEpoch(session.device) : services.meta.epoch;
  const reset = wentBack || (asked.epoch !== '' && !sameEpoch);
  const plan = wentBack && asked.limit !== 0 ? await planPull(services, session.grants, {}, asked.cursors) : known;
  const first = head(services, {
    epoch,
    ...(reset && { reset }),
    ...(results !== undefined && { results }),
    ...(session.safeCounter > 0 && { safe: session.safeCounter }),
    ...(digest !== asked.profile && { profile: digest }),
    ...(plan.drop.length > 0 && { drop: [...plan.drop] }),
    ...(settled.length > 0 && { settled: [...settled] }),
    ...(plan.coming > 0 && { coming: Math.min(plan.coming, asked.limit ?? Infinity) }),
  });
  return { ok: true, head: first, rest: plan.buckets.length === 0 ? undefined : pullLines(services, plan, asked.limit), results: results ?? [], coming: plan.coming, files: filesOf(plan, asked.limit) };
}

const NOTHING: PullPlan = { buckets: [], drop: [], coming: 0, ahead: false };

function head({ meta, clock }: SyncServices, rest: Partial<HeadLine>): HeadLine {
  return { t: 'head', v: PROTOCOL_VERSION, epoch: meta.epoch, time: clock(), ...rest };
}
