// A PDF chosen as a paper: looked into before it is kept, as the server will look again.
import { pdfFault, type Inflate, type PdfFault } from '#shared/photo/inspect-pdf.ts';
import { otherFile } from '#shared/photo/picture-size.ts';
import { MAX_PDF_BYTES } from '#shared/photo/protocol.ts';

export type TakenPdf =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: `pdf-${PdfFault}` };

/** By its first bytes, whatever it is called. */
export async function isPdf(file: Blob): Promise<boolean> {
  return otherFile(new Uint8Array(await file.slice(0, 1_024).arrayBuffer())) === 'pdf';
}

export async function takePdf(file: Blob): Promise<TakenPdf> {
  // Too large a file is not even read.
  if (file.size > MAX_PDF_BYTES) return { ok: false, fault: 'pdf-too-large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const fault = await pdfFault(bytes, inflate);
  return fault === undefined ? { ok: true, bytes } : { ok: false, fault: `pdf-${fault}` };
}

const inflate: Inflate = async (bytes, most) => {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (value === undefined) continue;
      parts.push(value);
      size += value.length;
      if (size > most) {
        await reader.cancel();
        return undefined;
      }
    }
  } catch {
    return undefined;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};
