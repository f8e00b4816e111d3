import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pdfFault, type Inflate } from '#shared/photo/inspect-pdf.ts';
import { MAX_PDF_BYTES } from '#shared/photo/protocol.ts';
import { mediaOf } from '#server/photos/what-file.ts';
import { pdf } from '#tests/support/pdfs.ts';

const inflate: Inflate = async (bytes, most) => {
  try {
    return inflateSync(bytes, { maxOutputLength: most });
  } catch {
    return undefined;
  }
};
const fault = (bytes: Uint8Array): Promise<string | undefined> => pdfFault(bytes, inflate);
const packed = (text: string): Uint8Array => deflateSync(Buffer.from(text, 'latin1'));
const SCRIPT = '<< /S /JavaScript /JS (app.alert(1)) >>';

describe('a PDF', () => {
  test('that only says something is one, also with its objects packed, a link, a field to sign and a signature', async () => {
    for (const object of ['<< /Type /Catalog /Pages 2 0 R >>', '<< /S /URI /URI (https://bihar.gov.in) >>', '<< /Type /Catalog /AcroForm << /SigFlags 3 >> /OpenAction [3 0 R /Fit] >>', '<< /Type /Sig /Filter /Adobe.PPKLite >>']) {
      expect(await fault(pdf(object))).toBeUndefined();
      expect(await fault(pdf('<< /Type /Catalog >>', { packed: packed(`5 0 ${object}`) }))).toBeUndefined();
    }
    expect(await mediaOf(pdf('<< /Type /Catalog >>'))).toBe('application/pdf');
  });

  test.each([
    ['a script', SCRIPT, 'acts'],
    ['a script with its name escaped', '<< /S /J#61va#53cript /J#53 (x) >>', 'acts'],
    ['a program to start', '<< /S /Launch /F (cmd.exe) >>', 'acts'],
    ['a file in it', '<< /Type /EmbeddedFile >>', 'acts'],
    ['a list of files in it', '<< /Names << /EmbeddedFiles 4 0 R >> >>', 'acts'],
    ['a form that sends', '<< /S /SubmitForm /F (https://x) >>', 'acts'],
    ['a form in XML', '<< /AcroForm << /XFA 5 0 R >> >>', 'acts'],
    ['encryption', '<< /Encrypt 9 0 R >>', 'locked'],
  ])('with %s is refused, also in an object stream, named as one or not', async (_, object, found) => {
    expect(await fault(pdf(object))).toBe(found);
    const inside = packed(`5 0 ${object}`);
    expect(await fault(pdf('<< /Type /Catalog >>', { packed: inside }))).toBe(found);
    expect(await fault(pdf('<< /Type /Catalog >>', { packed: inside, dictionary: '/N 1 /F#69rst 4 /Filter /FlateDecode' }))).toBe(found);
  });

  test('whose object stream cannot be looked into is refused', async () => {
    const inside = packed(`5 0 ${SCRIPT}`);
    expect(await fault(pdf('<< >>', { packed: Buffer.from(Buffer.from(`5 0 ${SCRIPT}`).toString('hex')), dictionary: '/Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode' }))).toBe('broken');
    expect(await fault(pdf('<< >>', { packed: inside.subarray(0, 9) }))).toBe('broken');
    expect(await fault(pdf('<< >>', { packed: packed(' '.repeat(5_000_000)) }))).toBe('broken');
  });

  test('that is cut off, too large, or only begins or is called like one is refused', async () => {
    const whole = pdf('<< /Type /Catalog >>');
    expect([await fault(whole.subarray(0, 90)), await fault(Buffer.from('%PDF-1.4')), await fault(Buffer.from('PK\x03\x04 %%EOF')), await fault(Buffer.concat([Buffer.from('<html>'), whole])), await fault(Buffer.concat([whole, Buffer.from('<script>')]))])
      .toEqual(['broken', 'broken', 'broken', 'broken', 'broken']);
    expect(await fault(pdf('<< >>', { pad: MAX_PDF_BYTES }))).toBe('too-large');
  });

  test('made of anything is judged, never thrown at', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 100 }), async (a, b) => {
      const found = await fault(pdf(Buffer.from(a).toString('latin1'), { packed: b }));
      return [undefined, 'acts', 'locked', 'broken'].includes(found);
    }));
    expect(await fault(new Uint8Array())).toBe('broken');
  });
});
