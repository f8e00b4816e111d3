// The page of the kill test: saves families one after another and tells each one that was called saved.
import { openSpaces } from '#client/store/open-vaults.ts';
import { fastStretcher } from '../../contract/fast-stretcher.ts';
import { BUCKET, HOUSEHOLD, PROFILE } from '../../contract/store-fixture.ts';

const PIN = '482915';
const spaces = openSpaces({ types: [HOUSEHOLD], stretcher: fastStretcher });

declare global {
  interface Window {
    killTest: {
      /** Saves for ever; `window.told(n)` after each. */
      work(): Promise<void>;
      look(): Promise<{ families: string[]; counters: number[]; drafts: number[]; incidents: string[] }>;
    };
    told(n: number): Promise<void>;
  }
}

async function open() {
  const [card] = await spaces.list();
  if (card === undefined) {
    const made = await spaces.create({ symbol: 'mango', pin: PIN });
    await made.store.setProfile(PROFILE);
    return made.store;
  }
  const unlocked = await spaces.unlock(card.id, PIN, true);
  if (!unlocked.ok) throw new Error(unlocked.reason);
  return unlocked.space.store;
}

window.killTest = {
  async work() {
    const store = await open();
    for (let n = 1; ; n += 1) {
      await store.putDraft({ id: 'draft', form: 'f@1', bucket: BUCKET, answers: { headName: `family ${n}` }, page: n, savedAt: n });
      const saved = await store.save({ type: 'household', bucket: BUCKET, edits: { headName: `family ${n}`, note: 'x'.repeat(300) } });
      if (!saved.ok) throw new Error(saved.reason);
      await window.told(n);
    }
  },
  async look() {
    const store = await open();
    return {
      families: store.ofType('household').map((r) => String(r.values['headName'])),
      counters: store.outbox(1e6).map((c) => c.counter),
      drafts: store.drafts().map((d) => d.page),
      incidents: store.incidents().map((i) => i.kind),
    };
  },
};
