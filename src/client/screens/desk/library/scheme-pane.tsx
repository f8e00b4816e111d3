// One scheme at the desk: all that is known, to mend, to close, and to print as one page in Hindi.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeSight } from '#shared/library-work.ts';
import { useDehri } from '#client/app/context.tsx';
import { toSaveRequest } from '#client/app/planned.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { useHindi } from '../../cases/papers/in-hindi.ts';
import { Sheet } from '../../cases/papers/sheet.tsx';
import { usePrint } from '../../cases/papers/use-print.tsx';
import { KEPT } from '../../library/kept.ts';
import { SchemeChip } from '../../library/scheme-chip.tsx';
import { SchemeFacts } from '../../library/scheme-facts.tsx';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { PaneHead } from '../pane-head.tsx';
import { Contested } from '../held/conflicts.tsx';
import { SchemePaper } from './scheme-paper.tsx';
import type { DeskLibrary } from './use-desk-library.ts';

const { programme, work } = KEPT;

export function SchemePane({ library, scheme }: { readonly library: DeskLibrary; readonly scheme: SchemeSight }) {
  const { t } = useTranslation(['library', 'desk']);
  const { store } = useDehri();
  const hindi = useHindi(programme);
  const [closing, setClosing] = useState(false);
  const writes = library.mayWrite(scheme.record);
  const { print, sheet } = usePrint(() => (
    <Sheet hindi={hindi} programme={programme} office={scheme.place} name={hindi.say({ key: 'printed.office' })} title={scheme.name} day={library.today}>
      <SchemePaper scheme={scheme} hindi={hindi} />
    </Sheet>
  ));
  const close = async (): Promise<void> => {
    await store.save(toSaveRequest(programme, store, { type: scheme.record.type, record: scheme.id, edits: work.closed }));
    setClosing(false);
  };
  return (
    <>
      <PaneHead title={library.nameOf(scheme)} back="/desk/library/scheme">
        <SchemeChip state={scheme.state} />
      </PaneHead>
      <div className="row">
        {writes ? <ButtonLink look="primary" icon="edit" href={`/desk/library/${scheme.id}/edit`}>{t('library:desk.edit')}</ButtonLink> : null}
        <Button icon="printer" onClick={print}>{t('library:screen.print')}</Button>
        {writes && scheme.state.key !== 'closed' ? <Button look="plain" icon="minus" onClick={() => setClosing(true)}>{t('library:desk.close')}</Button> : null}
      </div>
      {store.contested().includes(scheme.id) ? <Contested record={scheme.record} type={library.typeOf('scheme')} onSettled={() => undefined} /> : null}
      <p className="library-summary" lang="hi">{scheme.summary}</p>
      <SchemeFacts scheme={scheme} />
      <ReceiptSteps record={scheme.id} />
      <Dialog open={closing} title={t('library:desk.closeAsk')} onClose={() => setClosing(false)} actions={<><Button look="primary" onClick={() => void close()}>{t('library:desk.close')}</Button><Button onClick={() => setClosing(false)}>{t('desk:cancel')}</Button></>}>
        <p>{t('library:desk.closeHelp')}</p>
      </Dialog>
      {sheet}
    </>
  );
}
