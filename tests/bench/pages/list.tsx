// The list of doors, twice over the same families: the app's screen on its store and search, and
// (`#plain`) an array in memory, filtered by what is typed, in the same rows of the same list.
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { DehriProvider, useSay, type Dehri } from '#client/app/context.tsx';
import { createDoorSearch } from '#client/app/door-search.ts';
import { fieldProgramme } from '#client/app/field-programme.ts';
import { startI18n } from '#client/app/i18n.ts';
import { quietShell } from '#client/app/quiet-shell.ts';
import { Families } from '#client/screens/families/families.tsx';
import { DoorRow } from '#client/screens/families/door-row.tsx';
import { FilterChips } from '#client/screens/families/filter-chips.tsx';
import { openMemoryStore } from '#client/store/memory-store.ts';
import { SearchField } from '#client/ui/field.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { VirtualList } from '#client/ui/virtual-list.tsx';
import '#client/ui/theme.css';
import { demoPhone } from '#tests/client/screens/demo/demo-phone.ts';
import { benchDoors, BENCH_PROFILE } from './doors.ts';
import { installPaint } from './paint.ts';

const found = fieldProgramme();
const root = document.getElementById('root');
if (found === undefined || root === null) throw new Error('there is work at doors, and a page for it');
const work = found;
const [side = '', count = '5000'] = location.hash.slice(1).split('/');
const doors = benchDoors(Number(count));

installPaint();
await startI18n();
const dehri = await dehriOver(side === 'plain' ? [] : doors);
createRoot(root).render(<DehriProvider value={dehri}>{side === 'plain' ? <PlainList doors={doors} /> : <Families />}</DehriProvider>);

async function dehriOver(records: readonly DehriRecord[]): Promise<Dehri> {
  const store = await openMemoryStore({ types: work.programme.recordTypes, now: () => Date.now(), profile: BENCH_PROFILE });
  const buckets = Map.groupBy(records, (record) => record.bucket);
  for (const [bucket, rows] of buckets) await store.applyPage({ t: 'page', b: bucket, g: 1, s: rows.length, rows: encodeRecords(rows) });
  const type = work.programme.recordTypes.find((t) => t.name === work.field.doors.recordType);
  if (type === undefined) throw new Error('doors have a record type');
  const phone = demoPhone();
  const sync = (await phone.createSpace({ profile: BENCH_PROFILE }, 'lotus', '')).sync;
  const search = createDoorSearch(store, type);
  const session = { space: { id: 'lotus', picture: 'lotus' }, profile: () => BENCH_PROFILE, store, sync, search, cases: () => Promise.reject(new Error('no files here')), enrolAgain: async () => ({ ok: false, code: 'no-network' } as const), passkey: { state: async () => 'absent' as const, add: async () => ({ ok: false as const, reason: 'no-secret' as const }), remove: async () => undefined },
    changePin: async () => ({ ok: true } as const), touch: () => undefined, lock: () => undefined, onLock: () => undefined };
  return { ...work, programmes: [work.programme], session, phone, shell: quietShell, store, sync, search, addPerson: () => undefined, practise: async () => undefined };
}

interface PlainRow {
  readonly id: string;
  readonly text: string;
  readonly card: ReturnType<typeof work.field.doors.card>;
  readonly state: ReturnType<typeof work.field.doors.stateOf>;
}

function PlainList({ doors: all }: { readonly doors: readonly DehriRecord[] }) {
  const say = useSay();
  const [query, setQuery] = useState('');
  const [state, setState] = useState('');
  const rows = useMemo(() => all.map((door): PlainRow => ({
    id: door.id, card: work.field.doors.card(door), state: work.field.doors.stateOf(door),
    text: `${String(door.values['headName'])} ${String(door.values['guardianName'])} ${String(door.values['cardNumber'])}`.toLowerCase(),
  })), [all]);
  const wanted = query.trim().toLowerCase();
  const shown = wanted !== '' ? rows.filter((row) => row.text.includes(wanted)) : state === '' ? rows : rows.filter((row) => row.state.key === state);
  return (
    <Screen top={<TopBar title="plain"><SearchField label="search" value={query} onChange={setQuery} /></TopBar>}>
      {wanted !== '' ? null : <FilterChips label="state" chosen={state} onChoose={setState} chips={[{ key: '', word: 'all' }, ...work.field.doors.states.map((s) => ({ key: s.key, word: say(s.word) }))]} />}
      <VirtualList key={`${state}/${wanted}`} items={shown} itemKey={(row) => row.id} estimate={76} label="plain">
        {(row) => <DoorRow href={`/families/${row.id}`} card={row.card} state={row.state} receipt="sent" say={say} />}
      </VirtualList>
    </Screen>
  );
}
