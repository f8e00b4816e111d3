// A list on its way to the server: compressed where that pays, with the bytes counted as they leave.
// XMLHttpRequest, because fetch does not tell how far an upload has come.
import type * as z from 'zod/mini';
import { uploadResponseSchema, type uploadQuerySchema } from '#shared/import/messages.ts';
import { DEVICE_HEADER } from '#shared/sync/device-header.ts';
import { failed, readError, type DeskHttpDeps, type DeskResult } from './http.ts';

export interface ListUpload {
  readonly file: File;
  readonly query: z.infer<typeof uploadQuerySchema>;
}

export type Uploaded = z.infer<typeof uploadResponseSchema>;

/** A workbook is compressed already. */
const PACKED = /\.(xlsx|gz|zip)$/i;

export async function uploadList(deps: DeskHttpDeps, list: ListUpload, onProgress: (sent: number, total: number) => void, signal: AbortSignal | undefined): Promise<DeskResult<Uploaded>> {
  const pack = !PACKED.test(list.file.name);
  const body = pack ? await new Response(list.file.stream().pipeThrough(new CompressionStream('gzip'))).blob() : list.file;
  const first = await send(deps, list, body, pack, onProgress, signal);
  if (first.ok || (first.error.code !== 'session-expired' && first.error.code !== 'unauthenticated')) return first;
  await deps.renew();
  return send(deps, list, body, pack, onProgress, signal);
}

function send(
  { isOnline, device }: DeskHttpDeps, { file, query }: ListUpload, body: Blob, packed: boolean, onProgress: (sent: number, total: number) => void, signal: AbortSignal | undefined,
): Promise<DeskResult<Uploaded>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/imports?${new URLSearchParams(query).toString()}`);
    request.setRequestHeader(DEVICE_HEADER, device());
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    if (packed) request.setRequestHeader('content-encoding', 'gzip');
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded, body.size));
    request.addEventListener('error', () => resolve(failed(isOnline() ? 'server-unreachable' : 'no-network')));
    request.addEventListener('abort', () => resolve(failed('server-unreachable')));
    request.addEventListener('load', () => {
      const said: unknown = request.response;
      if (request.status !== 200) return resolve({ ok: false, error: readError(said) });
      const parsed = uploadResponseSchema.safeParse(said);
      return resolve(parsed.success ? { ok: true, value: parsed.data } : failed('damaged-answer'));
    });
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}
