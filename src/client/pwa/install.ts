// The browser's offer to put the app on the home screen: kept back, and shown only after a person
// has had a first success. Never in the way.

export interface InstallParts {
  readonly window: EventTarget;
  /** Remembers small facts about this phone between starts (`localStorage`). */
  readonly memory: { getItem(key: string): string | null; setItem(key: string, value: string): void };
}

export interface InstallHint {
  offered(): boolean;
  subscribe(listener: () => void): () => void;
  /** Shows the browser's own question. */
  install(): Promise<void>;
  /** A form finished, a list received: from now on the offer may be shown. */
  succeeded(): void;
}

const SUCCEEDED = 'dehri.succeeded';

export function createInstallHint({ window, memory }: InstallParts): InstallHint {
  const listeners = new Set<() => void>();
  let prompt: (() => Promise<unknown>) | undefined;
  let success = memory.getItem(SUCCEEDED) !== null;
  const changed = (): void => { for (const listener of listeners) listener(); };

  window.addEventListener('beforeinstallprompt', (event) => {
    if (!('prompt' in event) || typeof event.prompt !== 'function') return;
    event.preventDefault();
    const ask = event.prompt.bind(event);
    prompt = async () => { await ask(); };
    changed();
  });
  window.addEventListener('appinstalled', () => {
    prompt = undefined;
    changed();
  });

  return {
    offered: () => success && prompt !== undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    async install() {
      const ask = prompt;
      // The browser lets each offer be used once; it makes another if she says no.
      prompt = undefined;
      changed();
      await ask?.();
    },
    succeeded() {
      if (success) return;
      success = true;
      memory.setItem(SUCCEEDED, '1');
      changed();
    },
  };
}
