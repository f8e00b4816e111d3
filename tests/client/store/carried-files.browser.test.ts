import { Dexie } from 'dexie';
import { afterEach, describe, expect, test } from 'vitest';
import { readRescueFile, writeRescueFile } from '#shared/sync/rescue-file.ts';
import type { KeptSealed } from '#shared/sync/sealed.ts';
import { carriedFiles, type CarriedFiles } from '#client/store/carried-files.ts';
import { handInSealed } from '#client/sync/sealed-hand-in.ts';

let names: string[] = [];
afterEach(async () => {
  await Promise.all(names.map((name) => Dexie.delete(name)));
  names = [];
});

function open(now = 1_000): { readonly files: CarriedFiles; readonly name: string } {
  const name = `carried-${crypto.randomUUID()}`;
  names.push(name);
  return { files: carriedFiles(() => now, name), name };
}

const header = { v: 1 as const, key: 'k', enc: 'E'.repeat(87), device: 'device-1', x: 'x'.repeat(43), y: 'y'.repeat(43), sig: 's'.repeat(86) };
const kept = (count: number): KeptSealed[] => Array.from({ length: count }, (_, n) => ({ header, n, c: 'c'.repeat(40) }));

/** A server that takes all but the places named. */
const server = (epoch: string, refuse: readonly number[] = []) => async (_: string, init: RequestInit): Promise<Response> => {
  const text = await new Response(new Blob([await new Response(init.body).arrayBuffer()]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  const { changes }: { changes: { n: number }[] } = JSON.parse(text);
  return Response.json({ epoch, outcomes: changes.map(({ n }) => (refuse.includes(n) ? 'forged' : 'received')), shut: [] });
};

const handIn = (files: CarriedFiles, id: string, fetch: ReturnType<typeof server>) =>
  handInSealed({ fetch, isOnline: () => true, now: () => 0 }, files.shelf(id), new AbortController().signal);

describe('a carried rescue file', () => {
  test('is kept whole, once, over closings of the app, until it is dropped', async () => {
    const { files, name } = open();
    expect(await files.list()).toEqual([]);
    expect(await Dexie.exists(name)).toBe(false);
    const text = writeRescueFile(kept(3));
    const added = await files.add(text);
    expect(added).toEqual({ ok: true, file: { id: expect.any(String), at: 1_000, changes: 3, arrived: 0, refused: 0, damaged: 0 } });
    expect(await files.add(text)).toEqual(added);
    const again = carriedFiles(() => 9_999, name);
    const [file] = await again.list();
    expect(file).toMatchObject({ at: 1_000, changes: 3 });
    const taken = await again.shelf(file?.id ?? '').take([0, 1, 2]);
    expect(taken.map((t) => t.kept)).toEqual(kept(3));
    await again.drop(file?.id ?? '');
    expect(await files.list()).toEqual([]);
  });

  test('is refused in words for what it is: another file, a newer one, a damaged one, an empty one', async () => {
    const { files } = open();
    expect(await files.add('hello')).toEqual({ ok: false, reason: 'not-rescue' });
    expect(await files.add('dehri-rescue 7\n')).toEqual({ ok: false, reason: 'newer' });
    expect(await files.add('dehri-rescue 1\nrubbish\n')).toEqual({ ok: false, reason: 'damaged' });
    expect(await files.add(writeRescueFile([]))).toEqual({ ok: false, reason: 'empty' });
    expect(await files.list()).toEqual([]);
  });

  test('says how far it has come, and what the server would not take; it is asked about that no more', async () => {
    const { files } = open();
    const added = await files.add(writeRescueFile(kept(4)));
    const id = added.ok ? added.file.id : '';
    const end = await handIn(files, id, server('e1', [2]));
    expect(end).toMatchObject({ received: 3, refused: [2] });
    await files.shelf(id).refuse(end.refused);
    expect(await files.list()).toMatchObject([{ changes: 4, arrived: 3, refused: 1 }]);
    expect((await files.shelf(id).look()).sealed).toEqual([0, 1, 3]);
  });

  test('goes again to a server that was restored and has lost it', async () => {
    const { files } = open();
    const added = await files.add(writeRescueFile(kept(2)));
    const id = added.ok ? added.file.id : '';
    expect(await handIn(files, id, server('e1'))).toMatchObject({ received: 2 });
    expect(await handIn(files, id, server('e1'))).toMatchObject({ received: 0 });
    expect(await handIn(files, id, server('e2'))).toMatchObject({ received: 2 });
  });

  test('that was cut off gives what is whole, and says that there was more', async () => {
    const { files } = open();
    const text = writeRescueFile(kept(5));
    const cut = text.slice(0, text.indexOf('"n":3'));
    expect(readRescueFile(cut)).toMatchObject({ ok: true, damaged: 1 });
    expect(await files.add(cut)).toMatchObject({ ok: true, file: { changes: 3, damaged: 1 } });
  });
});
