// Whatever the phone or the server can refuse, it refuses in Hindi: every code has its words, and the
// list of codes here is checked by the compiler against the code's own.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ProblemCode } from '#shared/form/answer.ts';
import { ERROR_CODES } from '#shared/error-codes.ts';
import { CELL_CODES } from '#shared/import/cell-check.ts';
import { FILE_CODES, ROW_CODES } from '#shared/import/file-fault.ts';
import { HELD_CODES } from '#shared/sync/protocol.ts';
import type { EnrolResult, UnlockResult } from '#client/app/services.ts';
import type { Incident, SaveResult } from '#client/store/contract.ts';
import type { CarryFault } from '#client/screens/rescue/carry.tsx';
import type { PictureFault } from '#client/ui/form/shrink-photo.ts';
import type { TakenPdf } from '#client/ui/form/take-pdf.ts';
import type { SyncProblem } from '#client/sync/contract.ts';

type Code<Result, Key extends string> = Extract<Result, { readonly [key in Key]: string }>[Key];
const all = <Name extends string>(names: Readonly<Record<Name, true>>): readonly string[] => Object.keys(names);

const SYNC = all<SyncProblem['code']>({
  'no-network': true, 'server-unreachable': true, 'captive-portal': true, 'damaged-answer': true, 'session-expired': true, 'device-revoked': true, 'device-unknown': true, busy: true,
  'app-too-old': true, 'storage-full': true, 'storage-broken': true, 'clock-wrong': true,
});
const SAVE = all<Extract<SaveResult, { ok: false }>['reason']>({ 'storage-full': true, 'storage-broken': true, locked: true, 'no-grant': true, rule: true });
const UNLOCK = all<Exclude<Code<UnlockResult, 'reason'>, 'wrong-pin' | 'wait'>>({ elsewhere: true, 'contact-needed': true, revoked: true, broken: true });
const ENROL = ['code-wrong', 'code-used', 'code-expired', 'too-many-requests', 'no-network', 'captive-portal', 'other'] satisfies (Code<EnrolResult, 'code'> | 'other')[];
const INCIDENTS = all<Incident['kind']>({ 'rebuilt-from-journal': true, 'journal-rebuilt': true, 'journal-missing': true, 'page-unreadable': true, 'record-erased': true });
const ANSWERS = all<ProblemCode>({
  required: true, integer: true, decimal: true, date: true, 'date-future': true, age: true, tel: true, digits: true, choice: true, 'yes-no': true, geopoint: true, text: true,
  'too-long': true, 'too-small': true, 'too-big': true, 'digits-length': true, constraint: true, aadhaar: true, 'rows-too-few': true, 'rows-too-many': true,
});

const PICTURES = all<PictureFault | 'not-kept'>({
  heic: true, pdf: true, other: true, 'too-large': true, broken: true, 'not-kept': true,
});
const PAPERS = all<Extract<TakenPdf, { readonly ok: false }>['fault']>({ 'pdf-too-large': true, 'pdf-acts': true, 'pdf-locked': true, 'pdf-broken': true });
const CARRY = all<CarryFault>({ 'not-rescue': true, newer: true, damaged: true, 'too-large': true, empty: true, storage: true });

const GROUPS: readonly (readonly [file: string, path: string, codes: readonly string[]])[] = [
  ['sync', 'problem', SYNC], ['sync', 'held', HELD_CODES], ['sync', 'saveFailed', SAVE], ['form', 'failed', SAVE], ['form', 'problem', ANSWERS], ['form', 'photo.fault', PICTURES], ['paper', 'fault', PAPERS], ['app', 'unlock', UNLOCK],
  ['app', 'enrol.error', ENROL], ['rescue', 'fault', CARRY], ['app', 'incident', INCIDENTS], ['errors', '', ERROR_CODES], ['import', 'file', FILE_CODES], ['import', 'fault', [...ROW_CODES, ...CELL_CODES]],
];

test.each(GROUPS)('%s %s: every refusal has a Hindi sentence', (file, path, codes) => {
  let words: unknown = JSON.parse(readFileSync(new URL(`../../locales/hi/${file}.json`, import.meta.url), 'utf8'));
  for (const part of path.split('.').filter((p) => p !== '')) words = Reflect.get(Object(words), part);
  const said = codes.map((code) => [code, Reflect.get(Object(words), code)]);
  expect(said.filter(([, sentence]) => typeof sentence !== 'string' || !/[\u0904-\u0939].* /.test(sentence))).toEqual([]);
});
