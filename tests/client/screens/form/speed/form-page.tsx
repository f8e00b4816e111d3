// The real form screen; tells when it is ready.
import i18next from 'i18next';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { FormScreen } from '#client/screens/form/form-screen.tsx';
import form from '#locales/hi/form.json';
import ui from '#locales/hi/ui.json';
import '#client/ui/theme.css';
import { BIG_FORM, SIX_MEMBERS } from './big-form.ts';

await i18next.use(initReactI18next).init({ lng: 'hi', resources: { hi: { form, ui } }, react: { useSuspense: false } });
const box = document.getElementById('root');
if (box === null) throw new Error('the page has a root');
const done = (): Promise<void> => Promise.resolve();
performance.mark('begin');
createRoot(box).render(
  <FormScreen
    definition={BIG_FORM} title="सुनीता देवी" saved={{}} answers={SIX_MEMBERS} today="2026-02-02" newRowId={() => crypto.randomUUID()}
    photos={{ putPhoto: () => Promise.resolve(''), getPhoto: () => Promise.resolve(undefined) }}
    saveDraft={done} onSave={() => Promise.resolve({ ok: true, record: 'r', changed: true })} onSaved={done} onLeave={done}
  />,
);
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('ready')));
