// The form's screen over the measured form, its drafts kept in a real vault (IndexedDB and journal).
import i18next from 'i18next';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { FormScreen } from '#client/screens/form/form-screen.tsx';
import { openSpaces } from '#client/store/open-vaults.ts';
import form from '#locales/hi/form.json';
import ui from '#locales/hi/ui.json';
import '#client/ui/theme.css';
import { SIX_MEMBERS, SIXTY } from '#tests/fixtures/forms/sixty.ts';
import { BENCH_PROFILE } from './doors.ts';
import { installPaint } from './paint.ts';

installPaint();
await i18next.use(initReactI18next).init({ lng: 'hi', resources: { hi: { form, ui } }, react: { useSuspense: false } });
const { store } = await openSpaces({ types: [] }).create({ symbol: 'lotus', pin: '482915' });
await store.setProfile(BENCH_PROFILE);
const box = document.getElementById('root');
if (box === null) throw new Error('the page has a root');
const root = createRoot(box);
const draft = { id: 'draft', form: 'bench.sixty@1', bucket: '10.192.1685.p01.v1.t1/doorstep' };
const begin = (): void => root.render(
  <FormScreen
    definition={SIXTY} title="सुनीता देवी" saved={{}} answers={SIX_MEMBERS} today="2026-02-02" newRowId={() => crypto.randomUUID()} photos={store}
    saveDraft={(answers, page) => store.putDraft({ ...draft, answers, page, savedAt: Date.now() })}
    onSave={async () => ({ ok: true, record: 'r', changed: true })} onSaved={() => undefined} onLeave={() => undefined}
  />,
);
const button = document.createElement('button');
button.textContent = 'begin';
button.addEventListener('click', () => {
  button.remove();
  begin();
});
document.body.prepend(button);
