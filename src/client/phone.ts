// The second half of the composition root, loaded after the first page shows: vaults, store, sync and
// search put together as the screens' `Phone`.
import { FIELD_PROGRAMMES } from '#programmes/field-programmes.ts';
import { ENGINE_TYPES } from '#shared/engine-types.ts';
import { knowsClass, type RecordVerb } from '#shared/access/table.ts';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { CaseApp } from './app/case-app.ts';
import { fieldProgramme } from './app/field-programme.ts';
import { asDevice } from './app/as-device.ts';
import { createDoorSearch } from './app/door-search.ts';
import { isoDay } from './app/format.ts';
import type { Phone, Session, UnlockResult } from './app/services.ts';
import { enrol, fetchProfile, otherSignIn } from './app/session-api.ts';
import { APP_VERSION } from './app/version.ts';
import { StorageFailure } from './store/contract.ts';
import { keepGuide } from './pwa/keep-guide.ts';
import { keepFromFirstSave } from './pwa/keep-storage.ts';
import { openSpaces, type OpenSpace, type SpaceUnlock } from './store/open-vaults.ts';
import { browserSyncDeps, browserTriggers, savesData } from './sync/browser.ts';
import { createSync, type SyncController } from './sync/controller.ts';
import { browserSealedWork } from './sync/sealed-work.ts';
import { renewSession } from './sync/session.ts';
import { attachTriggers } from './sync/triggers.ts';
import { systemRandom } from './vault/random.ts';

export function browserPhone(onError: (error: unknown) => void): Phone {
  const spaces = openSpaces({ types: [...ENGINE_TYPES, ...FIELD_PROGRAMMES.flatMap((p) => p.recordTypes)], typesFor });
  // Fetched while she types her PIN.
  if (localStorage.getItem(CASES_HERE) !== null) void Promise.all([import('./screens/cases/case-app.tsx'), ...OFFICE_WORK.map(({ load }) => load())]).catch(() => undefined);
  const work = browserSealedWork({ day: () => isoDay(Date.now()), randomBytes: systemRandom, onError });
  const seconds = (ms: number): number => Math.ceil(ms / 1000);
  /** Made, but the full phone did not take the profile: tried again in the same space, which has the enrolled key. */
  let half: { readonly space: OpenSpace; readonly pin: string } | undefined;

  /** @param unlocked undefined: what is kept here cannot be read. */
  async function enter(unlocked: SpaceUnlock | undefined): Promise<UnlockResult> {
    if (unlocked === undefined) return { ok: false, reason: 'broken', waitSeconds: 0 };
    if (!unlocked.ok) {
      const reason = unlocked.reason === 'unknown-vault' ? 'broken' : unlocked.reason;
      return { ok: false, reason, waitSeconds: seconds(unlocked.waitMs) };
    }
    const { space } = unlocked;
    if (space.store.profile() === undefined) {
      const profile = await fetchProfile(space.vault.publicKey.x);
      if (profile !== undefined) await takeProfile(space, profile);
    }
    if (space.store.profile() === undefined) {
      await space.close();
      return { ok: false, reason: 'contact-needed', waitSeconds: 0 };
    }
    const session = openSession(space, onError);
    if (space.vault.lease() === 'expired') {
      await session.sync.syncNow();
      if (space.vault.lease() === 'expired') {
        const revoked = session.sync.status().problem?.code === 'device-revoked';
        await space.close();
        return { ok: false, reason: revoked ? 'revoked' : 'contact-needed', waitSeconds: 0 };
      }
    }
    return { ok: true, session };
  }

  return {
    spaces: async () => (await spaces.list()).map(({ id, symbol, forgotten, passkey }) => ({ id, picture: symbol, forgotten, passkey: passkey !== undefined })),
    markForgotten: (id) => spaces.markForgotten(id),
    waitSeconds: async (id) => seconds((await spaces.list()).find((card) => card.id === id)?.waitMs ?? 0),
    async enrol(code) {
      return enrol({ code, publicKey: await spaces.prepareDevice(), app: APP_VERSION });
    },
    otherSignIn,
    async practise(profile) {
      const { openPractice } = await import('./practice/open-practice.ts');
      return openPractice({ profile, engineTypes: ENGINE_TYPES, doorstep: FIELD_PROGRAMMES, offices: officeProgrammes, cases: loadCases, now: Date.now });
    },
    async createSpace({ profile }, symbol, pin) {
      if (half?.space.vault.locked === true) half = undefined;
      if (half !== undefined && half.pin !== pin) await half.space.vault.changePin(half.pin, pin);
      const space = half?.space ?? await spaces.create({ symbol, pin });
      half = { space, pin };
      await takeProfile(space, profile);
      half = undefined;
      return openSession(space, onError);
    },
    unlock: async (id, pin, takeOver = false) => enter(await settled(spaces.unlock(id, pin, takeOver))),
    async unlockWithPasskey(id, takeOver = false) {
      const passkey = (await spaces.list()).find((card) => card.id === id)?.passkey;
      const { askPasskey } = await import('./vault/passkey.ts');
      const secret = passkey === undefined ? undefined : await askPasskey(passkey);
      return secret === undefined ? undefined : enter(await settled(spaces.unlockWithPasskey(id, secret, takeOver)));
    },
    sealed: async (id) => work.sealed(id),
    rescueFile: (id) => work.rescueFile(id),
    carried: async () => work.carried(),
    async storage() {
      const [{ usage = 0, quota = 0 }, kept] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
      return { used: usage, quota, kept };
    },
  };
}

