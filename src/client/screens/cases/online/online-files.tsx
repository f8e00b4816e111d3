// Files of the office that are not on this phone: their numbers and states, over the line, when she asks.
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedFile } from '#shared/desk/files.ts';
import { useDehri } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import type { WorkAt } from '../practice.ts';
import { filesApiOf } from './files-online.ts';

type Asked = 'no' | 'asking' | 'failed' | readonly MaskedFile[];

export const OnlineFiles = memo(function OnlineFiles({ at: { type, context, say } }: { readonly at: WorkAt }) {
  const { t } = useTranslation('cases');
  const { session } = useDehri();
  const [asked, setAsked] = useState<Asked>('no');
  const ask = (): void => {
    setAsked('asking');
    void filesApiOf(session).masked(context.place).then((answer) => setAsked(answer.ok ? answer.value.filter((file) => file.type === type.name) : 'failed'));
  };
  if (typeof asked === 'string') {
    return (
      <div className="stack stack--tight">
        {asked === 'failed' ? <Notice state="neutral" announce title={t('cases:online.offline')} /> : null}
        <Button look="plain" wide icon="sync" busy={asked === 'asking'} onClick={ask}>{t('cases:online.more')}</Button>
      </div>
    );
  }
  return (
    <Card flush title={t('cases:online.title')} aside={<Button look="plain" icon="sync" onClick={ask}>{t('cases:online.again')}</Button>}>
      {asked.length === 0 ? <p className="cases__none soft">{t('cases:online.none')}</p> : asked.map((file) => (
        <ListRow
          key={file.record}
          icon="lock"
          title={<span className="number">{file.title}</span>}
          detail={file.detail === null ? undefined : say(file.detail)}
          {...(file.leave === 'no' ? {} : { href: `/cases/${file.record}` })}
          {...(file.state === null ? {} : { aside: <StateChip state={TONE_STATE[file.state.tone]} word={say(file.state.word)} /> })}
        />
      ))}
    </Card>
  );
});
