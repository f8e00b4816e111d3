// The database of one vault. Keys say nothing, and every row but `writer`, `sealed` and `delivered` is
// ciphertext under the vault's own key; `sealed` is ciphertext to everyone but the server.
//
//   meta, pages, outbox, drafts   see `ledger-rows.ts`
//   writer/n                      who wrote last, a number
//   sealed/<counter>/<key id>     a change sealed to the server: can be handed in while locked
//   delivered/<counter>           server epoch to which that change was handed in
import { Dexie } from 'dexie';
import { LEDGER_DURABILITY } from './ports.ts';

/** Holds a number only: who wrote last. */
export const WRITER = 'writer';

export function ledgerDatabase(name: string): Dexie {
  const db = new Dexie(name, { chromeTransactionDurability: LEDGER_DURABILITY });
  db.version(1).stores({ meta: '', pages: '', outbox: '', drafts: '', [WRITER]: '' });
  // Sealed copies; the tables before stay as they are.
  db.version(2).stores({ sealed: '', delivered: '' });
  // A newer version of the app in another tab may upgrade; ours opens again when it next writes.
  db.on('versionchange', () => db.close());
  return db;
}
