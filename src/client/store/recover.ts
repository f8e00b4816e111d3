// At every start the two copies are laid side by side. What one has and the other lacks is put back,
// and said aloud as an incident: a repair is never silent and never deletes.
import type { Entry } from './entry.ts';
import { forgettable } from './entry.ts';
import type { Incident } from './contract.ts';
import { sameEnd, withEndOf } from './held-ends.ts';
import type { Keepsakes } from './journal-state.ts';

/** One copy as it was found. */
export interface FoundCopy {
  /** `unreadable`: it would not open, what it holds is unknown and must not be overwritten. */
  readonly found: 'kept' | 'missing' | 'unreadable';
  readonly kept: Keepsakes;
  /** It may lack the newest writings (damage in the middle, or it failed while the other went on). */
  readonly behind: boolean;
}

export interface Recovered {
  readonly kept: Keepsakes;
  readonly incidents: readonly Incident[];
  /** Counters and drafts that must be written into the ledger; deletions likewise. */
  readonly ledgerNeedsAll: boolean;
  readonly journalNeedsAll: boolean;
}

export function recover(ledger: FoundCopy, journal: FoundCopy, now: number): Recovered {
  const counter = Math.max(ledger.kept.counter, journal.kept.counter);
  const safe = Math.max(ledger.kept.safe, journal.kept.safe);
  const done = new Set([...forgettable(ledger.kept.entries, safe), ...forgettable(journal.kept.entries, safe)].map((e) => e.change.counter));
  const entries = new Map<number, Entry>();
  let onlyJournal = 0;
  let onlyLedger = 0;
  const counters = [...new Set([...ledger.kept.entries.keys(), ...journal.kept.entries.keys()])].sort((a, b) => a - b);
  for (const n of counters) {
    const [mine, theirs] = [ledger.kept.entries.get(n), journal.kept.entries.get(n)];
    if (mine === undefined && theirs !== undefined) {
      // The ledger forgot it when it was safe; the journal was told later or not at all.
      if (n <= ledger.kept.safe && theirs.offer !== 'held' && ledger.found === 'kept') continue;
      entries.set(n, { ...theirs, folded: false });
      onlyJournal += 1;
    } else if (mine !== undefined) {
      entries.set(n, theirs === undefined ? mine : moreCareful(mine, theirs));
      if (theirs === undefined && !done.has(n)) onlyLedger += 1;
    }
  }
  for (const entry of forgettable(entries, safe)) entries.delete(entry.change.counter);

  const journalIsWhole = journal.found === 'kept' && !journal.behind;
  const drafts = new Map(journalIsWhole ? journal.kept.drafts : [...journal.kept.drafts, ...ledger.kept.drafts]);
  const profile = (journalIsWhole ? journal.kept.profile : undefined) ?? ledger.kept.profile ?? journal.kept.profile;

  const incidents: Incident[] = [];
  const isNew = ledger.found === 'missing' && journal.found === 'missing';
  if (!isNew) {
    if (ledger.found !== 'kept' || onlyJournal > 0) incidents.push({ kind: 'rebuilt-from-journal', changes: onlyJournal, at: now });
    if (journal.found === 'unreadable') incidents.push({ kind: 'journal-missing', changes: 0, at: now });
    else if (journal.found === 'missing' || onlyLedger > 0) incidents.push({ kind: 'journal-rebuilt', changes: onlyLedger, at: now });
  }
  return {
    kept: { entries, drafts, profile, counter, safe },
    incidents,
    ledgerNeedsAll: ledger.found === 'missing' || !sameKept(ledger.kept, { entries, drafts, profile, counter, safe }),
    journalNeedsAll: journal.found === 'missing' || journal.behind || !sameKept(journal.kept, { entries, drafts, profile, counter, safe }),
  };
}

/** Offered once too often does no harm: the server knows the id. Once too seldom loses. */
function moreCareful(ledger: Entry, journal: Entry): Entry {
  if (ledger.change.id !== journal.change.id) return ledger;
  if (ledger.offer === 'held' && journal.offer === 'held') return withEndOf(ledger, journal);
  const unsent = ledger.offer === 'unsent' ? ledger : { ...journal, folded: ledger.folded };
  return ledger.offer === journal.offer || ledger.offer === 'unsent' ? ledger : journal.offer === 'unsent' ? unsent : ledger;
}

function sameKept(a: Keepsakes, b: Keepsakes): boolean {
  return (
    a.counter === b.counter && a.safe === b.safe && a.profile?.digest === b.profile?.digest &&
    a.entries.size === b.entries.size && [...b.entries].every(([n, e]) => { const other = a.entries.get(n); return other?.offer === e.offer && sameEnd(other, e); }) &&
    a.drafts.size === b.drafts.size && [...b.drafts].every(([id, d]) => a.drafts.get(id)?.savedAt === d.savedAt)
  );
}
