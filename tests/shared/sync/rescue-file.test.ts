import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRescueFile, rescueFileName, writeRescueFile } from '#shared/sync/rescue-file.ts';
import { keptOf, MAX_SEALED_PER_REQUEST, sealedRequestSchema, sealedSets, SEALED_VERSION, type KeptSealed, type SealHeader } from '#shared/sync/sealed.ts';

const letters = (min: number, max = min): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...'AZaz09-_'), minLength: min, maxLength: max });
const header: fc.Arbitrary<SealHeader> = fc.record({
  v: fc.constant(SEALED_VERSION), key: letters(1, 16), enc: letters(87), device: fc.constantFrom('device-1', 'device-2'), x: letters(43), y: letters(43), sig: letters(86),
});
const sealed: fc.Arbitrary<KeptSealed[]> = fc.array(header, { minLength: 1, maxLength: 4 }).chain((headers) =>
  fc.array(fc.record({ header: fc.constantFrom(...headers), n: fc.nat(100_000), c: letters(22, 400) }), { maxLength: 12 }));

describe('a rescue file', () => {
  test('gives back what was put into it, whatever line ends it was given on the way', () => {
    fc.assert(fc.property(sealed, fc.boolean(), fc.boolean(), (kept, windows, mark) => {
      const text = writeRescueFile(kept);
      const sent = `${mark ? '\uFEFF' : ''}${windows ? text.replaceAll('\n', '\r\n') : text}`;
      expect(readRescueFile(sent)).toEqual({ ok: true, kept, damaged: 0 });
    }));
  });

  test('cut off anywhere, gives what came whole and says that some is missing', () => {
    fc.assert(fc.property(sealed.filter((kept) => kept.length > 0), fc.double({ min: 0, max: 1, noNaN: true }), (kept, part) => {
      const text = writeRescueFile(kept);
      const cut = text.slice(0, Math.floor((text.length - 1) * part));
      const read = readRescueFile(cut);
      const [came, missing] = read.ok ? [read.kept, read.damaged] : [[], 1];
      expect(kept.slice(0, came.length)).toEqual(came);
      // The last line end may go unseen; nothing else may.
      expect(missing > 0 || came.length === kept.length).toBe(true);
      expect(read.ok ? 'damaged' : read.reason).toMatch(/^(?:not-rescue|damaged)$/u);
    }));
  });

  test('with one letter changed, never gives anything that was not put into it', () => {
    fc.assert(fc.property(sealed.filter((kept) => kept.length > 0), fc.nat(), fc.constantFrom('x', '0', ' ', '\n', '"', 'é'), (kept, at, by) => {
      const text = writeRescueFile(kept);
      const place = at % text.length;
      const read = readRescueFile(text.slice(0, place) + by + text.slice(place + 1));
      if (!read.ok) return;
      for (const one of read.kept) expect(kept).toContainEqual(one);
      expect(read.kept.length === kept.length || read.damaged > 0).toBe(true);
    }));
  });

  test('is told from other files, and from one of a newer app', () => {
    for (const other of ['', 'hello', '{"headers":[]}', '%PDF-1.7', 'dehri', 'dehri-rescue']) expect(readRescueFile(other)).toEqual({ ok: false, reason: 'not-rescue' });
    expect(readRescueFile('dehri-rescue 2\nsomething')).toEqual({ ok: false, reason: 'newer' });
    expect(readRescueFile('dehri-rescue 1\n')).toEqual({ ok: false, reason: 'damaged' });
    expect(readRescueFile(`dehri-rescue 1\n${' '.repeat(70_000_000)}`)).toEqual({ ok: false, reason: 'too-large' });
  });

  test('has a name of its day and four letters only', () => {
    expect(rescueFileName('2026-05-10', Uint8Array.of(0, 1, 2, 255))).toMatch(/^dehri-2026-05-10-[a-z2-9]{4}\.dehri$/);
  });
});

describe('sealed changes on their way', () => {
  test('are gathered into requests that the server takes, in their order, none twice', () => {
    fc.assert(fc.property(sealed, fc.integer({ min: 1, max: 900 }), (kept, mostBytes) => {
      const sets = sealedSets(kept, mostBytes);
      expect(sets.flatMap(keptOf)).toEqual(kept);
      for (const set of sets) expect(sealedRequestSchema.safeParse({ v: SEALED_VERSION, ...set }).success).toBe(true);
    }));
  });

  test('are at most as many as one request may hold', () => {
    const [one] = fc.sample(header, 1);
    if (one === undefined) throw new Error('a header');
    const kept = Array.from({ length: 2 * MAX_SEALED_PER_REQUEST + 1 }, (_, n) => ({ header: one, n, c: 'A'.repeat(22) }));
    expect(sealedSets(kept).map((s) => s.changes.length)).toEqual([MAX_SEALED_PER_REQUEST, MAX_SEALED_PER_REQUEST, 1]);
  });
});
