// What the server said of a file just handed in, and the columns as the person has them: kept while
// the space is open, for the file itself is gone from here.
import type { Uploaded } from '#client/desk-api/upload.ts';
import type { DeskApi } from '#client/desk-api/desk-api.ts';

export type Received = Extract<Uploaded, { readonly ok: true }>;

export interface KeptUpload {
  readonly received: Received;
  /** Column of the target → number of the file's column. */
  readonly mapping: Readonly<Record<string, number>>;
  /** Columns by which a row is known again. */
  readonly key: readonly string[];
}

const uploads = new WeakMap<DeskApi, Map<string, KeptUpload>>();

interface HasApi {
  readonly api: DeskApi;
}

export function keepUpload({ api }: HasApi, received: Received): void {
  const mapping = Object.fromEntries(received.columns.flatMap((c) => (c.header === null ? [] : [[c.name, c.header] as const])));
  keptOf(api).set(received.batch.id, { received, mapping, key: received.key ?? [] });
}

export function keepAnswers({ api }: HasApi, id: string, answers: Pick<KeptUpload, 'mapping' | 'key'>): void {
  const known = keptOf(api).get(id);
  if (known !== undefined) keptOf(api).set(id, { ...known, ...answers });
}

export function keptUpload({ api }: HasApi, id: string): KeptUpload | undefined {
  return keptOf(api).get(id);
}

function keptOf(api: DeskApi): Map<string, KeptUpload> {
  const known = uploads.get(api) ?? new Map<string, KeptUpload>();
  uploads.set(api, known);
  return known;
}
