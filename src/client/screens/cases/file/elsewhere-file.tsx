// A file that this phone does not hold: kept on no phone, or in somebody else's name. It is asked for over
// the line, with the reason; where the table wants it a second person must allow it first.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDehri } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { LookReason } from '../names.ts';
import { beginVisit, filesApiOf } from '../online/files-online.ts';
import { useWorks } from '../practice.ts';
import { AskReason } from './ask-reason.tsx';
import { Frame } from './file-frame.tsx';

type Answer = 'none' | 'asking' | 'waits' | 'closed' | 'offline';

export function ElsewhereFile({ id, pane, onBack }: { readonly id: string; readonly pane: boolean; readonly onBack: () => void }) {
  const { t } = useTranslation('cases');
  const { session, store } = useDehri();
  const [at] = useWorks();
  const [answer, setAnswer] = useState<Answer>('none');
  const [asked, setAsked] = useState<{ readonly reason: LookReason; readonly note: string }>();

  async function ask(reason: LookReason, note: string): Promise<void> {
    if (at === undefined) return;
    setAsked({ reason, note });
    setAnswer('asking');
    const opened = await filesApiOf(session).open(id, { place: at.context.place, reason, ...(note === '' ? {} : { note }) });
    if (opened.ok) return beginVisit(store, opened.value.record, reason);
    setAnswer(opened.error.code === 'opening-waits' ? 'waits' : opened.error.code === 'not-found' || opened.error.code === 'forbidden' ? 'closed' : 'offline');
  }

  return (
    <Frame title={t('cases:elsewhere.title')} pane={pane} onBack={onBack}>
      {answer === 'none' || answer === 'asking' ? <p>{t('cases:elsewhere.help')}</p> : null}
      {answer === 'closed' ? <Notice state="neutral" icon="lock" announce title={t('cases:notYours.title')}>{t('cases:notYours.help')}</Notice> : null}
      {answer === 'offline' ? <Notice state="neutral" announce title={t('cases:online.offline')} /> : null}
      {answer === 'waits' ? <Notice state="pending" icon="clock" announce title={t('cases:elsewhere.waits')}>{t('cases:elsewhere.waitsHelp')}</Notice> : null}
      {answer === 'closed' ? null : asked === undefined || answer === 'asking' ? (
        <AskReason
          go={t('cases:elsewhere.open')}
          onReason={async (reason, note) => {
            await ask(reason, note);
            return true;
          }}
        />
      ) : <Button big wide icon="sync" onClick={() => void ask(asked.reason, asked.note)}>{t('cases:elsewhere.again')}</Button>}
    </Frame>
  );
}