/** Undefined when the storage failed. */
function settled(unlock: Promise<SpaceUnlock>): Promise<SpaceUnlock | undefined> {
  return unlock.catch((error: unknown) => {
    if (error instanceof StorageFailure) return undefined;
    throw error;
  });
}

const CASES_HERE = 'dehri-cases';

/** Programmes beyond the doorstep, by the classes of records that one must know (or keep) to have to do with them. */
const OFFICE_WORK: readonly { readonly classes: readonly string[]; readonly verb?: RecordVerb; readonly load: () => Promise<readonly Programme[]> }[] = [
  { classes: ['case'], load: () => import('#programmes/case-programmes.ts').then((m) => m.CASE_PROGRAMMES) },
  { classes: ['mission', 'direction'], load: () => import('#programmes/office-programmes.ts').then((m) => m.OFFICE_PROGRAMMES) },
  // Who only reads the library has its types from its screens.
  { classes: ['library'], verb: 'create', load: () => import('#programmes/library-programmes.ts').then((m) => m.LIBRARY_PROGRAMMES) },
];

async function officeProgrammes({ grants }: Profile): Promise<readonly Programme[]> {
  const hers = OFFICE_WORK.filter(({ classes, verb }) => grants.some(({ role }) => classes.some((one) => knowsClass(role, one, verb))));
  return (await Promise.all(hers.map(({ load }) => load()))).flat();
}

async function loadCases(profile: Profile): Promise<CaseApp> {
  const [programmes, { createCaseApp }] = await Promise.all([officeProgrammes(profile), import('./screens/cases/case-app.tsx')]);
  localStorage.setItem(CASES_HERE, '1');
  return createCaseApp(programmes);
}

/** Without a network they may not be here yet; `cases()` of the session tries again. */
async function typesFor(profile: Profile): Promise<readonly RecordType[]> {
  return officeProgrammes(profile).then((programmes) => programmes.flatMap((p) => p.recordTypes), () => []);
}

async function takeProfile({ vault, store }: OpenSpace, profile: Profile): Promise<void> {
  await store.setProfile(profile);
  await vault.setPolicy({ leaseDays: profile.leaseDays, idleMinutes: profile.idleMinutes });
}

