// The list of files, twice over the same files: the app's screen on its store and search, and (`#plain`)
// an array in memory, filtered by what is typed, in the same rows of the same list.
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { CASE_PROGRAMMES } from '#programmes/case-programmes.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { DehriProvider, useDehri, type Dehri } from '#client/app/context.tsx';
import { fieldProgramme } from '#client/app/field-programme.ts';
import { isoDay } from '#client/app/format.ts';
import { startI18n } from '#client/app/i18n.ts';
import { quietShell } from '#client/app/quiet-shell.ts';
import { createCaseApp } from '#client/screens/cases/case-app.tsx';
import { FileRow } from '#client/screens/cases/list/file-row.tsx';
import { Files } from '#client/screens/cases/list/files.tsx';
import { useWorks } from '#client/screens/cases/practice.ts';
import { FilterChips } from '#client/screens/families/filter-chips.tsx';
import { SearchField } from '#client/ui/field.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { VirtualList } from '#client/ui/virtual-list.tsx';
import '#client/ui/theme.css';
import { centreProfile, centreRecords } from '#tests/client/screens/demo/centre.ts';
import { demoPhone } from '#tests/client/screens/demo/demo-phone.ts';
import { installPaint } from './paint.ts';

const found = fieldProgramme();
const root = document.getElementById('root');
if (found === undefined || root === null) throw new Error('there is a page for it');
const work = found;
const [side = '', open = '1000', closed = '5000'] = location.hash.slice(1).split('/');
const files = centreRecords(isoDay(Date.now()), Number(open), Number(closed));

installPaint();
await startI18n();
const phone = demoPhone({ profile: centreProfile(), records: files });
const session = await phone.createSpace({ profile: centreProfile() }, 'lotus', '');
const cases = createCaseApp(CASE_PROGRAMMES);
const dehri: Dehri = { ...work, programmes: [work.programme, ...CASE_PROGRAMMES], cases, session, phone, shell: quietShell, store: session.store, sync: session.sync, search: session.search, addPerson: () => undefined, practise: async () => undefined };
createRoot(root).render(<DehriProvider value={dehri}>{side === 'plain' ? <PlainList /> : <Files />}</DehriProvider>);

/** The same rows, worked out beforehand; nothing but an array behind them. */
function PlainList() {
  const { store } = useDehri();
  const [at] = useWorks();
  const [query, setQuery] = useState('');
  const [state, setState] = useState('');
  const rows = useMemo(() => {
    if (at === undefined) return [];
    const { work: kind, context } = at;
    return store.ofType(kind.recordType).map((file: DehriRecord) => ({
      id: file.id, ...kind.masked(file, context), state: kind.stateOf(file, context), flags: kind.flags(file, context),
      text: `${String(file.values['name'])} ${String(file.values['guardianName'])} ${String(file.values['number'])} ${String(file.values['safePhone'])}`.toLowerCase(),
    }));
  }, [at, store]);
  if (at === undefined) return null;
  const wanted = query.trim().toLowerCase();
  const shown = wanted !== '' ? rows.filter((row) => row.text.includes(wanted)) : state === '' ? rows : rows.filter((row) => row.state.key === state);
  return (
    <Screen top={<TopBar title="plain"><SearchField label="search" value={query} onChange={setQuery} /></TopBar>}>
      {wanted !== '' ? null : <FilterChips label="state" chosen={state} onChoose={setState} chips={[{ key: '', word: 'all' }, ...at.work.states.map((s) => ({ key: s.key, word: at.say(s.word) }))]} />}
      <VirtualList items={shown} itemKey={(row) => row.id} estimate={84} label="plain">
        {(row) => <FileRow href={`/cases/${row.id}`} title={row.title} name={undefined} detail={row.detail} state={row.state} flags={row.flags} receipt="sent" say={at.say} current={false} wordy={false} />}
      </VirtualList>
    </Screen>
  );
}
