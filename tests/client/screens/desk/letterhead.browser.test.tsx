// What an administrator has set for the head of papers stands on each of them; taken away, the app's own.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Values } from '#shared/record/change.ts';
import { letterheadRow } from '#shared/report/letterhead.ts';
import { rulebookId } from '#shared/task/rulebook-record.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import type { RecordStore } from '#client/store/contract.ts';
import { DehriProvider } from '#client/app/context.tsx';
import { fieldProgramme } from '#client/app/field-programme.ts';
import { quietShell } from '#client/app/quiet-shell.ts';
import { SlipHead } from '#client/screens/desk/people/slip-head.tsx';
import { clear, render } from '#tests/client/ui/render.tsx';
import { startWords } from '#tests/client/ui/words.ts';
import { file, openSample, TODAY } from '../cases/sample.tsx';
import { closeApp, openWork } from '../app.tsx';
import { demoPhone, demoSession } from '../demo/demo-phone.ts';
import { officer, reviewOf } from './review-double.ts';

const LINES = { line1: 'बिहार सरकार', line2: 'समाज कल्याण विभाग', line3: 'जिला प्रोग्राम कार्यालय, लखीसराय' };
const OWN = 'जिला प्रोग्राम पदाधिकारी';
const plain = window.fetch;

beforeEach(async () => {
  await page.viewport(1366, 768);
  vi.spyOn(window, 'print').mockImplementation(() => window.dispatchEvent(new Event('beforeprint')));
});
afterEach(() => {
  vi.restoreAllMocks();
  window.fetch = plain;
  clear();
  closeApp();
  document.querySelector('.print-root')?.remove();
});

async function say(store: RecordStore, place: string, at: string, gone: boolean): Promise<void> {
  const row = `letterheads.${letterheadRow(place)}`;
  const fields: Values = gone ? {} : { place, ...LINES, line4: null, signer: OWN };
  const saved = await store.save({ type: 'rulebook', record: rulebookId(at), bucket: `${at}/notice`, edits: { ...Object.fromEntries(Object.entries(fields).map(([field, value]) => [`${row}.${field}`, value])), [`${row}._gone`]: gone } });
  expect(saved).toMatchObject({ ok: true });
}

/** As it flows down to those who may not set it. */
async function bring(store: RecordStore, seq: number, gone: boolean): Promise<void> {
  const values = Object.fromEntries(Object.entries({ place: '10.208', ...LINES, signer: OWN, _gone: gone }).map(([field, value]) => [`letterheads.10-208.${field}`, value]));
  await store.applyPage({ t: 'page', b: '10.208/notice', g: 1, s: seq, rows: encodeRecords([{ id: rulebookId('10.208'), type: 'rulebook', bucket: '10.208/notice', seq, schema: 1, values, base: 'b1', heads: {}, rivals: {} }]) });
}

const all = (selector: string): string[] => [...document.querySelectorAll(selector)].map((e) => e.textContent ?? '');
const button = (name: string | RegExp) => page.getByRole('button', { name });