function openSession(space: OpenSpace, onError: (error: unknown) => void): Session {
  const { vault, store } = space;
  const sync = startSync(space, onError);
  const work = fieldProgramme();
  const doorType = work?.programme.recordTypes.find((type) => type.name === work.field.doors.recordType);
  space.onClosed(keepFromFirstSave({ storage: navigator.storage, store }));
  const search = doorType === undefined ? { find: () => [] } : createDoorSearch(store, doorType);

  return {
    space: { id: vault.id, picture: vault.symbol },
    profile() {
      const profile = store.profile();
      if (profile === undefined) throw new Error('an open space has its profile');
      return profile;
    },
    store, sync, search,
    async cases() {
      const app = await loadCases(this.profile());
      store.learnTypes(app.types);
      return app;
    },
    async enrolAgain(code) {
      const { device, person } = this.profile();
      const result = await enrol({ code, publicKey: vault.publicKey, app: APP_VERSION, again: { device, person: person.id } });
      if (result.ok) {
        await takeProfile(space, result.enrolment.profile);
        sync.wake(true).catch(onError);
      }
      return result;
    },
    async changePin(current, next) {
      const result = await vault.changePin(current, next);
      return result.ok ? { ok: true } : { ok: false, waitSeconds: Math.ceil(result.waitMs / 1000) };
    },
    passkey: {
      async state() {
        if (vault.hasPasskey) return 'on';
        const { canUsePasskeys } = await import('./vault/passkey.ts');
        return await canUsePasskeys() ? 'off' : 'absent';
      },
      async add(pin, label) {
        const { makePasskey } = await import('./vault/passkey.ts');
        const secret = await makePasskey(label);
        if (secret === undefined) return { ok: false, reason: 'no-secret' };
        const result = await vault.addPasskey(pin, secret);
        return result.ok ? { ok: true } : { ok: false, waitSeconds: Math.ceil(result.waitMs / 1000) };
      },
      remove: () => vault.removePasskey(),
    },
    touch: () => vault.touch(),
    lock: () => void space.close().catch(onError),
    onLock: (listener) => space.onClosed(listener),
  };
}

function startSync(space: OpenSpace, onError: (error: unknown) => void): SyncController {
  const { vault, store } = space;
  const completeKey = `dehri-complete-${vault.id}`;
  const last = Number(localStorage.getItem(completeKey) ?? '0');
  const browser = browserSyncDeps();
  const bringGuide = keepGuide({
    workers: 'serviceWorker' in navigator ? navigator.serviceWorker : undefined, savesData,
    lineIsGood: browser.lineIsGood ?? (() => true),
    load: () => import('./screens/help/help-kept.ts'),
  });
  const deps = { ...browser, fetch: asDevice(browser.fetch, () => store.profile()?.device) };
  const sync = createSync({
    ...deps,
    store,
    app: APP_VERSION,
    renewSession: () => renewSession({ fetch: deps.fetch, device: store.profile()?.device ?? '', sign: (text) => vault.sign(text) }),
    onContact: (serverTime) => void vault.contact(serverTime).catch(onError),
    onRevoked: () => void vault.endLease().catch(onError),
    lastComplete: last > 0 ? last : undefined,
    onComplete: (at) => {
      localStorage.setItem(completeKey, String(at));
      void bringGuide((store.profile()?.grants ?? []).map(({ role }) => role));
    },
  });
  const { leaseDays, idleMinutes } = store.profile() ?? {};
  const leave = store.subscribe(() => {
    const now = store.profile();
    if (now !== undefined && (now.leaseDays !== leaseDays || now.idleMinutes !== idleMinutes)) void vault.setPolicy(now).catch(onError);
  });
  // A phone that was shut out has nothing more to show once all is handed in.
  const stopWatching = sync.subscribe(() => {
    const { phase, problem } = sync.status();
    if (phase === 'idle' && problem?.code === 'device-revoked' && store.unsent().changes === 0) space.close().catch(onError);
  });
  const detach = attachTriggers({ ...browserTriggers(), sync, store, onError });
  space.onClosed(() => {
    detach();
    stopWatching();
    leave();
    sync.stop();
  });
  sync.wake(true).catch(onError);
  return sync;
}
