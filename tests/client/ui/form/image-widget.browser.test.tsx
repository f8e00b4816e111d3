// What she chooses in a question for a photo or a paper: it is kept small, or she is told what to do, and what was
// there stays.
import i18next from 'i18next';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { FormDefinition } from '#shared/form/definition.ts';
import { inspectPhoto } from '#shared/photo/inspect.ts';
import { paperAppearance } from '#client/ui/form/paper-widget.tsx';
import { openForm } from '#tests/client/screens/form/host.tsx';
import { gpsExif, latitudeIn } from '#tests/support/exif.ts';
import { pdf } from '#tests/support/pdfs.ts';
import { clear } from '../render.tsx';
import { startWords } from '../words.ts';

beforeAll(() => startWords('hi'));
afterEach(clear);
const t = (key: string): string => i18next.t(key);

const FORM: FormDefinition = {
  id: 'test.paper', version: 1, recordType: 'case', choices: {},
  children: [{ type: 'image', name: 'paper', label: { hi: 'काग़ज़ की फ़ोटो' }, appearance: 'document' }],
};

const WITH_FILES: FormDefinition = { ...FORM, children: [{ type: 'image', name: 'paper', label: { hi: 'काग़ज़' }, appearance: 'document file' }] };

/** The form with a photo in it, and what was kept since. */
function openWithPhoto(form = FORM): { kept: Uint8Array[]; drafts: readonly { readonly answers: Readonly<Record<string, unknown>> }[] } {
  const kept: Uint8Array[] = [];
  const host = openForm(form, {
    answers: { paper: 'photo-0' },
    appearances: paperAppearance(i18next.t),
    photos: {
      putPhoto: (jpeg) => Promise.resolve(`photo-${kept.push(jpeg)}`),
      getPhoto: (name) => Promise.resolve(kept[Number(name.split('-')[1]) - 1]),
    },
  });
  return { kept, drafts: host.drafts };
}

async function choose(...parts: BlobPart[]): Promise<void> {
  await expect.element(page.getByRole('button', { name: new RegExp(`${t('form:photo.again')}|${t('paper:again')}`) })).toBeVisible();
  const files = new DataTransfer();
  files.items.add(new File(parts, 'IMG_2026.jpg', { type: 'image/jpeg' }));
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('there is a picker');
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

async function shot(): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(800, 600);
  canvas.getContext('2d')?.fillRect(100, 100, 300, 300);
  return gpsExif(new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer()));
}

describe('a file that is no photo', () => {
  it.each<[string, string, () => Promise<BlobPart[]>]>([
    ['HEIC', 'heic', async () => [Uint8Array.from([0, 0, 0, 24]), 'ftypheic', new Uint8Array(90)]],
    ['a PDF', 'pdf', async () => ['%PDF-1.4\n%', new Uint8Array(90)]],
    ['an archive', 'other', async () => ['PK\u0003\u0004', new Uint8Array(90)]],
    ['half a photo', 'broken', async () => [(await shot()).slice(0, 900)]],
    ['of more pixels than a phone can unfold', 'too-large', async () => [Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xdc, 0xff, 0xdc, 3, 0, 0])]],
  ])('%s: she is told what to do, and the earlier photo stays', async (_, fault, make) => {
    const { kept, drafts } = openWithPhoto();
    await choose(...await make());
    await expect.element(page.getByRole('alert').filter({ hasText: t(`form:photo.fault.${fault}`) })).toHaveTextContent(t('form:photo.stays'));
    expect(document.body.textContent).toContain(t('form:photo.taken'));
    expect([kept, drafts.filter((draft) => draft.answers['paper'] !== 'photo-0')]).toEqual([[], []]);
  });
});

it('a photo is kept without where it was taken, and the words of an earlier refusal go', async () => {
  const { kept, drafts } = openWithPhoto();
  await choose('no photo');
  await expect.element(page.getByText(t('form:photo.stays'))).toBeVisible();
  const taken = await shot();
  expect(latitudeIn(taken)).toBeDefined();
  await choose(taken);
  await expect.poll(() => kept.length).toBe(1);
  await expect.element(page.getByText(t('form:photo.stays'))).not.toBeInTheDocument();
  const [jpeg = new Uint8Array()] = kept;
  expect([inspectPhoto(jpeg).ok, latitudeIn(jpeg)]).toEqual([true, undefined]);
  await expect.poll(() => drafts.at(-1)?.answers['paper']).toBe('photo-1');
});

describe('where a paper may be a PDF', () => {
  it('one that does nothing is kept as it is, and can be opened', async () => {
    const { kept, drafts } = openWithPhoto(WITH_FILES);
    const file = pdf('<< /Type /Catalog >>', { packed: await deflated('5 0 << /Type /Page >>') });
    await choose(file);
    await expect.element(page.getByRole('link', { name: t('paper:open') })).toBeVisible();
    expect(kept).toEqual([file]);
    await expect.poll(() => drafts.at(-1)?.answers['paper']).toBe('photo-1');
  });

  it('a photo of it is shrunk as before', async () => {
    const { kept } = openWithPhoto(WITH_FILES);
    await choose(await shot());
    await expect.poll(() => kept.map((bytes) => inspectPhoto(bytes).ok)).toEqual([true]);
  });

  it.each<[string, string, () => Promise<BlobPart[]>]>([
    ['with a script in an object stream', 'pdf-acts', async () => [pdf('<< >>', { packed: await deflated('5 0 << /S /JavaScript /JS (x) >>') })]],
    ['that is encrypted', 'pdf-locked', async () => [pdf('<< /Encrypt 9 0 R >>')]],
    ['whose end is missing', 'pdf-broken', async () => [pdf('<< /Type /Catalog >>').slice(0, 80)]],
    ['that unfolds to far too much', 'pdf-broken', async () => [pdf('<< >>', { packed: await deflated(' '.repeat(5_000_000)) })]],
    ['larger than 1 MB', 'pdf-too-large', async () => [pdf('<< >>', { pad: 100 }), new Uint8Array(1_000_000)]],
  ])('one %s is refused in words, and the earlier paper stays', async (_, fault, make) => {
    const { kept, drafts } = openWithPhoto(WITH_FILES);
    await choose(...await make());
    await expect.element(page.getByRole('alert').filter({ hasText: t(`paper:fault.${fault}`) })).toHaveTextContent(t('paper:stays'));
    expect([kept, drafts.filter((draft) => draft.answers['paper'] !== 'photo-0')]).toEqual([[], []]);
  });
});

async function deflated(text: string): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'))).arrayBuffer());
}
