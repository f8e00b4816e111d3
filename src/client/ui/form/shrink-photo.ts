// A photo small enough for a slow line: drawn anew on a canvas, which also leaves behind where and
// with which phone it was taken (EXIF). What a browser writes into it of its own accord is taken out too.
import { withoutNotes } from '#shared/photo/inspect.ts';
import { pictureSize, type PictureSize } from './picture-size.ts';

export const PHOTO_LIMIT = 200_000;

const SIDES = [1280, 1024, 800, 640, 480];
const QUALITIES = [0.75, 0.6, 0.45];
/** Thumbnails and profiles may stand before the size. */
const HEAD_BYTES = 1_000_000;
/**
 * Largest picture that is unfolded, in pixels. A JPEG is unfolded at the size it is drawn (measured:
 * a hundred megapixels in 1 MB instead of 385 MB); the others whole, at four bytes a pixel.
 */
const MOST_PIXELS: Readonly<Record<PictureSize['kind'], number>> = { jpeg: 150e6, png: 25e6, webp: 25e6, gif: 25e6 };

/** JPEG of at most `PHOTO_LIMIT` bytes, upright. Undefined when the file is no picture, or too large a one. */
export async function shrinkPhoto(file: Blob): Promise<Uint8Array | undefined> {
  const size = pictureSize(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (size === undefined || size.width * size.height > MOST_PIXELS[size.kind]) return undefined;
  const picture = new Image();
  const url = URL.createObjectURL(file);
  try {
    picture.src = url;
    await picture.decode();
    return await drawSmall(picture);
  } catch {
    return undefined;
  } finally {
    picture.src = '';
    URL.revokeObjectURL(url);
  }
}

async function drawSmall(picture: HTMLImageElement): Promise<Uint8Array | undefined> {
  const { naturalWidth, naturalHeight } = picture;
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(naturalWidth, naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(naturalHeight * scale));
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
}
