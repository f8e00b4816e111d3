// What the store and the journal's worker say to each other: one answer per question, in order.
export type JournalRequest =
  | { readonly op: 'open'; readonly folder: string }
  | { readonly op: 'append' | 'replace'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly op: 'undo' | 'drop-ballast' | 'close' }
  | { readonly op: 'keep-ballast'; readonly size: number }
  | { readonly op: 'put-photo'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly op: 'get-photo'; readonly name: string };

export type JournalAnswer =
  | {
      readonly ok: true;
      /** Bytes in the journal after the request. */
      readonly size: number;
      readonly opened?: {
        readonly found: 'kept' | 'missing';
        readonly frames: readonly Uint8Array<ArrayBuffer>[];
        readonly torn: boolean;
        readonly holes: boolean;
      };
      readonly bytes?: Uint8Array<ArrayBuffer> | undefined;
    }
  | { readonly ok: false; readonly full: boolean };
