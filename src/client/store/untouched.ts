// A phone on which nothing was ever kept: told without the code of the store, which is still on its
// way at a first visit.

/** False when in doubt. */
export async function isUntouched(): Promise<boolean> {
  try {
    if ((await indexedDB.databases()).length > 0) return false;
    // A vault outlives its database in a folder of its own.
    for await (const _ of (await navigator.storage.getDirectory()).keys()) return false;
    return true;
  } catch {
    return false;
  }
}
