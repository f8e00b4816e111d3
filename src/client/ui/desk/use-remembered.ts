// A list of keys that the reader chose, remembered on this device. It names columns, never records.
import { useState } from 'react';
import * as z from 'zod/mini';

const keys = z.array(z.string());
const PREFIX = 'dehri-desk.';

export function useRemembered(name: string, fallback: readonly string[] | undefined): [readonly string[] | undefined, (chosen: readonly string[] | undefined) => void] {
  const [chosen, setChosen] = useState<readonly string[] | undefined>(() => read(name));
  return [chosen ?? fallback, (next) => {
    setChosen(next);
    try {
      if (next === undefined) localStorage.removeItem(PREFIX + name);
      else localStorage.setItem(PREFIX + name, JSON.stringify(next));
    } catch {
      // Not remembered, but chosen.
    }
  }];
}

function read(name: string): readonly string[] | undefined {
  try {
    const parsed = keys.safeParse(JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
