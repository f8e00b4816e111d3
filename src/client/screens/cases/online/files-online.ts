// Files that this phone does not keep, asked for over the line. One that was opened is shown from memory
// while she is at it, and let go of when she goes elsewhere or the app locks.
import type { RecordId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Session } from '#client/app/services.ts';
import { createFilesApi, type FilesApi } from '#client/desk-api/files-api.ts';
import type { RecordStore } from '#client/store/contract.ts';
import type { LookReason } from '../names.ts';

const PATIENCE_MS = 30_000;
const apis = new WeakMap<Session, FilesApi>();

export function filesApiOf(session: Session): FilesApi {
  const known = apis.get(session) ?? createFilesApi({
    fetch: (url, init) => fetch(url, init),
    isOnline: () => navigator.onLine,
    device: () => session.profile().device,
    // Sync holds the device's key: a run renews the session first.
    renew: () => session.sync.syncNow(),
    patienceMs: PATIENCE_MS,
  });
  apis.set(session, known);
  return known;
}

interface Visit {
  readonly id: RecordId;
  readonly reason: LookReason;
  readonly letGo: () => void;
}

const visits = new WeakMap<RecordStore, Visit>();

export function beginVisit(store: RecordStore, record: DehriRecord, reason: LookReason): void {
  visits.get(store)?.letGo();
  visits.set(store, { id: record.id, reason, letGo: store.showOnline(record) });
}

/** Why she opened it; undefined for a file that was not opened online. */
export function visitReason(store: RecordStore, id: RecordId): LookReason | undefined {
  const visit = visits.get(store);
  return visit?.id === id && store.isOnlineOnly(id) ? visit.reason : undefined;
}

/** @param path where she is now: its page, forms and papers lie below its own address. */
export function endVisitBeyond(store: RecordStore, path: string): void {
  const visit = visits.get(store);
  if (visit === undefined || path === `/cases/${visit.id}` || path.startsWith(`/cases/${visit.id}/`) || path.startsWith('/cases/draft/')) return;
  visits.delete(store);
  visit.letGo();
}
