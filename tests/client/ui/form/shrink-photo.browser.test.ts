import { describe, expect, it } from 'vitest';
import { inspectPhoto } from '#shared/photo/inspect.ts';
import { DOCUMENT_LIMIT, PHOTO_LIMIT, shrinkPhoto } from '#client/ui/form/shrink-photo.ts';
import { gpsExif, latitudeIn, MAKER } from '#tests/support/exif.ts';
import { paperPhoto } from '#tests/support/paper.ts';

describe('a photo', () => {
  it('of twelve megapixels becomes at most 200 kB, and leaves behind where and with what it was taken', async () => {
    const shot = gpsExif(await noise(4000, 3000));
    expect([latitudeIn(shot)?.toFixed(4), has(shot, MAKER)]).toEqual(['25.2420', true]);
    const small = await shrunk(shot);
    expect(small.length).toBeLessThanOrEqual(PHOTO_LIMIT);
    expect([latitudeIn(small), has(small, 'Exif'), has(small, MAKER)]).toEqual([undefined, false, false]);
    expect(inspectPhoto(small)).toMatchObject({ ok: true, media: 'image/jpeg' });
    const picture = await createImageBitmap(new Blob([new Uint8Array(small)]));
    expect(Math.max(picture.width, picture.height)).toBeGreaterThanOrEqual(480);
  });

  it('of 40 MB simply works', { timeout: 60_000 }, async () => {
    const shot = await noise(8000, 6000, 1);
    expect(shot.length).toBeGreaterThan(40_000_000);
    expect((await shrunk(shot)).length).toBeLessThanOrEqual(PHOTO_LIMIT);
  });

  it('with a film behind it, as phones write it, is a photo', async () => {
    const shot = await noise(400, 300);
    expect((await shrinkPhoto(new Blob([shot, new Uint8Array(3_000_000)]))).ok).toBe(true);
  });
});

describe('a photo of a paper', () => {
  it.each([['an ordinary page', false, 1600], ['a page full of small print', true, 1280]])('%s of twelve megapixels becomes at most 150 kB, upright and readable', { timeout: 60_000 }, async (_, dense, side) => {
    const shot = await paperPhoto({ dense });
    const small = await shrunk(shot, 'document');
    expect(small.length).toBeLessThanOrEqual(DOCUMENT_LIMIT);
    expect([latitudeIn(shot) === undefined, latitudeIn(small)]).toEqual([false, undefined]);
    const read = await createImageBitmap(new Blob([new Uint8Array(small)]));
    expect([read.width, read.height]).toEqual([Math.round(read.height * 0.75), Math.max(side, read.height)]);
    const taken = await createImageBitmap(new Blob([shot]));
    expect(likeness(read, taken, read.height)).toBeGreaterThan(0.97);
    // At the size that does for a list of faces it would not be.
    const [tiny, pen] = canvasOf(360, 480);
    pen.drawImage(read, 0, 0, 360, 480);
    expect(likeness(tiny, taken, read.height)).toBeLessThan(0.9);
  });
});

describe('a file that is no photo is told for what it is', () => {
  it.each<[string, BlobPart[], string]>([
    ['a text', ['not a photo'], 'other'],
    ['an archive', ['PK\u0003\u0004', new Uint8Array(90)], 'other'],
    ['a PDF', ['%PDF-1.4\n%', new Uint8Array(90)], 'pdf'],
    ['HEIC', [Uint8Array.from([0, 0, 0, 24]), 'ftypheic', new Uint8Array(90)], 'heic'],
    ['HEIC of another brand', [Uint8Array.from([0, 0, 0, 24]), 'ftypmif1', new Uint8Array(90)], 'heic'],
    ['the first bytes of a JPEG', [Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])], 'broken'],
  ])('%s', async (_, parts, fault) => {
    expect(await shrinkPhoto(new File(parts, 'IMG_2026.jpg', { type: 'image/jpeg' }))).toEqual({ ok: false, fault });
  });

  it('half a JPEG, of which a browser would draw the upper half', async () => {
    const shot = gpsExif(await noise(1200, 900));
    for (const part of [0.3, 0.6, 0.9]) expect(await shrinkPhoto(new Blob([shot.slice(0, shot.length * part)]))).toEqual({ ok: false, fault: 'broken' });
  });

  it('half a PNG', async () => {
    const canvas = new OffscreenCanvas(300, 300);
    canvas.getContext('2d')?.fillRect(10, 10, 200, 200);
    const png = await canvas.convertToBlob({ type: 'image/png' });
    expect((await shrinkPhoto(png)).ok).toBe(true);
    expect(await shrinkPhoto(png.slice(0, png.size / 2))).toEqual({ ok: false, fault: 'broken' });
  });
});

async function shrunk(shot: Uint8Array<ArrayBuffer>, of?: 'photo' | 'document'): Promise<Uint8Array> {
  const result = await shrinkPhoto(new Blob([shot], { type: 'image/jpeg' }), of);
  if (!result.ok) throw new Error(result.fault);
  return result.bytes;
}

/** How much the grey of a picture follows the grey of another, drawn at the same height: 1 is the same. */
function likeness(picture: CanvasImageSource, other: CanvasImageSource, height: number): number {
  const [a, b] = [picture, other].map((source) => {
    const [, pen] = canvasOf(Math.round(height * 0.75), height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(source, 0, 0, Math.round(height * 0.75), height);
    const { data } = pen.getImageData(0, 0, Math.round(height * 0.75), height);
    return Float64Array.from({ length: data.length / 4 }, (_, i) => data[i * 4 + 1] ?? 0);
  });
  if (a === undefined || b === undefined) throw new Error('two pictures');
  const mean = (of: Float64Array): number => of.reduce((sum, x) => sum + x, 0) / of.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, ownA, ownB] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [(a[i] ?? 0) - meanA, (b[i] ?? 0) - meanB];
    both += x * y;
    ownA += x * x;
    ownB += y * y;
  }
  return both / Math.sqrt(ownA * ownB);
}

function canvasOf(width: number, height: number): [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('a canvas can be drawn on');
  return [canvas, pen];
}

/** Worse than any photo: every block differs; `size` 1: every pixel. */
async function noise(width: number, height: number, size = 20): Promise<Uint8Array<ArrayBuffer>> {
  const [canvas, pen] = canvasOf(width, height);
  let seed = 7;
  const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648);
  if (size === 1) {
    const tile = pen.createImageData(width, 500);
    const words = new Uint32Array(tile.data.buffer);
    for (let i = 0; i < words.length; i += 1) words[i] = (next() << 8) ^ (next() >>> 7) | 0xff000000;
    for (let y = 0; y < height; y += 500) pen.putImageData(tile, 0, y);
  } else {
    for (let y = 0; y < height; y += size) {
      for (let x = 0; x < width; x += size) {
        next();
        pen.fillStyle = `rgb(${seed % 256} ${(seed >> 8) % 256} ${(seed >> 16) % 256})`;
        pen.fillRect(x, y, size, size);
      }
    }
  }
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })).arrayBuffer());
}

function has(bytes: Uint8Array, word: string): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).includes(word);
}
