// A space for practice: the real screens and the real store, over memory, with made-up records and no
// server behind it. What is done in it ends with it.
import { PRACTICE_PLACES, practiceGrant, practiceRecords } from '#programmes/practice.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import type { CaseApp } from '../app/case-app.ts';
import { createDoorSearch } from '../app/door-search.ts';
import { isoDay } from '../app/format.ts';
import type { Session } from '../app/services.ts';
import { openMemoryStore } from '../store/memory-store.ts';
import { practiceSync } from './practice-sync.ts';

export interface PracticeParts {
  /** Who practises; absent: somebody without a space yet. */
  readonly profile: Profile | undefined;
  readonly engineTypes: readonly RecordType[];
  readonly doorstep: readonly Programme[];
  readonly offices: (profile: Profile) => Promise<readonly Programme[]>;
  readonly cases: (profile: Profile) => Promise<CaseApp>;
  readonly now: () => number;
}

const DAY = 86_400_000;

export async function openPractice({ profile: real, engineTypes, doorstep, offices, cases, now }: PracticeParts): Promise<Session> {
  const profile = practiceProfile(real);
  const programmes = [...doorstep, ...await offices(profile)];
  const types = [...engineTypes, ...programmes.flatMap((p) => p.recordTypes)];
  const store = await openMemoryStore({ types, now, profile });
  const buckets = new Map<string, DehriRecord[]>();
  for (const { id, type: name, place, values } of practiceRecords(isoDay(now() - DAY))) {
    const type = types.find((one) => one.name === name);
    if (type === undefined) continue;
    const bucket = bucketOf(place, type.shelf);
    const rows = buckets.get(bucket) ?? [];
    buckets.set(bucket, rows);
    rows.push({ id, type: name, bucket, seq: rows.length + 1, schema: type.version, values, base: `practice.${id}`, heads: {}, rivals: {} });
  }
  for (const [b, rows] of buckets) await store.applyPage({ t: 'page', b, g: 1, s: rows.length, rows: encodeRecords(rows) });

  const enders = new Set<(why: 'locked' | 'elsewhere') => void>();
  const door = doorstep.find((p) => p.field !== undefined);
  const doorType = door?.recordTypes.find((type) => type.name === door.field?.doors.recordType);
  return {
    practice: true,
    space: { id: 'practice', picture: 'flower' },
    profile: () => profile,
    store, sync: practiceSync(store, now),
    search: doorType === undefined ? { find: () => [] } : createDoorSearch(store, doorType),
    cases: () => cases(profile),
    enrolAgain: async () => ({ ok: false, code: 'no-network' }),
    changePin: async () => ({ ok: true }),
    passkey: { state: async () => 'absent', add: async () => ({ ok: false, reason: 'no-secret' }), remove: async () => undefined },
    touch: () => undefined,
    lock() {
      for (const end of enders) end('locked');
      enders.clear();
    },
    onLock: (listener) => void enders.add(listener),
  };
}

/** Her own name and kind of work, at the made-up place. */
function practiceProfile(real: Profile | undefined): Profile {
  const person = { id: 'practice', name: real?.person.name ?? '' };
  const { role, place } = practiceGrant(real?.grants[0]?.role ?? 'mitra');
  return {
    digest: 'practice', epoch: 'practice', device: 'practice', person,
    grants: [{ id: 'practice', person: person.id, role, place, from: '2020-01-01', to: null }],
    places: PRACTICE_PLACES.map(([code, hi, en]) => [code, hi, en]),
    colleagues: {}, leaseDays: 7, idleMinutes: 60, series: 'PR',
  };
}
