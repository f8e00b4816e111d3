// Planted bugs: each is one of the mistakes that the contract names, as an edit of a source file made
// while the simulator (or a test) is built, and never anywhere else. The promise it breaks must notice.
import type { Invariant } from './violation.ts';

export interface Edit {
  /** From the root of the project. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly find: string;
  readonly put: string;
}

export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Promises that may notice; what the simulator names must be one of them. */
  readonly caughtBy: readonly Invariant[] | { readonly project: 'node' | 'browser'; readonly file: string };
  /** Most seeds it may take. */
  readonly seeds?: number;
}

const MODEL = 'tests/sim/memory-database.ts';
const APPLY = 'src/server/sync/apply-changes.ts';
const MERGE = 'src/shared/record/merge.ts';

/** Without it the other edit would be harmless: what is unique keeps the promise by itself. */
const NO_UNIQUE_INDEX: Edit = { file: MODEL, find: 'if (contents.changes.has(id) || contents.counters.has(`${device} ${counter}`)) throw new TryAgain();', put: 'void [id, device, counter];' };

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'sequence taken before the lock', caughtBy: ['S1', 'S3', 'S4', 'C6'], seeds: 3_000,
    edits: [{
      file: MODEL,
      find: "for (const id of [...asked.buckets].sort()) if (this.contents.buckets.has(id)) await lock(id);\n        await this.#meet('read', life);\n        return this.#found(asked);",
      put: "const { buckets } = this.#found(asked);\n        for (const id of [...asked.buckets].sort()) if (this.contents.buckets.has(id)) await lock(id);\n        await this.#meet('read', life);\n        return { ...this.#found(asked), buckets };",
    }],
  },
  { name: 'acknowledged before the commit', caughtBy: ['S2', 'I1'], edits: [{ file: APPLY, find: 'await push.commit(this.#written());', put: 'void push.commit(this.#written()).catch(() => undefined);' }] },
  {
    name: 'known changes read outside the transaction', caughtBy: ['S1'], seeds: 600,
    edits: [NO_UNIQUE_INDEX, {
      file: MODEL, find: "for (const id of [...asked.buckets].sort()) if (this.contents.buckets.has(id)) await lock(id);\n        await this.#meet('read', life);\n        return this.#found(asked);",
      put: "const { known } = this.#found(asked);\n        for (const id of [...asked.buckets].sort()) if (this.contents.buckets.has(id)) await lock(id);\n        await this.#meet('read', life);\n        return { ...this.#found(asked), known };",
    }],
  },
  { name: 'nothing is known again', caughtBy: ['S1'], edits: [NO_UNIQUE_INDEX, { file: APPLY, find: "if (seq !== undefined) return ['d', seq];", put: 'void seq;' }] },
  { name: 'restored without a new epoch', caughtBy: ['I1', 'S3', 'S9', 'S1', 'L1', 'C6'], edits: [{ file: 'tests/sim/memory-backend.ts', find: '    this.renewEpoch();\n  }', put: '  }' }] },
  { name: 'acknowledged changes are deleted from the phone', caughtBy: ['I1'], edits: [{ file: 'src/client/store/entry.ts', find: 'change.counter <= safe && (', put: 'void [change, safe] === undefined && (' }] },
  {
    name: 'cursor saved before the rows', caughtBy: ['S3', 'C6'],
    edits: [{
      file: 'src/client/store/record-store.ts', find: 'const batch = await this.rows.pages(plan, asItCame);',
      put: 'await this.copies.writeRows(this.kept, { puts: [await this.rows.cursors(place)] });\n    const batch = await this.rows.pages(plan, asItCame);',
    }],
  },
  {
    name: 'an answer that was cut off is accepted', caughtBy: ['S3', 'C6', 'A2', 'L1'],
    edits: [{ file: 'src/client/sync/round.ts', find: "if (head === undefined || end === undefined || broken.size > 0) return { kind: 'cut', progressed };\n  const sums = Object.entries(end.sums ?? {});", put: "if (head === undefined) return { kind: 'cut', progressed };\n  const sums = Object.entries(end?.sums ?? {});" },
      { file: 'src/client/sync/round.ts', find: 'more: end.more === true,', put: 'more: end?.more === true,' },
      { file: 'src/client/sync/round.ts', find: "if (arrived.kind === 'damaged') return { kind: 'cut', progressed };", put: "if (arrived.kind === 'damaged') break;" }],
  },
  { name: 'a change that is not allowed is dropped as done', caughtBy: ['S2', 'I1'], edits: [{ file: APPLY, find: 'if (!judged.ok) return this.#hold(change, judged);', put: "if (!judged.ok) return judged.code === 'access' ? ['d', 0] : this.#hold(change, judged);" }] },
  { name: 'one bad change blocks its batch', caughtBy: ['L1', 'L2', 'I1'], edits: [{ file: 'src/client/store/record-store.ts', find: 'changes.forEach((change, at) => {', put: "changes.forEach((change, at) => {\n        if (results.some((r) => r[0] === 'h')) return;" }] },
  { name: 'the last write wins', caughtBy: ['C1'], edits: [{ file: MERGE, find: 'const live = [...liveVersions(type, record, register).filter((v) => !seen.includes(v.change)), mine];', put: 'const live = [mine];' }] },
  { name: 'records of a grant that ended are kept', caughtBy: ['A2'], edits: [{ file: 'src/client/sync/controller.ts', find: 'if (gone.length > 0) await store.dropBuckets(gone);', put: 'void gone;' }] },
  { name: 'records of an old epoch are kept', caughtBy: ['A2', 'C6'], edits: [{ file: 'src/client/sync/controller.ts', find: '...store.strays()];', put: '];' }] },
  { name: 'no journal beside the database', caughtBy: ['I1'], edits: [{ file: 'src/client/store/two-copies.ts', find: "if (this.journalState === 'unread') return 'no';", put: "if (this.journalState !== undefined) return 'no';" }] },
  { name: 'transactions are relaxed', caughtBy: ['I1'], seeds: 600, edits: [{ file: 'src/client/store/ports.ts', find: "LEDGER_DURABILITY: 'strict' | 'relaxed' = 'strict'", put: "LEDGER_DURABILITY: 'strict' | 'relaxed' = 'relaxed'" }] },
  { name: 'whoever settles names only one version', caughtBy: ['C5'], edits: [{ file: 'src/shared/record/edit.ts', find: '.map((v) => v.change);\n    if (seen.length > 0)', put: '.map((v) => v.change).slice(0, 1);\n    if (seen.length > 0)' }] },
  { name: 'a group is taken field by field', caughtBy: ['C1', 'C3', 'crash'], edits: [{ file: MERGE, find: 'const register = registerOf(type, path);\n    const written = grouped', put: 'const register = path;\n    void registerOf(type, path);\n    const written = grouped' }] },
  { name: 'the protective answer is not in force', caughtBy: ['C4'], edits: [{ file: MERGE, find: 'return mostProtective(type, live) ?? first;', put: 'void mostProtective;\n      return first;' }] },
  { name: 'a held change without its body', caughtBy: ['I1'], edits: [{ file: APPLY, find: 'code, paths, body: Buffer.from(JSON.stringify(change)),', put: "code, paths, body: Buffer.from(''),"  }] },
  { name: 'a change on an unknown base is applied', caughtBy: ['S6', 'C1', 'C6', 'S4'], edits: [{ file: APPLY, find: "if (missing.length > 0) return held('unknown-base', missing);", put: 'void missing;' }] },
  { name: 'a value that is only contested is free for others', caughtBy: { project: 'node', file: 'tests/server/sync/unique.test.ts' }, edits: [{ file: 'src/server/sync/stored.ts', find: '...contested].flatMap', put: '...(contested.length > 0 ? [] : [])].flatMap' }] },
  { name: 'work that waited is not looked at again', caughtBy: { project: 'node', file: 'tests/server/sync/unique.test.ts' }, edits: [{ file: APPLY, find: 'await this.#readForWaiting(push, found.held);', put: '' }] },
  { name: 'counts only grow', caughtBy: ['S4'], edits: [{ file: APPLY, find: 'if (before !== undefined) sums.remove(entry, before);', put: '' }] },
  { name: 'the lease never ends', caughtBy: ['A2'], edits: [{ file: 'src/client/vault/open-vault.ts', find: "if (within(state.lastContact)) return 'valid';", put: "if (within(state.lastContact) || state.lastContact > 0) return 'valid';" }] },
  { name: 'grants of other places let in', caughtBy: ['A1'], edits: [{ file: 'src/server/sync/pull.ts', find: 'return buckets.filter((b) => mayFollow(services, grants, b.id, day));', put: 'return buckets;' }, { file: 'src/server/sync/pull.ts', find: 'const current = grants.filter((g) => isInForce(g, day));', put: 'const current = grants.filter((g) => isInForce(g, day) || day > \'\');' }] },
  { name: 'a number of a phone is given twice', caughtBy: ['I7', 'I1'], edits: [{ file: 'src/client/store/journal-state.ts', find: 'kept.counter = Math.max(kept.counter, entry.change.counter);', put: 'if (entry.change.counter % 7 !== 0) kept.counter = Math.max(kept.counter, entry.change.counter);' }] },
  {
    name: 'closing a held change leaves no trace', caughtBy: { project: 'node', file: 'tests/server/desk/desk.test.ts' },
    edits: [{ file: 'src/server/desk/held-desk.ts', find: "await appendAudit(client, services, audit('held-closed', sealed[0] ?? ''));", put: "void audit('held-closed', '');" }],
  },
  {
    name: 'a file goes to every phone that follows its bucket', caughtBy: { project: 'node', file: 'tests/server/access/files-arrive.test.ts' },
    edits: [{ file: 'src/server/sync/guarded-pull.ts', find: 'const hers = type !== undefined && mayKeep(', put: 'const hers = type !== undefined || mayKeep(' }],
  },
  {
    name: 'whoever is no longer named keeps the file', caughtBy: ['A2', 'C6', 'S3'],
    edits: [{ file: 'src/server/sync/guarded-pull.ts', find: '...part.flatMap((c) => (c.record === undefined ? [c.id] : [])),', put: '' }],
  },
  {
    name: 'other grants let nothing begin anew', caughtBy: ['C6', 'S3', 'A2'],
    edits: [{ file: 'src/server/sync/guarded-pull.ts', find: 'return generation * 2 ** 32 + sightOf(grants, bucket, day);', put: 'void [sightOf, grants, bucket, day];\n  return generation * 2 ** 32;' }],
  },
  {
    name: 'a look leaves no trace', caughtBy: { project: 'node', file: 'tests/server/access/looks.test.ts' },
    edits: [{ file: APPLY, find: 'if (type.writeOnly === true && known === undefined) this.#audits.push(...lookAudit(change));', put: 'void lookAudit;' }],
  },
  {
    name: 'a rule of a record is judged over what the phone sent, not over the merge', caughtBy: { project: 'node', file: 'tests/server/sync/rules.test.ts' },
    edits: [{ file: APPLY, find: 'const after = applyChange(type, record, change, { seq: record?.seq ?? 0, at: this.#at });', put: 'const after = change;' }],
  },
  {
    name: 'a rule that was broken already stops other work', caughtBy: { project: 'node', file: 'tests/shared/record/judge-rules.test.ts' },
    edits: [{ file: 'src/shared/record/judge-rules.ts', find: 'const paths = now.filter((path) => !was.has(path));', put: 'const paths = was.size < 0 ? [] : now;' }],
  },
  {
    name: 'a form of a row is judged without what its row says already', caughtBy: { project: 'node', file: 'tests/server/sync/row-forms.test.ts' },
    edits: [{ file: 'src/server/sync/check-form.ts', find: 'rowAnswers(form, record?.values ?? {}, row)', put: 'rowAnswers(form, {}, row)' }],
  },
  {
    name: 'a clock runs while it is stopped', caughtBy: { project: 'node', file: 'tests/shared/task/clock.test.ts' },
    edits: [{ file: 'src/shared/task/clock.ts', find: 'const stops = stopsOf(pauses, today);', put: 'const stops = stopsOf(pauses, today).slice(0, 0);' }],
  },
  {
    name: 'what a district sets holds in its neighbours', caughtBy: { project: 'node', file: 'tests/shared/task/rulebook-from.test.ts' },
    edits: [{ file: 'src/shared/task/rulebook-from.ts', find: 'said.filter((record) => isWithin(place, bucketPlace(record.bucket)))', put: 'said.filter((record) => isWithin(place, bucketPlace(record.bucket)) || place !== "")' }],
  },
  {
    name: 'two phones count files in one series', caughtBy: { project: 'node', file: 'tests/server/auth/series.test.ts' },
    edits: [{ file: 'src/server/auth/series.ts', find: 'const drawn = seriesFrom(random(seriesLength(row.phones) + Math.floor(tries / 4)));', put: "const drawn = 'A7'; void seriesFrom; void random; void seriesLength;" }],
  },
  {
    name: 'an erased record comes back', caughtBy: { project: 'node', file: 'tests/server/erase/erase.test.ts' },
    edits: [{ file: APPLY, find: 'if (this.#erased.has(change.record)) return this.#refuseErased(change);', put: '' }],
  },
  {
    name: 'a photo counts as sent whatever the server has of it', caughtBy: { project: 'node', file: 'tests/client/sync/photos.test.ts' },
    edits: [{ file: 'src/client/sync/photos.ts', find: "(state === 'there' || state === 'safe') && sha256 === name", put: "(state === 'there' || state === 'safe' || state === 'partly') && sha256 !== ''" }],
  },
  {
    name: 'a new version of the database begins by deleting the old one', caughtBy: { project: 'browser', file: 'tests/client/store/sealed.browser.test.ts' },
    edits: [{ file: 'src/client/store/ledger-database.ts', find: "db.version(2).stores({ sealed: '', delivered: '' });", put: "db.version(2).stores({ sealed: '', delivered: '', outbox: null });\n  db.version(3).stores({ outbox: '' });" }],
  },
];
