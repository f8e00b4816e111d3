// Settling one contested question: what is pointed at or written, and saving it. The choice names every
// answer that was on the screen and no other.
import { useState } from 'react';
import type { FieldPath, FieldValue, Register, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { useDehri } from '#client/app/context.tsx';
import { withOwner } from '#client/app/rows-apart.ts';
import { answerPicked, typedAtFirst, type Picked } from './two-answers.tsx';

export interface Settling {
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
  readonly typed: Values;
  readonly onType: (path: FieldPath, value: FieldValue) => void;
  /** Say what is wrong with what was typed. */
  readonly judge: boolean;
  /** Words: `sync:saveFailed.<reason>`. */
  readonly failed: string | undefined;
  readonly busy: boolean;
  readonly settle: () => Promise<void>;
}

export function useSettle(record: DehriRecord, type: RecordType, register: Register, onSettled: (values: Values) => void): Settling {
  const { store, cases } = useDehri();
  const rivals = record.rivals[register] ?? [];
  const [picked, onPick] = useState<Picked>();
  const [typed, setTyped] = useState<Values>(() => typedAtFirst(record, rivals));
  const [judge, setJudge] = useState(false);
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  return {
    picked, onPick, typed, judge, failed, busy,
    onType: (path, value) => setTyped((all) => ({ ...all, [path]: value })),
    async settle() {
      const values = answerPicked(type, rivals, picked, typed);
      if (values === undefined) return setJudge(true);
      setBusy(true);
      const result = await store.saveAll(withOwner(cases?.programmes ?? [], store, { type: record.type, record: record.id, edits: values, seen: record })).finally(() => setBusy(false));
      setFailed(result.ok ? undefined : result.reason);
      if (result.ok) onSettled(values);
    },
  };
}

/** Another answer on the way in makes it another question: nothing stays chosen unseen. */
export function questionKey(record: DehriRecord, register: Register): string {
  return `${register} ${record.rivals[register]?.map((r) => r.change).join(' ') ?? ''}`;
}
