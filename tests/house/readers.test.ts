// Every place of the server that reads what people wrote: what it asks before anything of it leaves, or
// why nothing of it does. A new one is added here with its answer.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SERVER = new URL('../../src/server/', import.meta.url);

/** `asks`: the module whose decision it goes by. `keeps`: why nobody is shown what it reads. */
const READERS: Readonly<Record<string, { readonly asks: string } | { readonly keeps: string }>> = {
  'access/stored-record.ts': { asks: '#shared/access/guard.ts' },
  'auth/profile.ts': { keeps: 'names of colleagues whose work was let in; nothing of the work' },
  'demo/load-bhagalpur.ts': { keeps: 'whether there is any record' },
  'demo/seed-demo.ts': { keeps: 'how many records there are' },
  'demo/read-families.ts': { keeps: 'makes a demonstration; answers nobody' },
  'desk/file-desk.ts': { asks: '../access/stored-record.ts' },
  'desk/held-desk.ts': { asks: '#shared/access/guard.ts' },
  'desk/history-desk.ts': { asks: '../access/stored-record.ts' },
  'desk/moves-desk.ts': { asks: '#shared/access/access.ts' },
  'desk/open-work.ts': { keeps: 'counts of what is open with someone who goes' },
  'desk/openings-desk.ts': { asks: '#shared/access/guard.ts' },
  'desk/people-desk.ts': { keeps: 'counters of a phone' },
  'desk/phones-desk.ts': { keeps: 'counts and counters of phones' },
  'erase/erase-record.ts': { keeps: 'kind, place, counts and ids of what is to be erased' },
  'erase/drop-unreadable.ts': { keeps: 'ids of what nobody can read any more' },
  'keys/seal-clear.ts': { keeps: 'seals what stands in clear; answers how many' },
  'connect/read-page.ts': { keeps: 'is asked only by `connect/api-routes.ts` and `connect/odata-sets.ts`, which ask `connect/caller.ts` first' },
  'connect/happenings.ts': { keeps: 'ids, codes and counts of what is held' },
  'exports/read-records.ts': { keeps: 'is asked only by `exports/run-export.ts`, for jobs that `exports/routes.ts` let begin' },
  'imports/run-undo.ts': { keeps: 'which records are named by others' },
  'imports/undo-chunk.ts': { keeps: 'takes lists back; answers how many, and of what stays what the list itself said' },
  'imports/write-chunk.ts': { keeps: 'merges lists into records; answers how many' },
  'photos/sweep-photos.ts': { keeps: 'which photos are named' },
  'places/move-records.ts': { keeps: 'moves; answers where and how many' },
  'rulebook.ts': { keeps: 'numbers and lists of an administrator; names no person' },
  'subjects/referral-index.ts': { keeps: 'which files ask which department, and when; answers nobody' },
  'sync/backed-up.ts': { keeps: 'counters' },
  'sync/check-fold.ts': { keeps: 'compares; names ids' },
  'sync/check-sums.ts': { keeps: 'compares counts' },
  'sync/postgres-tables.ts': { keeps: 'is asked only by `pull.ts` and `guarded-pull.ts`, which ask first' },
  'sync/push-store.ts': { keeps: 'what a push stands on; answers carry codes and paths' },
  'sync/recount-sums.ts': { keeps: 'which districts have records; adds up counts' },
  'sync/retry-held.ts': { keeps: 'judges held work again; answers nobody' },
  'sync/settle-standing.ts': { keeps: 'which records are contested; answers nobody' },
  'sync/settled-held.ts': { keeps: 'what became of her own work' },
};

/** Callers that decide for what they call. */
const DECIDERS: Readonly<Record<string, string>> = {
  'connect/caller.ts': '#shared/access/access.ts', 'connect/api-routes.ts': './caller.ts', 'connect/odata-sets.ts': './caller.ts',
  'exports/routes.ts': '#shared/access/access.ts', 'sync/pull.ts': '#shared/access/keep.ts', 'sync/guarded-pull.ts': '#shared/access/keep.ts', 'photos/read-photo.ts': '../access/stored-record.ts',
};

const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const textOf = (name: string): string => readFileSync(new URL(name, SERVER), 'utf8');
const imports = (name: string, from: string): boolean => textOf(name).includes(`from '${from}'`);

test('are all known', () => {
  const readers = files.filter((name) => /\b(?:FROM|JOIN) (?:record|change|held_change)\b/u.test(textOf(name)));
  expect(readers.sort()).toEqual(Object.keys(READERS).sort());
});

test('go by the decision they say they go by', () => {
  const asked = Object.entries(READERS).flatMap(([name, answer]) => ('asks' in answer ? [[name, answer.asks] as const] : []));
  expect([...asked, ...Object.entries(DECIDERS)].filter(([name, from]) => !imports(name, from))).toEqual([]);
});

test('photos and tables of records are read only by who asks first', () => {
  const users = (what: RegExp): string[] => files.filter((name) => what.test(textOf(name))).sort();
  expect(users(/\bwholePhoto\(/u)).toEqual(['photos/keep-photos.ts', 'photos/read-photo.ts']);
  expect(users(/\bstreamRecords\(/u)).toEqual(['exports/read-records.ts', 'exports/run-export.ts']);
  expect(users(/\brecordPage\(/u)).toEqual(['connect/api-routes.ts', 'connect/odata-sets.ts', 'connect/read-page.ts']);
  expect(users(/\binsertJob\(/u)).toEqual(['exports/job-store.ts', 'exports/routes.ts']);
  expect(users(/\btables\.page\(/u)).toEqual(['sync/pull.ts']);
  expect(users(/\btables\.whole\(/u)).toEqual(['sync/guarded-pull.ts']);
});
