import { describe, expect, it } from 'vitest';
import { inspectPhoto } from '#shared/photo/inspect.ts';
import { PHOTO_LIMIT, shrinkPhoto } from '#client/ui/form/shrink-photo.ts';

describe('a photo', () => {
  it('of twelve megapixels becomes at most 200 kB, and leaves behind where it was taken', async () => {
    const shot = withExif(await noise(4000, 3000));
    expect(has(shot, 'Exif')).toBe(true);
    const small = await shrinkPhoto(new Blob([shot], { type: 'image/jpeg' }));
    if (small === undefined) throw new Error('it is a picture');
    expect(small.length).toBeLessThanOrEqual(PHOTO_LIMIT);
    expect(has(small, 'Exif')).toBe(false);
    expect(inspectPhoto(small)).toMatchObject({ ok: true, media: 'image/jpeg' });
    expect([small[0], small[1]]).toEqual([0xff, 0xd8]);
    const picture = await createImageBitmap(new Blob([new Uint8Array(small)]));
    expect(Math.max(picture.width, picture.height)).toBeGreaterThanOrEqual(480);
  });

  it('that is no picture is refused', async () => {
    expect(await shrinkPhoto(new Blob(['not a photo'], { type: 'image/jpeg' }))).toBeUndefined();
  });
});

/** Worse than any photo: every block differs. */
async function noise(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('a canvas can be drawn on');
  let seed = 7;
  for (let y = 0; y < height; y += 20) {
    for (let x = 0; x < width; x += 20) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      pen.fillStyle = `rgb(${seed % 256} ${(seed >> 8) % 256} ${(seed >> 16) % 256})`;
      pen.fillRect(x, y, 20, 20);
    }
  }
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })).arrayBuffer());
}

/** Puts an APP1 segment with a (here empty) EXIF head after the start of the file. */
function withExif(jpeg: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode('Exif\0\0MM\0*GPS 25.24 86.98');
  const segment = new Uint8Array([0xff, 0xe1, 0, body.length + 2, ...body]);
  const whole = new Uint8Array(jpeg.length + segment.length);
  whole.set(jpeg.subarray(0, 2));
  whole.set(segment, 2);
  whole.set(jpeg.subarray(2), 2 + segment.length);
  return whole;
}

function has(bytes: Uint8Array, word: string): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).includes(word);
}
