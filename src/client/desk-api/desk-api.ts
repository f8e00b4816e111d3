// The desk's REST API as functions: one per question, its answer typed by the shared messages.
import * as z from 'zod/mini';
import { assigneesResponseSchema, assignmentResponseSchema, assignmentsResponseSchema } from '#shared/desk/assignments.ts';
import {
  deliveriesResponseSchema, hookResponseSchema, hooksResponseSchema, makeHookResponseSchema, makeTokenResponseSchema, tokenResponseSchema, tokensResponseSchema, type MakeHookRequest, type MakeTokenRequest,
} from '#shared/desk/connect.ts';
import { eraseLookSchema, eraseResponseSchema, type eraseRequestSchema } from '#shared/desk/erase.ts';
import { exportItemSchema, exportResponseSchema, exportsResponseSchema, exportTypesResponseSchema, type ExportItem, type ExportRequest, type ExportSheetRequest } from '#shared/desk/exports.ts';
import { heldResponseSchema, settleHeldResponseSchema, type settleHeldRequestSchema } from '#shared/desk/held.ts';
import {
  codeResponseSchema, devicesResponseSchema, grantResponseSchema, okResponseSchema, peopleResponseSchema,
  type addGrantRequestSchema, type createPersonRequestSchema,
} from '#shared/desk/people.ts';
import { moveResponseSchema, type MoveRequest } from '#shared/desk/moves.ts';
import { historyResponseSchema } from '#shared/desk/history.ts';
import { phonesResponseSchema } from '#shared/desk/phones.ts';
import { placeSearchResponseSchema, placesResponseSchema } from '#shared/desk/places.ts';
import { loadRescueResponseSchema } from '#shared/desk/rescue.ts';
import { figureResponseSchema, reviewResponseSchema } from '#shared/desk/review.ts';
import { sheetResponseSchema } from '#shared/desk/sheet.ts';
import { faultsResponseSchema, importsResponseSchema, importStatusSchema, importTargetsResponseSchema, startImportResponseSchema } from '#shared/import/messages.ts';
import { undoResponseSchema, type undoRequestSchema } from '#shared/import/undo.ts';
import type { PlaceLevel } from '#shared/place/place.ts';
import { SEALED_VERSION, type SealedSet } from '#shared/sync/sealed.ts';
import { askBlob, askJson, type DeskHttpDeps, type DeskResult } from './http.ts';
import { uploadList, type ListUpload } from './upload.ts';

/** A batch is named by its district and its id there. */
export interface BatchName {
  readonly district: number;
  readonly id: string;
}

