// What the store and the journal's worker say to each other: one answer per question, in order.
/** `photos`: taken here, not to be lost. `notes`: what is known of each of them. `fetched`: may be fetched again. */
export type PhotoDrawer = 'photos' | 'notes' | 'fetched';

export interface ShelvedFile {
  readonly name: string;
  /** When it was last written, milliseconds since 1970 by the phone's clock. */
  readonly at: number;
}

export type JournalRequest =
  | { readonly op: 'open'; readonly folder: string }
  | { readonly op: 'append' | 'replace'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly op: 'undo' | 'drop-ballast' | 'close' }
  | { readonly op: 'keep-ballast'; readonly size: number }
  | { readonly op: 'put-photo'; readonly drawer: PhotoDrawer; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly op: 'get-photo' | 'remove-photo'; readonly drawer: PhotoDrawer; readonly name: string }
  | { readonly op: 'list-photos'; readonly drawer: PhotoDrawer };

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
      readonly files?: readonly ShelvedFile[];
    }
  | { readonly ok: false; readonly full: boolean };
