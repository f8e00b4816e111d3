// What the bytes of an attachment are: a photo, or a PDF that does nothing. Nothing else is kept.
import { inflateSync } from 'node:zlib';
import { inspectPhoto, PHOTO_MEDIA } from '#shared/photo/inspect.ts';
import { PDF_MEDIA, pdfFault, type Inflate } from '#shared/photo/inspect-pdf.ts';
import { MAX_PHOTO_BYTES } from '#shared/photo/protocol.ts';

export const FILE_MEDIA = [...PHOTO_MEDIA, PDF_MEDIA] as const;
export type FileMedia = (typeof FILE_MEDIA)[number];

/** Undefined when it is neither, or a photo larger than photos may be. */
export async function mediaOf(bytes: Uint8Array): Promise<FileMedia | undefined> {
  const photo = inspectPhoto(bytes);
  if (photo.ok) return bytes.length <= MAX_PHOTO_BYTES ? photo.media : undefined;
  return photo.fault === 'unknown-kind' && await pdfFault(bytes, inflate) === undefined ? PDF_MEDIA : undefined;
}

const inflate: Inflate = async (bytes, most) => {
  try {
    return inflateSync(bytes, { maxOutputLength: most });
  } catch {
    return undefined;
  }
};
