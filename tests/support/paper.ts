// A photograph of a page of text as a phone's camera makes one: twelve megapixels, a shadow over the page, the
// noise of the sensor, and where and how it was held in EXIF. Runs in a browser.
import { gpsExif } from './exif.ts';

const [WIDTH, HEIGHT] = [3000, 4000];
const LINES = [
  'आवेदन पत्र: वन स्टॉप सेंटर, भागलपुर, बिहार सरकार',
  'Application received at the One Stop Centre on 22-11-2026, no. 1482/26',
  'प्रार्थिनी का नाम सुनीता देवी, पति राम प्रवेश पासवान, टोला दक्षिणी, वार्ड 7',
  'निवेदन है कि उपर्युक्त विषय में आवश्यक कार्रवाई करने की कृपा की जाए।',
];
/** Print of 12, 12, 9 and 7 points on a page of 21 cm, in pixels of the photograph. */
const SIZES = [60, 60, 45, 36];

export interface PaperOptions {
  /** Two sentences a line. */
  readonly dense?: boolean;
}

async function drawPaper({ dense = false }: PaperOptions): Promise<OffscreenCanvas> {
  const face = new FontFace('Paper', 'url(/fonts/noto-sans-devanagari-400.woff2)');
  document.fonts.add(await face.load());
  const [page, pen] = canvasOf(WIDTH, HEIGHT);
  const light = pen.createLinearGradient(0, 0, WIDTH, HEIGHT);
  light.addColorStop(0, '#f4efe4');
  light.addColorStop(1, '#b9b2a4');
  pen.fillStyle = light;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = '#1d1d28';
  for (let y = 180, i = 0; y < HEIGHT - 150; i += 1) {
    const size = SIZES[i % SIZES.length] ?? 0;
    pen.font = `${size}px Paper, serif`;
    pen.fillText([0, dense ? 1 : 4].map((k) => (k < 4 ? LINES[(i + k) % LINES.length] : '')).join(' '), 160, y, WIDTH - 320);
    y += size * 1.7;
  }
  pen.lineWidth = 14;
  pen.strokeStyle = '#6a3aa8';
  pen.arc(2300, 3500, 260, 0, 7);
  pen.stroke();
  addNoise(pen);
  const [seen, lens] = canvasOf(WIDTH, HEIGHT);
  lens.filter = 'blur(1px)';
  lens.drawImage(page, 0, 0);
  return seen;
}

/** As the camera's file: lying on its side, with the note that it is to be turned, and the place. */
export async function paperPhoto(options: PaperOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const upright = await drawPaper(options);
  const [lying, pen] = canvasOf(HEIGHT, WIDTH);
  pen.rotate(-Math.PI / 2);
  pen.drawImage(upright, -WIDTH, 0);
  const jpeg = new Uint8Array(await (await lying.convertToBlob({ type: 'image/jpeg', quality: 0.92 })).arrayBuffer());
  return gpsExif(jpeg, { orientation: 6 });
}

function addNoise(pen: OffscreenCanvasRenderingContext2D): void {
  const pixels = pen.getImageData(0, 0, WIDTH, HEIGHT);
  const { data } = pixels;
  let state = 7;
  for (let at = 0; at < data.length; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const noise = (state & 15) + ((state >> 8) & 15) - 15;
    for (let i = at; i < at + 3; i += 1) data[i] = (data[i] ?? 0) + noise;
  }
  pen.putImageData(pixels, 0, 0);
}

function canvasOf(width: number, height: number): [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('a canvas can be drawn on');
  return [canvas, pen];
}
