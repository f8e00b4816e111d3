// The page of the kill test: saves families one after another and tells each one that was called saved.
import { openSpaces } from '#client/store/open-vaults.ts';
import { sealedShelf } from '#client/store/sealed-shelf.ts';
import { fastStretcher } from '../../contract/fast-stretcher.ts';
import { BUCKET, HOUSEHOLD, PROFILE } from '../../contract/store-fixture.ts';

const PIN = '482915';
const spaces = openSpaces({ types: [HOUSEHOLD], stretcher: fastStretcher });

/** Sealed to the curve's base point: it is as good as any. */
const SEALING = { ...PROFILE, sealTo: { id: 'base-point', x: 'axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY', y: 'T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU' } };

export interface Seen {
  readonly families: readonly string[];
  readonly counters: readonly number[];
  readonly drafts: readonly number[];
  readonly incidents: readonly string[];
}

declare global {
  interface Window {
    killTest: {
      /** Saves for ever, from this number on; `window.told(n)` after each. */
      work(from: number): Promise<void>;
      look(): Promise<Seen>;
      /** What could be handed in without the PIN, and what could not. */
      lookLocked(): Promise<{ readonly sealed: readonly number[]; readonly closed: number }>;
    };
    told(n: number): Promise<void>;
  }
}

let opening: ReturnType<typeof openStore> | undefined;
const open = (): ReturnType<typeof openStore> => (opening ??= openStore());

async function openStore() {
  const [card] = await spaces.list();
  if (card === undefined) {
    const made = await spaces.create({ symbol: 'mango', pin: PIN });
    await made.store.setProfile(SEALING);
    return made.store;
  }
  const unlocked = await spaces.unlock(card.id, PIN, true);
  if (!unlocked.ok) throw new Error(unlocked.reason);
  const { store } = unlocked.space;
  // Killed between making the vault and its profile.
  if (store.profile() === undefined) await store.setProfile(SEALING);
  return store;
}

window.killTest = {
  async work(from) {
    const store = await open();
    for (let n = from; ; n += 1) {
      await store.putDraft({ id: 'draft', form: 'f@1', bucket: BUCKET, answers: { headName: `family ${n}` }, page: n, savedAt: n });
      const saved = await store.save({ type: 'household', bucket: BUCKET, edits: { headName: `family ${n}`, note: 'x'.repeat(300) } });
      if (!saved.ok) throw new Error(saved.reason);
      await window.told(n);
    }
  },
  async lookLocked() {
    const [card] = await spaces.list();
    const { sealed, closed } = await sealedShelf(`dehri-${card?.id ?? ''}`).look();
    return { sealed, closed };
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
