// Small PDFs, built by hand, and the ways in which one may hide something. Runs in a browser too.

export interface PdfOptions {
  /** Bytes of an innocent stream in it. */
  readonly pad?: number;
  /** Already deflated content of an object stream, and what its dictionary says beside the length. */
  readonly packed?: Uint8Array;
  readonly dictionary?: string;
}

/** A PDF with one object of the given text; its cross-reference table is left to the reader's mending. */
export function pdf(object: string, { pad = 10, packed, dictionary = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode' }: PdfOptions = {}): Uint8Array<ArrayBuffer> {
  const parts = [
    '%PDF-1.5\n%\xe2\xe3\xcf\xd3\n', `1 0 obj\n${object}\nendobj\n`, `2 0 obj\n<< /Length ${pad} >>\nstream\n`, 'x'.repeat(pad), '\nendstream\nendobj\n',
    ...(packed === undefined ? [] : [`3 0 obj\n<< ${dictionary} /Length ${packed.length} >>\nstream\r\n`, packed, '\r\nendstream\nendobj\n']),
    'trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n',
  ];
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : [...part])));
}
