// Why a whole file cannot be read. Codes are stable; their words are `import:file.<code>` and say
// what the person can do. `where` is a line of the file, `what` a name to show (an encoding).

export const FILE_CODES = [
  'empty', 'no-rows', 'encoding', 'legacy-font', 'mojibake', 'binary', 'old-excel', 'locked-excel', 'not-a-sheet', 'zip-bomb', 'sheet-too-big',
  'too-many-columns', 'line-too-long', 'column-missing', 'column-twice', 'numbers-rounded', 'too-many-faults', 'place-unknown', 'interrupted',
  'header-merged', 'header-twice', 'form-changed', 'key-unmapped', 'header-none', 'names-refused', 'not-kept',
] as const;
export type FileCode = (typeof FILE_CODES)[number];

export interface FileFault {
  readonly code: FileCode;
  readonly where?: number;
  readonly what?: string;
}

/** Most columns a list may have. */
export const MAX_COLUMNS = 256;

/** What the reader itself found wrong with one row; words in `import:fault.<code>`. */
export const ROW_CODES = ['quote-broken', 'encoding-broken', 'too-many-cells', 'duplicate-in-file', 'key-missing', 'key-elsewhere', 'place-moved', 'place-unknown', 'place-outside',
  'place-missing', 'place-several', 'same-in-file', 'key-empty', 'value-taken', 'needs-approval', 'not-asked', 'row-empty', 'rule', 'erased',
  'date-unreadable', 'number-unreadable', 'number-whole', 'yes-no', 'phone-unreadable', 'digits-unreadable', 'choice-unknown',
] as const;
export type RowCode = (typeof ROW_CODES)[number];
