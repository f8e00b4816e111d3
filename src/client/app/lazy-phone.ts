import type { Phone } from './services.ts';

/**
 * A `Phone` whose code is fetched at once, but not waited for until it is asked something.
 * @param isUntouched whether it is plain without that code that there is no space here.
 */
export function lazyPhone(load: () => Promise<Phone>, isUntouched: () => Promise<boolean>): Phone {
  const loaded = load();
  loaded.catch(() => undefined);
  return {
    spaces: async () => (await isUntouched() ? [] : (await loaded).spaces()),
    markForgotten: async (space) => (await loaded).markForgotten(space),
    enrol: async (code) => (await loaded).enrol(code),
    otherSignIn: async () => (await loaded).otherSignIn(),
    practise: async (profile) => (await loaded).practise(profile),
    createSpace: async (enrolment, picture, pin) => (await loaded).createSpace(enrolment, picture, pin),
    unlock: async (space, pin, takeOver) => (await loaded).unlock(space, pin, takeOver),
    unlockWithPasskey: async (space, takeOver) => (await loaded).unlockWithPasskey(space, takeOver),
    waitSeconds: async (space) => (await loaded).waitSeconds(space),
    sealed: async (space) => (await loaded).sealed(space),
    rescueFile: async (space) => (await loaded).rescueFile(space),
    carried: async () => (await loaded).carried(),
    storage: async () => (await loaded).storage(),
  };
}
