// A photo small enough for a slow line: drawn anew on a canvas, which also leaves behind where and
// with which phone it was taken (EXIF). What a browser writes into it of its own accord is taken out too.
// On the page and not in a worker: the browser unfolds a JPEG at about the size it is drawn, which it does
// for images only; an `ImageBitmap`, all that a worker has, takes four bytes for each of the camera's pixels.
import { begins } from '#shared/photo/bytes.ts';
import { withoutNotes } from '#shared/photo/inspect.ts';
import { otherFile, pictureSize, type OtherFile, type PictureSize } from '#shared/photo/picture-size.ts';

interface Aim {
  /** Bytes. */
  readonly most: number;
  /** Larger side in pixels, best first. */
  readonly sides: readonly number[];
  /** Best first; the last is the least that will do. */
  readonly qualities: readonly number[];
}

export const PHOTO_LIMIT = 200_000;
export const DOCUMENT_LIMIT = 150_000;

const PHOTO: Aim = { most: PHOTO_LIMIT, sides: [1280, 1024, 800, 640, 480], qualities: [0.75, 0.6, 0.45] };
/**
 * Of a paper the letters count: pixels before quality, as far as they stay clean. Measured on a page of small
 * print: readable at 1280 and 0.35. Grey would save no more than a hundredth, and a stamp its colour.
 */
const DOCUMENT: Aim = { most: DOCUMENT_LIMIT, sides: [1600, 1440, 1280, 1120, 960, 640], qualities: [0.7, 0.6, 0.5, 0.4, 0.35] };

/** Thumbnails and profiles may stand before the size. */
const HEAD_BYTES = 1_000_000;
/**
 * Largest picture that is unfolded, in pixels. A JPEG is unfolded at the size it is drawn (measured:
 * a hundred megapixels in 1 MB instead of 385 MB); the others whole, at four bytes a pixel.
 */
const MOST_PIXELS: Readonly<Record<PictureSize['kind'], number>> = { jpeg: 150e6, png: 25e6, webp: 25e6, gif: 25e6 };

/** `too-large`: more pixels than a phone can unfold. `broken`: cut off, or damaged. The others: another kind of file. */
export type PictureFault = OtherFile | 'too-large' | 'broken';
export type Shrunk =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: PictureFault };

/** JPEG of at most `PHOTO_LIMIT` bytes, of a paper `DOCUMENT_LIMIT`, upright. */
export async function shrinkPhoto(file: Blob, of: 'photo' | 'document' = 'photo'): Promise<Shrunk> {
  const head = await bytesOf(file, 0, HEAD_BYTES);
  const size = pictureSize(head);
  if (size === undefined) return failed(begins(head, [0xff, 0xd8, 0xff]) ? 'broken' : otherFile(head));
  if (size.width * size.height > MOST_PIXELS[size.kind]) return failed('too-large');
  if (!(await isWhole(file, size))) return failed('broken');
  const picture = new Image();
  const url = URL.createObjectURL(file);
  try {
    picture.src = url;
    await picture.decode();
    const jpeg = await drawSmall(picture, of === 'document' ? DOCUMENT : PHOTO);
    return jpeg === undefined ? failed('too-large') : { ok: true, bytes: jpeg };
  } catch {
    return failed('broken');
  } finally {
    picture.src = '';
    URL.revokeObjectURL(url);
  }
}

async function drawSmall(picture: HTMLImageElement, { most, sides, qualities }: Aim): Promise<Uint8Array | undefined> {
  const { naturalWidth, naturalHeight } = picture;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (pen === null) return undefined;
  for (const side of sides) {
    const scale = Math.min(1, side / Math.max(naturalWidth, naturalHeight));
    canvas.width = Math.max(1, Math.round(naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(naturalHeight * scale));
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const least = await jpegOf(canvas, qualities.at(-1));
    if (least === undefined || least.size > most) continue;
    for (const quality of qualities) {
      const jpeg = await jpegOf(canvas, quality);
      if (jpeg !== undefined && jpeg.size <= most) return withoutNotes(new Uint8Array(await jpeg.arrayBuffer()));
    }
  }
  return undefined;
}

async function jpegOf(canvas: HTMLCanvasElement, quality: number | undefined): Promise<Blob | undefined> {
  return await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality)) ?? undefined;
}

/** What each kind ends with, so that half a photo is not taken for a whole one: a browser draws what there is. */
const ENDS: Readonly<Partial<Record<PictureSize['kind'], readonly number[]>>> = { jpeg: [0xff, 0xd9], png: [0x49, 0x45, 0x4e, 0x44] };
const STEP = 1_000_000;

/** Is its end anywhere behind the size? Cameras write films and second pictures behind it. */
async function isWhole(file: Blob, { kind, at }: PictureSize): Promise<boolean> {
  const end = ENDS[kind];
  if (end === undefined) return true;
  for (let to = file.size; to > at; to -= STEP) {
    const part = await bytesOf(file, Math.max(at, to - STEP - end.length), to);
    for (let i = part.length; i > 0; ) {
      i = part.lastIndexOf(end[0] ?? 0, i - 1);
      if (i >= 0 && begins(part.subarray(i, i + end.length), end)) return true;
    }
  }
  return false;
}

async function bytesOf(file: Blob, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}

function failed(fault: PictureFault): Shrunk {
  return { ok: false, fault };
}
