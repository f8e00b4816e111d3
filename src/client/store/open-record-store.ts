// Opens a store: lays its two copies side by side, repairs each from the other, reads all into memory.
import { openJson, type Cipher } from '../vault/cipher.ts';
import type { RecordStore } from './contract.ts';
import { applyEdit, nothingKept, parseEdit, type Keepsakes } from './journal-state.ts';
import { readRows, type LedgerContents } from './ledger-rows.ts';
import type { JournalOpened, LedgerRow } from './ports.ts';
import { DurableStore, type StoreParts } from './record-store.ts';
import { recover, type FoundCopy } from './recover.ts';
import { counterOf } from './sealed-copies.ts';

/** Opens both copies, repairs each from the other, and reads everything into memory. */
export async function openRecordStore(parts: StoreParts): Promise<RecordStore> {
  const { cipher, ledger, journal, now } = parts;
  const [rows, opened] = await Promise.all([
    ledger.load().catch(() => undefined),
    journal.open().catch(() => undefined),
  ]);
  const contents = await readRows(cipher, rows ?? []);
  const fromLedger = ledgerCopy(rows, contents);
  const fromJournal = await journalCopy(cipher, opened, contents.device?.journalBehind ?? false);
  const recovered = recover(fromLedger, fromJournal, now());
  const { profile } = recovered.kept;
  const types = profile === undefined ? parts.types : [...parts.types, ...(await parts.typesFor?.(profile) ?? [])];
  const unreadablePages = contents.unreadable.filter((u) => u.table === 'pages');
  const incidents = [
    ...contents.incidents,
    ...recovered.incidents.filter((i) => i.kind !== 'journal-missing' || contents.device?.journalBehind !== true),
    ...(contents.unreadable.length > 0 ? [{ kind: 'page-unreadable' as const, changes: contents.unreadable.length, at: now() }] : []),
  ];
  const store = new DurableStore({ ...parts, types }, contents, recovered.kept, incidents, {
    ledger: rows === undefined ? 'unread' : 'up',
    journal: fromJournal.found === 'unreadable' ? 'unread' : recovered.journalNeedsAll ? 'behind' : 'up',
  });
  await store.repair({ ledger: recovered.ledgerNeedsAll, journal: recovered.journalNeedsAll }, recovered.incidents.length > 0, unreadablePages);
  await store.openPhotos();
  void store.sealMissing();
  return store;
}

function ledgerCopy(rows: readonly LedgerRow[] | undefined, contents: LedgerContents): FoundCopy {
  const kept: Keepsakes = {
    entries: new Map(contents.entries),
    drafts: new Map([...contents.drafts].map(([id, { draft }]) => [id, draft])),
    profile: contents.profile,
    counter: Math.max(contents.device?.counter ?? 0, ...(rows ?? []).flatMap((r) => (r.table === 'outbox' || r.table === 'sealed' ? [counterOf(r.key)] : []))),
    safe: contents.device?.safe ?? 0,
  };
  return { found: rows === undefined ? 'unreadable' : contents.device === undefined ? 'missing' : 'kept', kept, behind: false };
}

async function journalCopy(cipher: Cipher, opened: JournalOpened | undefined, wasBehind: boolean): Promise<FoundCopy> {
  const kept = nothingKept();
  if (opened === undefined) return { found: 'unreadable', kept, behind: true };
  // A torn end may have been whole once: what it said may stand in the ledger only.
  let holes = opened.holes || opened.torn;
  let foreign = false;
  for (const frame of await Promise.all(opened.frames.map((f) => openJson(cipher, 'journal', '', f).catch(() => undefined)))) {
    if (frame === undefined) {
      holes = true;
      continue;
    }
    try {
      applyEdit(kept, parseEdit(frame));
    } catch {
      // Written by a newer app than this one: what we do not understand we do not overwrite.
      foreign = true;
    }
  }
  return { found: foreign ? 'unreadable' : opened.found, kept, behind: holes || wasBehind };
}