describe('the head of what is printed', () => {
  test('of a register of an office is that of its district, with who signs; taken away, the office stands there again', async () => {
    await startWords();
    const store = await openSample('/office/register/sample/book', { records: [file('f1', { name: 'सुनीता देवी', day: TODAY })] });
    const head = async (): Promise<string[]> => {
      await button(/पंजी छापें|छापें/).first().click();
      await expect.poll(() => all('.print-root .sheet__head p')).not.toEqual([]);
      return all('.print-root .sheet__head p');
    };
    const own = await head();
    expect(own).toContain('सखी केंद्र, लखीसराय');
    const signs = all('.print-root .sheet__signatures p');
    await bring(store, 2, false);
    expect(await head()).toEqual(Object.values(LINES));
    expect(all('.print-root .sheet__office')).toEqual([LINES.line3]);
    expect(all('.print-root .sheet__signatures p')).toEqual([signs[0], OWN]);
    await bring(store, 3, true);
    expect(await head()).toEqual(own);
    expect(all('.print-root .sheet__signatures p')).toEqual(signs);
  });

  test('of the review is the one set, and whoever is named signs as head', async () => {
    answer((url) => (url.pathname === '/api/review' ? reviewOf('10.204', { from: url.searchParams.get('from') ?? '', to: url.searchParams.get('to') ?? '' }, { parts: [] }) : {}));
    const session = await openWork('/desk/review/10.204?from=2026-04-01&to=2027-03-31', { profile: officer });
    await expect.poll(() => all('.letterhead p').length, { timeout: 10_000 }).toBeGreaterThan(0);
    const own = all('.letterhead p');
    const signs = all('.signatures__one > p:first-child');
    await say(session.store, '10.204', '10.204', false);
    await expect.poll(() => all('.letterhead p').slice(0, 3)).toEqual(Object.values(LINES));
    expect(all('.letterhead p').slice(3)).toEqual(own.slice(3));
    expect(all('.signatures__one > p:first-child')).toEqual([...signs.slice(0, 2), OWN]);
    await say(session.store, '10.204', '10.204', true);
    await expect.poll(() => all('.letterhead p')).toEqual(own);
    expect(all('.signatures__one > p:first-child')).toEqual(signs);
  });

  test('of minutes is the one set; where no chair is named, the head of the office chairs', async () => {
    const meetings: Profile = { ...officer, grants: [{ id: 'g1', person: 'dm', role: 'administrator', place: '10.204', from: '2026-01-01', to: null }, ...officer.grants.map((g) => ({ ...g, id: 'g2' }))] };
    const session = await openWork('/settings', { profile: meetings });
    const made = await session.store.save({ type: 'reviewMeeting', bucket: '10.204/meetings', edits: { place: '10.204', day: '2026-10-21', subject: 'मासिक समीक्षा', status: 'held', minutes: 'चर्चा हुई।' } });
    if (!made.ok) throw new Error(made.reason);
    history.pushState(null, '', `/desk/meetings/${made.record}`);
    window.dispatchEvent(new PopStateEvent('popstate'));
    const minutes = async (): Promise<{ head: string[]; signs: string[] }> => {
      await button('कार्यवाही छापें').click();
      await expect.poll(() => all('.print-root .sheet__head p')).not.toEqual([]);
      return { head: all('.print-root .sheet__head p'), signs: all('.print-root .sheet__signatures p') };
    };
    const own = await minutes();
    await say(session.store, '10.204', '10.204', false);
    const set = await minutes();
    expect(set.head).toEqual(Object.values(LINES));
    expect(set.signs[1]).toContain(OWN);
    await say(session.store, '10.204', '10.204', true);
    expect(await minutes()).toEqual(own);
  });

  test('of a slip with a sign-in code is one line: the office', async () => {
    const work = fieldProgramme();
    if (work === undefined) throw new Error('there is a field programme');
    const session = await demoSession({ families: 1, profile: officer });
    render(<DehriProvider value={{ ...work, programmes: [], session, store: session.store, sync: session.sync, search: session.search, phone: demoPhone(), shell: quietShell, addPerson: () => undefined, practise: async () => undefined }}><SlipHead place="10.204.osc1" /></DehriProvider>);
    expect(all('.slip-head')).toEqual([]);
    await say(session.store, '10.204', '10.204', false);
    await expect.poll(() => all('.slip-head')).toEqual([LINES.line3]);
    await say(session.store, '10.204', '10.204', true);
    await expect.poll(() => all('.slip-head')).toEqual([]);
  });
});

function answer(body: (url: URL) => object): void {
  window.fetch = async (input, init) => {
    const url = new URL(String(input), location.origin);
    return url.pathname.startsWith('/api/') ? new Response(JSON.stringify(body(url)), { headers: { 'content-type': 'application/json' } }) : plain(input, init);
  };
}
