// Every picture of the corpus through the phone's shrinking: a small clean JPEG comes out, or nothing.
import { describe, expect, test } from 'vitest';
import { PHOTO_LIMIT, shrinkPhoto } from '#client/ui/form/shrink-photo.ts';
import { pollution } from './pollution.ts';
import { PICTURES } from './pictures.ts';

const HIDDEN = ['<script', 'Exif', 'PK\u0005\u0006', 'GPS'];

describe('a file from the picker', () => {
  test.each(PICTURES)('$name', { timeout: 60_000 }, async ({ make, picture }) => {
    const file = new File([await make()], 'photo.jpg', { type: 'image/jpeg' });
    const shrunk = await shrinkPhoto(file);
    const small = shrunk.ok ? shrunk.bytes : undefined;
    expect(picture === 'maybe' ? 'maybe' : small === undefined ? 'no' : 'yes').toBe(picture);
    const bytes = small ?? Uint8Array.from([0xff, 0xd8]);
    expect([bytes[0], bytes[1], bytes.length <= PHOTO_LIMIT]).toEqual([0xff, 0xd8, true]);
    const said = new TextDecoder('latin1').decode(bytes);
    expect(HIDDEN.filter((mark) => said.includes(mark))).toEqual([]);
    expect(pollution()).toEqual([]);
    expect('polluted' in window).toBe(false);
  });

  test.each(['image/svg+xml', 'text/html', ''])('an SVG that calls itself %s is no photo either', async (type) => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>parent.polluted=1</script></svg>';
    expect(await shrinkPhoto(new Blob([svg], { type }))).toEqual({ ok: false, fault: 'other' });
    expect('polluted' in window).toBe(false);
  });
});
