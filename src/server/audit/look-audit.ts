// A look at a file, handed in by the phone on which it happened, as one row of the audit log: what was
// done to which file, and the code of the reason. What she typed beside the reason stays in the look.
import { LOOK_KINDS, LOOK_REASONS, look } from '#shared/access/look.ts';
import type { AuditAct } from '#shared/desk/audit.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { Change } from '#shared/record/change.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Refusal } from '../sync/check-change.ts';
import type { AuditEntry } from './audit.ts';

const ACTS: Readonly<Record<(typeof LOOK_KINDS)[number], AuditAct>> = { opened: 'file-opened', named: 'file-named', printed: 'file-printed', searched: 'file-searched' };
const LOOK_NAME = look.name;

/** A look that does not say what was looked at cannot be kept as one. */
export function checkLook(type: RecordType, change: Change): Refusal | undefined {
  if (type.name !== LOOK_NAME) return undefined;
  const { kind, record } = change.values;
  const paths = [...(LOOK_KINDS.some((k) => k === kind) ? [] : ['kind']), ...(typeof record === 'string' || kind === 'searched' ? [] : ['record'])];
  return paths.length === 0 ? undefined : { code: 'validation', paths };
}

/** One row, or none for what is no look. */
export function lookAudit({ type, author, bucket, values }: Change): AuditEntry[] {
  const kind = type === LOOK_NAME ? LOOK_KINDS.find((k) => k === values['kind']) : undefined;
  if (kind === undefined) return [];
  const { record } = values;
  return [{ act: ACTS[kind], actor: author, place: bucketPlace(bucket), subject: typeof record === 'string' ? record : '', detail: LOOK_REASONS.find((r) => r === values['reason']) ?? '' }];
}
