// Tokens: which programs read what, until when, when they last did; a new one, and the end of one.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Token } from '#shared/desk/connect.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { useNear } from '../use-place.ts';
import { useAction, useQuery } from '../use-query.ts';
import { SecretOnce } from './secret-once.tsx';
import { TokenForm, type GivenType } from './token-form.tsx';

export function Tokens({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const query = useQuery(`tokens:${place}`, (signal) => api.tokens(place, signal));
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  return (
    <Card title={t('desk:connect.tokens')} aside={adding ? undefined : <Button icon="plus" onClick={() => setAdding(true)}>{t('desk:connect.newToken')}</Button>}>
      <p className="soft">{t('desk:connect.tokensHelp')}</p>
      <QueryView query={query}>
        {({ tokens, types }) => (
          <>
            {adding ? <TokenForm place={place} types={types} onClose={() => setAdding(false)} onMade={(made) => { setAdding(false); setSecret(made); query.reload(); }} /> : null}
            {tokens.length === 0 ? <p>{t('desk:connect.noTokens')}</p> : <ul className="connect__list">{tokens.map((token) => <TokenRow key={token.id} token={token} types={types} onChange={query.reload} />)}</ul>}
          </>
        )}
      </QueryView>
      <SecretOnce title={t('desk:connect.tokenMade')} secret={secret} onClose={() => setSecret(undefined)} />
    </Card>
  );
}

interface TokenRowProps {
  readonly token: Token;
  readonly types: readonly GivenType[];
  readonly onChange: () => void;
}

function TokenRow({ token, types, onChange }: TokenRowProps) {
  const { t } = useTranslation(['desk', ...new Set(types.map((type) => type.programme))]);
  const { api } = useDesk();
  const format = useFormat();
  const near = useNear();
  const { now } = useNow();
  const action = useAction();
  const { name, place, counts, expiresAt, revokedAt, lastUsedAt, madeBy, madeAt } = token;
  const state = revokedAt !== null ? 'ended' : expiresAt <= now ? 'expired' : 'works';
  const typeWord = (type: string): string => {
    const programme = types.find((known) => known.type === type)?.programme;
    return programme === undefined ? type : t(`${programme}:recordType.${type}`);
  };

  async function revoke(): Promise<void> {
    if ((await action.run(() => api.revokeToken(token.id))) !== undefined) onChange();
  }

  return (
    <li className="connect__one">
      <div>
        <div className="connect__name"><span>{name}</span><StateChip state={state === 'works' ? 'done' : 'neutral'} word={t(`desk:connect.state.${state}`)} /></div>
        <p className="soft">{near(place)} · {[...(counts ? [t('desk:connect.counts')] : []), ...token.types.map(typeWord)].join(', ')}</p>
        <p className="soft">{t('desk:connect.madeBy', { name: madeBy, when: format.when(madeAt, now) })} · {t('desk:connect.until', { day: format.day(expiresAt - 1) })} · {lastUsedAt === null ? t('desk:connect.neverUsed') : t('desk:connect.lastUsed', { when: format.when(lastUsedAt, now) })}</p>
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
      {state === 'works' ? <div className="connect__do"><Button look="danger" busy={action.busy} onClick={() => void revoke()}>{t('desk:connect.revoke')}</Button></div> : null}
    </li>
  );
}
