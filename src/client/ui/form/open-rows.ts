// Which row of each repeat is unfolded: known outside of its cards, because a list of things to mend
// leads into folded ones.
export interface OpenRows {
  get(repeat: string): string | undefined;
  set(repeat: string, row: string | undefined): void;
  subscribe(listener: () => void): () => void;
}

export function createOpenRows(): OpenRows {
  const open = new Map<string, string>();
  const listeners = new Set<() => void>();
  return {
    get: (repeat) => open.get(repeat),
    set: (repeat, row) => {
      if (row === undefined) open.delete(repeat);
      else open.set(repeat, row);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
