// The browser's own modal dialog: it keeps the focus, closes with Escape and the phone's back.
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import './dialog.css';

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
  /** Buttons, the primary one first. */
  readonly actions?: ReactNode;
}

export function Dialog({ open, title, onClose, children, actions }: DialogProps) {
  const { t } = useTranslation('ui');
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={id}
      onClose={() => {
        if (open) onClose();
      }}
    >
      {open ? (
        <>
          <div className="dialog__head">
            <h2 id={id}>{title}</h2>
            <IconButton icon="close" label={t('close')} onClick={onClose} />
          </div>
          {children === undefined ? null : <div className="dialog__body">{children}</div>}
          {actions === undefined ? null : <div className="dialog__actions">{actions}</div>}
        </>
      ) : null}
    </dialog>
  );
}
