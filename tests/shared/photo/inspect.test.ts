import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectPhoto, withoutNotes } from '#shared/photo/inspect.ts';
import { comment, exif, jpeg, png, webp, webpChunk } from '#tests/support/pictures.ts';

const fault = (bytes: Uint8Array): string => {
  const found = inspectPhoto(bytes);
  return found.ok ? `${found.media} ${found.width}×${found.height}` : found.fault;
};

describe('a photo is told by its parts', () => {
  test('a JPEG, a PNG and a WebP with their sizes', () => {
    expect([jpeg(), png(), webp()].map(fault)).toEqual(['image/jpeg 640×480', 'image/png 20×10', 'image/webp 30×40']);
  });

  test.each([
    ['a web page named .jpg', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a drawing that can run', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
    ['an archive', Buffer.from('PK\x03\x04rest', 'latin1')],
    ['nothing', Buffer.alloc(0)],
  ])('%s is none', (_, bytes) => {
    expect(fault(bytes)).toBe('unknown-kind');
  });

  test('what is hidden behind the end, in a comment or in EXIF is found', () => {
    const script = Buffer.from('<script>alert(1)</script>');
    expect([
      Buffer.concat([jpeg(), script]), Buffer.concat([png(), script]), Buffer.concat([webp(), script]),
      jpeg({ notes: [exif] }), jpeg({ notes: [comment] }), png(9, 9, [script]), webp(30, 40, webpChunk('EXIF', 'GPS')),
    ].map(fault)).toEqual(Array.from({ length: 7 }, () => 'says-more'));
  });

  test('a hundred million pixels in a small file are too many', () => {
    expect([jpeg({ width: 10_000, height: 10_000 }), png(10_000, 10_000), webp(16_000, 16_000)].map(fault)).toEqual(['too-many-pixels', 'too-many-pixels', 'too-many-pixels']);
  });

  test('a head alone, or half of a picture, is broken', () => {
    for (const whole of [jpeg(), png(), webp()]) {
      for (let cut = 13; cut < whole.length; cut += 7) expect(['broken', 'says-more']).toContain(fault(whole.subarray(0, cut)));
    }
  });

  test('no bytes whatever make it throw or go on for ever, nor pass with one more byte', () => {
    const start = fc.constantFrom(jpeg(), png(), webp());
    expect(() => fc.assert(fc.property(start, fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }), fc.nat(500), (whole, flips, cut) => {
      const bytes = Buffer.from(whole.subarray(0, cut));
      for (const [at, value] of flips) if (at < bytes.length) bytes[at] = value;
      const longer = inspectPhoto(Buffer.concat([bytes, Buffer.from([0x3c])]));
      return !(inspectPhoto(bytes).ok && longer.ok);
    }), { numRuns: 3_000 })).not.toThrow();
  });
});

describe('notes in a JPEG', () => {
  test('are taken out, and the picture stays as it was', () => {
    expect(fault(withoutNotes(jpeg({ notes: [exif, comment] })))).toBe('image/jpeg 640×480');
    expect(Buffer.from(withoutNotes(jpeg({ notes: [exif, comment] }))).equals(jpeg())).toBe(true);
    expect(Buffer.from(withoutNotes(jpeg())).equals(jpeg())).toBe(true);
  });

  test('of what is no JPEG nothing is touched', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      fc.pre(!(bytes[0] === 0xff && bytes[1] === 0xd8));
      expect([...withoutNotes(bytes)]).toEqual([...bytes]);
    }));
  });
});
