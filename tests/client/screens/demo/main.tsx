// The app over the made-up village: `npx tsx tests/client/screens/demo/serve.ts`.
import { createRoot } from 'react-dom/client';
import { startI18n } from '#client/app/i18n.ts';
import { quietShell } from '#client/app/quiet-shell.ts';
import { Root } from '#client/app/root.tsx';
import { applyTheme } from '#client/app/theme.ts';
import '#client/ui/theme.css';
import { isoDay } from '#client/app/format.ts';
import { centreProfile, centreRecords } from './centre.ts';
import { demoPhone } from './demo-phone.ts';
import { unitProfile, unitRecords } from './leavers.ts';

applyTheme();
const pictures = new URLSearchParams(location.search).get('pictures') ?? localStorage.getItem('demo-pictures') ?? '';
await startI18n();
const root = document.getElementById('root');
const role = localStorage.getItem('demo-role');
const centre = role === null ? {} : role === 'unit' ? { profile: unitProfile(), records: unitRecords(isoDay(Date.now())) } : {
  profile: centreProfile(role === 'centre-administrator' || role === 'specialist' ? role : 'case-worker'),
  records: centreRecords(isoDay(Date.now()), Number(localStorage.getItem('demo-open') ?? '12'), Number(localStorage.getItem('demo-closed') ?? '20')),
};
if (root !== null) createRoot(root).render(<Root phone={demoPhone({ families: Number(localStorage.getItem('demo-families') ?? '180'), pictures: pictures.split(',').filter((p) => p !== ''), ...centre })} shell={quietShell} />);
