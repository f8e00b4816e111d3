// Asks the browser not to clear this app's storage when the phone runs full: once there is something to keep.

export interface KeepParts {
  /** `navigator.storage`, or undefined where there is none. */
  readonly storage: { persisted(): Promise<boolean>; persist(): Promise<boolean> } | undefined;
  readonly store: { unsent(): { readonly changes: number }; subscribe(listener: () => void): () => void };
}

/** Asks at the first save; returns the way to stop waiting for it. */
export function keepFromFirstSave({ storage, store }: KeepParts): () => void {
  if (storage === undefined) return () => undefined;
  let asked = false;
  let leave = (): void => undefined;
  const look = (): void => {
    if (asked || store.unsent().changes === 0) return;
    asked = true;
    leave();
    storage.persisted().then((kept) => (kept ? true : storage.persist())).catch(() => undefined);
  };
  leave = store.subscribe(look);
  look();
  if (asked) leave();
  return leave;
}
