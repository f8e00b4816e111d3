// A day's edits of imported families: one or two fields each, made one after another on one phone.
import type { Change, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { seeded } from './families.ts';

export function edits(records: readonly DehriRecord[], count: number, seed: number): Change[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error('an empty list has nothing to pick');
    return item;
  };
  const lastWrite = new Map<string, string>();
  let time = 1_795_000_000_000;
  return Array.from({ length: count }, (_, i): Change => {
    const record = pick(records);
    const id = `u8Zx_0aQw3Lk.${i + 1}`;
    time += 20_000 + Math.floor(random() * 400_000);
    const outcome = pick(['old_group', 'new_group', 'refused', 'locked', 'migrated', 'linked_already']);
    const kind = random();
    const values: Values = kind < 0.6 ? { outcome, outcomeDay: '2026-11-21' } : kind < 0.85 ? { outcome } : { memberCount: 1 + Math.floor(random() * 9) };
    const replaces: Record<string, readonly string[]> = {};
    for (const path of Object.keys(values)) {
      const seen = lastWrite.get(`${record.id} ${path}`) ?? (path in record.values ? record.base : undefined);
      if (seen !== undefined) replaces[path] = [seen];
      lastWrite.set(`${record.id} ${path}`, id);
    }
    return {
      id, record: record.id, type: record.type, bucket: record.bucket, device: '5f0c7a52-6a0f-4a7c-9a7e-0d6f1f9b1c11', counter: 400 + i,
      author: 'p-4711', grant: 'g-815', deviceTime: time, form: 'doorstep@3', schema: 1, values, replaces,
    };
  });
}
