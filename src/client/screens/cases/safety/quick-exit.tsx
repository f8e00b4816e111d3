// One button on every screen of files of persons, always at the same place, and Escape twice: gone.
// It stands above a dialog too, where nothing outside can be pressed.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Session } from '#client/app/services.ts';
import { Icon } from '#client/ui/icon.tsx';
import { leaveAtOnce } from './leave.ts';
import './quick-exit.css';

/** Between the two presses of Escape. */
const TWICE_MS = 800;

export interface QuickExitProps {
  readonly session: Pick<Session, 'lock'>;
  readonly onExit?: (session: Pick<Session, 'lock'>) => void;
}

export function QuickExit({ session, onExit = leaveAtOnce }: QuickExitProps) {
  const { t } = useTranslation('cases');
  const dialog = useOpenDialog();
  useEffect(() => {
    let last = -Infinity;
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') {
        last = -Infinity;
        return;
      }
      if (event.repeat) return;
      if (event.timeStamp - last <= TWICE_MS) onExit(session);
      else last = event.timeStamp;
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [session, onExit]);
  return createPortal(
    <button type="button" className="quick-exit no-print" aria-label={t('cases:safety.exit')} title={t('cases:safety.exitKeys')} onClick={() => onExit(session)}>
      <Icon name="exit" />
      <span className="quick-exit__word">{t('cases:safety.exit')}</span>
    </button>,
    dialog ?? document.body,
  );
}

/** The newest modal dialog that is open. */
function useOpenDialog(): HTMLDialogElement | undefined {
  const [dialogs] = useState(openDialogs);
  return useSyncExternalStore(dialogs.subscribe, dialogs.top);
}

interface OpenDialogs {
  readonly subscribe: (listener: () => void) => () => void;
  readonly top: () => HTMLDialogElement | undefined;
}

function openDialogs(): OpenDialogs {
  return {
    subscribe(listener) {
      const watch = new MutationObserver(listener);
      watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ['open'] });
      return () => watch.disconnect();
    },
    top: () => [...document.querySelectorAll('dialog')].findLast((dialog) => dialog.open && dialog.matches(':modal')),
  };
}
