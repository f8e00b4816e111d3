// A photo small enough for a slow line: drawn anew on a canvas, which also leaves behind where and
// with which phone it was taken (EXIF). What a browser writes into it of its own accord is taken out too.
import { withoutNotes } from '#shared/photo/inspect.ts';

export const PHOTO_LIMIT = 200_000;

const SIDES = [1280, 1024, 800, 640, 480];
const QUALITIES = [0.75, 0.6, 0.45];

/** JPEG of at most `PHOTO_LIMIT` bytes, upright. Undefined when the file is no picture. */
export async function shrinkPhoto(file: Blob): Promise<Uint8Array | undefined> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return undefined;
  }
  try {
    for (const side of SIDES) {
      const scale = Math.min(1, side / Math.max(picture.width, picture.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      const pen = canvas.getContext('2d');
      if (pen === null) return undefined;
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of QUALITIES) {
        const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
        if (jpeg !== null && jpeg.size <= PHOTO_LIMIT) return withoutNotes(new Uint8Array(await jpeg.arrayBuffer()));
      }
    }
    return undefined;
  } finally {
    picture.close();
  }
}
