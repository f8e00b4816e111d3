// Files of persons asked for online, as functions. A file that came so is for memory only: the store shows
// it (`showOnline`) until it is let go of or the app locks.
import type * as z from 'zod/mini';
import type { LookReason } from '#shared/access/look.ts';
import {
  maskedResponseSchema, moveFileResponseSchema, openFileResponseSchema, openingAnswerSchema, openingsResponseSchema, type MaskedFile, type moveFileRequestSchema, type Opening,
} from '#shared/desk/files.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { WireError } from '#shared/sync/wire-columns.ts';
import { decodeRecords } from '#shared/sync/wire-records.ts';
import { askJson, type DeskHttpDeps, type DeskResult } from './http.ts';

export interface OnlineFile {
  readonly record: DehriRecord;
  /** Colleagues whom it names, by person id. */
  readonly names: ReadonlyMap<string, string>;
}

export type FilesApi = ReturnType<typeof createFilesApi>;

export function createFilesApi(deps: DeskHttpDeps) {
  const part = encodeURIComponent;
  return {
    /** The server keeps that she looked: no `look` is to be saved for it. Error `opening-waits`: a second person has been asked. */
    open: async (record: string, asking: { readonly place: string; readonly reason: LookReason; readonly note?: string }): Promise<DeskResult<OnlineFile>> => {
      const answer = await askJson(deps, openFileResponseSchema, { path: `/api/files/${part(record)}/open`, body: asking });
      return answer.ok ? readFile(answer.value, record) : answer;
    },
    masked: async (place: string, signal?: AbortSignal): Promise<DeskResult<readonly MaskedFile[]>> => {
      const answer = await askJson(deps, maskedResponseSchema, { path: `/api/files/masked?place=${part(place)}`, signal });
      return answer.ok ? { ok: true, value: answer.value.files } : answer;
    },
    openings: async (place: string, signal?: AbortSignal): Promise<DeskResult<readonly Opening[]>> => {
      const answer = await askJson(deps, openingsResponseSchema, { path: `/api/files/openings?place=${part(place)}`, signal });
      return answer.ok ? { ok: true, value: answer.value.openings } : answer;
    },
    answer: (opening: string, word: 'allow' | 'refuse') => askJson(deps, openingAnswerSchema, { path: `/api/files/openings/${part(opening)}/${word}`, body: {} }),
    handOver: (record: string, move: z.infer<typeof moveFileRequestSchema>) => askJson(deps, moveFileResponseSchema, { path: `/api/files/${part(record)}/move`, body: move }),
  };
}

function readFile({ bucket, rows, names }: z.infer<typeof openFileResponseSchema>, asked: string): DeskResult<OnlineFile> {
  try {
    const [record, ...more] = decodeRecords(bucket, rows);
    if (record?.id === asked && more.length === 0) return { ok: true, value: { record, names: new Map(Object.entries(names)) } };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
  }
  return { ok: false, error: { code: 'damaged-answer' } };
}
