// The built client compressed beforehand, as well as it can be: what is sent a thousand times is
// compressed once.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = /\.(?:js|css|html|svg|json|webmanifest)$/u;
/** Below this a file is one packet anyway. */
const SMALLEST = 1_000;

/** Writes `<file>.br` and `<file>.gz` beside every file of text in the folder and below. */
export async function compressFiles(folder: string): Promise<void> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => TEXT.test(file)).map((file) => join(folder, file));
  await Promise.all(files.map(async (file) => {
    const bytes = await readFile(file);
    if (bytes.length < SMALLEST) return;
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  }));
}
