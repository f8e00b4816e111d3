// Every change of the rules is an ordinary change of the record of its place.
import { useState } from 'react';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Values } from '#shared/record/change.ts';
import { useDehri } from '#client/app/context.tsx';
import { recordOf } from './rule-rows.ts';

export interface SavingRule {
  readonly busy: boolean;
  /** Words: `sync:saveFailed.<failed>`. */
  readonly failed: string | undefined;
  readonly save: (edits: Values) => Promise<void>;
}

export function useSaveRule(place: PlaceCode, onSaved: () => void): SavingRule {
  const { store, shell } = useDehri();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  return {
    busy, failed,
    async save(edits) {
      setBusy(true);
      const result = await store.save({ ...recordOf(place), edits }).finally(() => setBusy(false));
      setFailed(result.ok ? undefined : result.reason);
      if (!result.ok) return;
      shell.succeeded();
      onSaved();
    },
  };
}
