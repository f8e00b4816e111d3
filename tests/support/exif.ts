// EXIF as a camera writes it: how the phone was held, which phone it was, and where it stood.

/** Bhagalpur: 25° 14' 31.2" N, 86° 58' 48.5" E. */
const PLACE = { north: [25, 14, 312], east: [86, 58, 485] } as const;
export const MAKER = 'Camera of Bihar';

/** The JPEG with an APP1 segment behind its start: TIFF head, IFD0 (maker, orientation, pointer), GPS IFD. */
export function gpsExif(jpeg: Uint8Array, { orientation = 1 }: { readonly orientation?: number } = {}): Uint8Array<ArrayBuffer> {
  const maker = ascii(`${MAKER}\0`);
  const ifd0 = 8;
  const entries0 = 3;
  const makerAt = ifd0 + 2 + entries0 * 12 + 4;
  const gps = makerAt + maker.length + (maker.length % 2);
  const entriesGps = 4;
  const northAt = gps + 2 + entriesGps * 12 + 4;
  const eastAt = northAt + 24;
  const tiff = new Uint8Array(eastAt + 24);
  const view = new DataView(tiff.buffer);
  tiff.set(ascii('MM\0*'), 0);
  view.setUint32(4, ifd0);
  const entry = (at: number, tag: number, type: number, count: number, value: number): void => {
    view.setUint16(at, tag);
    view.setUint16(at + 2, type);
    view.setUint32(at + 4, count);
    view.setUint32(at + 8, value);
  };
  view.setUint16(ifd0, entries0);
  entry(ifd0 + 2, 0x010f, 2, maker.length, makerAt);
  entry(ifd0 + 14, 0x0112, 3, 1, orientation << 16);
  entry(ifd0 + 26, 0x8825, 4, 1, gps);
  tiff.set(maker, makerAt);
  view.setUint16(gps, entriesGps);
  entry(gps + 2, 1, 2, 2, 0x4e000000);
  entry(gps + 14, 2, 5, 3, northAt);
  entry(gps + 26, 3, 2, 2, 0x45000000);
  entry(gps + 38, 4, 5, 3, eastAt);
  for (const [at, degrees] of [[northAt, PLACE.north], [eastAt, PLACE.east]] as const) {
    for (const [i, value] of degrees.entries()) {
      view.setUint32(at + i * 8, value);
      view.setUint32(at + i * 8 + 4, i === 2 ? 10 : 1);
    }
  }
  const body = [...ascii('Exif\0\0'), ...tiff];
  const segment = Uint8Array.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body]);
  const whole = new Uint8Array(jpeg.length + segment.length);
  whole.set(jpeg.subarray(0, 2));
  whole.set(segment, 2);
  whole.set(jpeg.subarray(2), 2 + segment.length);
  return whole;
}

/** Latitude in degrees as EXIF in the file says it; undefined without. Reads only what `gpsExif` writes. */
export function latitudeIn(jpeg: Uint8Array): number | undefined {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (let at = 2; at + 4 < jpeg.length && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at + 1) === 0xda) return undefined;
    if (view.getUint8(at + 1) !== 0xe1) continue;
    const tiff = at + 10;
    const gps = tiff + view.getUint32(tiff + view.getUint32(tiff + 4) + 2 + 24 + 8);
    const north = tiff + view.getUint32(gps + 14 + 8);
    const part = (i: number): number => view.getUint32(north + i * 8) / view.getUint32(north + i * 8 + 4);
    return part(0) + part(1) / 60 + part(2) / 3600;
  }
  return undefined;
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