export interface SheetAsk {
  readonly place: string;
  readonly level?: PlaceLevel | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface ReviewAsk {
  readonly place: string;
  /** ISO days, both included. */
  readonly from: string;
  readonly to: string;
}

/** What a question needs beside its own words: the person may turn away while it is under way. */
type Signal = AbortSignal | undefined;

export type DeskApi = ReturnType<typeof createDeskApi>;

export function createDeskApi(deps: DeskHttpDeps) {
  const get = <S extends z.ZodMiniType>(schema: S, path: string, query: Readonly<Record<string, string | number | undefined>>, signal: Signal): Promise<DeskResult<z.infer<S>>> =>
    askJson(deps, schema, { path: withQuery(path, query), signal });
  const post = <S extends z.ZodMiniType>(schema: S, path: string, body: unknown): Promise<DeskResult<z.infer<S>>> => askJson(deps, schema, { path, body });
  const part = encodeURIComponent;

  return {
    deps,
    places: (parent: string | undefined, signal?: Signal) => get(placesResponseSchema, '/api/places', { parent }, signal),
    searchPlaces: (q: string, signal?: Signal) => get(placeSearchResponseSchema, '/api/places/search', { q }, signal),
    sheet: (ask: SheetAsk, signal?: Signal) => get(sheetResponseSchema, '/api/sheet', { ...ask }, signal),
    review: (ask: ReviewAsk, signal?: Signal) => get(reviewResponseSchema, '/api/review', { ...ask }, signal),
    figure: (ask: ReviewAsk & { readonly programme: string; readonly part: string; readonly cell: string }, signal?: Signal) => get(figureResponseSchema, '/api/review/figure', { ...ask }, signal),

    assignments: (place: string, signal?: Signal) => get(assignmentsResponseSchema, '/api/assignments', { place }, signal),
    assign: (person: string, place: string) => post(assignmentResponseSchema, '/api/assignments', { person, place }),
    move: (move: MoveRequest) => post(moveResponseSchema, '/api/moves', move),
    clearAssignment: (grant: string) => post(okResponseSchema, '/api/assignments/clear', { grant }),

    people: (place: string, signal?: Signal) => get(peopleResponseSchema, '/api/people', { place }, signal),
    createPerson: (person: z.infer<typeof createPersonRequestSchema>) => post(codeResponseSchema, '/api/people', person),
    newCode: (person: string) => post(codeResponseSchema, `/api/people/${part(person)}/code`, {}),
    addGrant: (person: string, grant: z.infer<typeof addGrantRequestSchema>) => post(grantResponseSchema, `/api/people/${part(person)}/grants`, grant),
    devices: (person: string, signal?: Signal) => get(devicesResponseSchema, `/api/people/${part(person)}/devices`, {}, signal),
    revokeDevice: (device: string) => post(okResponseSchema, `/api/devices/${part(device)}/revoke`, {}),

    assignees: (place: string, signal?: Signal) => get(assigneesResponseSchema, '/api/assignments/people', { place }, signal),
    phones: (place: string, signal?: Signal) => get(phonesResponseSchema, '/api/phones', { place }, signal),
    held: (place: string, status: string | undefined, signal?: Signal) => get(heldResponseSchema, '/api/held', { place, status }, signal),
    settleHeld: (settle: z.infer<typeof settleHeldRequestSchema>) => post(settleHeldResponseSchema, '/api/held/settle', settle),
    loadRescue: (place: string, set: SealedSet) => post(loadRescueResponseSchema, '/api/held/rescue', { v: SEALED_VERSION, place, ...set }),
    history: (record: string, place: string, signal?: Signal) => get(historyResponseSchema, `/api/history/${part(record)}`, { place }, signal),
    eraseLook: (district: number, record: string, signal?: Signal) => get(eraseLookSchema, `/api/erase/${district}/${part(record)}`, {}, signal),
    erase: (district: number, record: string, order: z.infer<typeof eraseRequestSchema>) => post(eraseResponseSchema, `/api/erase/${district}/${part(record)}`, order),

    importTargets: (signal?: Signal) => get(importTargetsResponseSchema, '/api/imports/targets', {}, signal),
    imports: (place: string, signal?: Signal) => get(importsResponseSchema, '/api/imports', { place }, signal),
    upload: (list: ListUpload, onProgress: (sent: number, total: number) => void, signal?: Signal) => uploadList(deps, list, onProgress, signal),
    startImport: (batch: BatchName, mapping: Readonly<Record<string, number>>, key: readonly string[], dry: boolean) => post(startImportResponseSchema, `${batchPath(batch)}/start`, { mapping, key, dry }),
    importStatus: (batch: BatchName, signal?: Signal) => get(importStatusSchema, batchPath(batch), {}, signal),
    importFaults: (batch: BatchName, signal?: Signal) => get(faultsResponseSchema, `${batchPath(batch)}/faults`, {}, signal),
    importTemplate: (list: { readonly place: string; readonly programme: string; readonly target: string; readonly language: string }) => askBlob(deps, { path: withQuery('/api/imports/template', list) }),
    importUndo: (batch: BatchName, signal?: Signal) => get(undoResponseSchema, `${batchPath(batch)}/undo`, {}, signal),
    askImportUndo: (batch: BatchName, order: z.infer<typeof undoRequestSchema>) => post(undoResponseSchema, `${batchPath(batch)}/undo`, order),
    importUndoReport: (batch: BatchName, language: string) => askBlob(deps, { path: withQuery(`${batchPath(batch)}/undo/report`, { language }) }),
    importReport: (batch: BatchName, language: string) => askBlob(deps, { path: withQuery(`${batchPath(batch)}/report`, { language }) }),

    exportTypes: (place: string, signal?: Signal) => get(exportTypesResponseSchema, '/api/exports/types', { place }, signal),
    exports: (place: string, signal?: Signal) => get(exportsResponseSchema, '/api/exports', { place }, signal),
    beginExport: (wanted: ExportRequest) => post(exportResponseSchema, '/api/exports', wanted),
    cancelExport: ({ district, id }: Pick<ExportItem, 'district' | 'id'>) => post(exportItemSchema, `/api/exports/${district}/${part(id)}/cancel`, {}),
    exportReview: (wanted: ReviewAsk & { readonly format: ExportSheetRequest['format']; readonly language: string }) => askBlob(deps, { path: '/api/exports/review', body: wanted }),
    tokens: (place: string, signal?: Signal) => get(tokensResponseSchema, '/api/connect/tokens', { place }, signal),
    makeToken: (wanted: MakeTokenRequest) => post(makeTokenResponseSchema, '/api/connect/tokens', wanted),
    revokeToken: (token: string) => post(tokenResponseSchema, `/api/connect/tokens/${part(token)}/revoke`, {}),
    hooks: (place: string, signal?: Signal) => get(hooksResponseSchema, '/api/connect/hooks', { place }, signal),
    makeHook: (wanted: MakeHookRequest) => post(makeHookResponseSchema, '/api/connect/hooks', wanted),
    endHook: (hook: string) => post(hookResponseSchema, `/api/connect/hooks/${part(hook)}/end`, {}),
    pingHook: (hook: string) => post(hookResponseSchema, `/api/connect/hooks/${part(hook)}/ping`, {}),
    deliveries: (hook: string, signal?: Signal) => get(deliveriesResponseSchema, `/api/connect/hooks/${part(hook)}/deliveries`, {}, signal),
    sendAgain: (hook: string, delivery: string) => post(hookResponseSchema, `/api/connect/hooks/${part(hook)}/again`, { delivery }),

    exportSheet: (wanted: ExportSheetRequest) => askBlob(deps, { path: '/api/exports/sheet', body: wanted }),
  };
}

function batchPath({ district, id }: BatchName): string {
  return `/api/imports/${district}/${encodeURIComponent(id)}`;
}

function withQuery(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) said.set(name, String(value));
  const text = said.toString();
  return text === '' ? path : `${path}?${text}`;
}
