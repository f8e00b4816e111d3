// Files that a camera's picker may hand over, or that someone puts there: pictures that are none,
// pictures that are also something else, and pictures larger than a phone can unfold. Runs in a browser too.

export interface PictureRow {
  readonly name: string;
  readonly make: () => Promise<Uint8Array<ArrayBuffer>>;
  /** Can a JPEG be made of it? `maybe`: if this phone is large enough. */
  readonly picture: 'yes' | 'no' | 'maybe';
}

const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);

export const PICTURES: readonly PictureRow[] = [
  { name: 'SVG as .jpg', picture: 'no', make: async () => text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>parent.polluted=1</script></svg>') },
  { name: 'HTML as .jpg', picture: 'no', make: async () => text('<!doctype html><img src=x onerror="parent.polluted=1">') },
  { name: 'nothing', picture: 'no', make: async () => text('') },
  { name: 'the beginning of a JPEG', picture: 'no', make: async () => grayJpeg(64, 64).slice(0, 40) },
  { name: 'a JPEG that ends in its head', picture: 'no', make: async () => Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8]) },
  { name: 'a JPEG without a size', picture: 'no', make: async () => grayJpeg(0, 0) },
  { name: 'a JPEG that is also a page', picture: 'yes', make: async () => joined(commented(grayJpeg(64, 64), '*/=1;--><script>parent.polluted=1</script>'), text('<html><script>parent.polluted=1</script>')) },
  { name: 'a JPEG that is also a zip', picture: 'yes', make: async () => joined(grayJpeg(64, 64), Uint8Array.from([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)])) },
  { name: 'a JPEG that says where it was taken', picture: 'yes', make: async () => exif(grayJpeg(64, 64)) },
  { name: 'a JPEG that claims 65,500 × 65,500', picture: 'no', make: async () => resized(grayJpeg(64, 64), 65_500, 65_500) },
  { name: 'a PNG of 400 megapixels in a few hundred kilobytes', picture: 'no', make: async () => blackPng(20_000, 20_000) },
  { name: 'a JPEG of 100 megapixels', picture: 'maybe', make: async () => grayJpeg(12_000, 8_400) },
];

/** A grey baseline JPEG of any size: two bits for every eight by eight pixels. */
export function grayJpeg(width: number, height: number): Uint8Array<ArrayBuffer> {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  const oneCode = Array.from({ length: 16 }, (_, length) => (length === 0 ? 1 : 0));
  const head = [
    0xff, 0xd8,
    0xff, 0xdb, 0, 67, 0, ...Array.from({ length: 64 }, () => 1),
    0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0,
    0xff, 0xc4, 0, 20, 0x00, ...oneCode, 0,
    0xff, 0xc4, 0, 20, 0x10, ...oneCode, 0,
    0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0,
  ];
  const scan = new Uint8Array(Math.ceil(blocks / 4));
  const spare = blocks % 4;
  if (spare > 0) scan[scan.length - 1] = 0xff >> (spare * 2);
  return joined(Uint8Array.from(head), scan, Uint8Array.from([0xff, 0xd9]));
}

/** A black PNG: a thousand pixels a byte. */
async function blackPng(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const row = Math.ceil(width / 8) + 1;
  const pixels = new Blob(Array.from({ length: height / 100 }, () => new Uint8Array(row * 100))).stream().pipeThrough(new CompressionStream('deflate'));
  const packed = new Uint8Array(await new Response(pixels).arrayBuffer());
  return joined(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', Uint8Array.from([...be32(width), ...be32(height), 1, 0, 0, 0, 0])), chunk('IDAT', packed), chunk('IEND', new Uint8Array(0)));
}

function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = joined(text(name), data);
  return joined(Uint8Array.from(be32(data.length)), body, Uint8Array.from(be32(crc(body))));
}

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

const be32 = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

function commented(jpeg: Uint8Array, words: string): Uint8Array<ArrayBuffer> {
  return segment(jpeg, 0xfe, text(words));
}

function exif(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  return segment(jpeg, 0xe1, text('Exif\0\0MM\0*GPS 25.24 86.98'));
}

function segment(jpeg: Uint8Array, marker: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(jpeg.subarray(0, 2), Uint8Array.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body, jpeg.subarray(2));
}

/** The same pixels under another size. */
function resized(jpeg: Uint8Array<ArrayBuffer>, width: number, height: number): Uint8Array<ArrayBuffer> {
  const at = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);
  return jpeg.map((byte, i) => [height >> 8, height & 255, width >> 8, width & 255][i - at - 5] ?? byte);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
