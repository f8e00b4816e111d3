// Requests to see a file that wait for the word of a second person: here the district officer gives it,
// who sees no file herself. Asked of the server; nothing of it is kept on this device.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { knowsClass } from '#shared/access/table.ts';
import type { Opening } from '#shared/desk/files.ts';
import type { DeskError, DeskResult } from '#client/desk-api/http.ts';
import type { FilesApi } from '#client/desk-api/files-api.ts';
import { usePlaces } from '#client/app/context.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { RequestCard } from '../../openings/request-card.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { useQuery } from '../use-query.ts';

type Said = { readonly word: 'allow' | 'refuse' } | { readonly error: DeskError };

export function Openings() {
  const { t } = useTranslation('desk');
  const { grants, files } = useDesk();
  const { name } = usePlaces();
  const places = useMemo(() => [...new Set(grants.filter((g) => knowsClass(g.role, 'case', 'allow')).map((g) => g.place))].sort(), [grants]);
  const query = useQuery(`openings:${places.join(' ')}`, (signal) => waitingAt(files, places, signal));
  const [busy, setBusy] = useState<string>();
  const [said, setSaid] = useState<Said>();

  async function answer(id: string, word: 'allow' | 'refuse'): Promise<void> {
    setBusy(id);
    setSaid(undefined);
    const answered = await files.answer(id, word).finally(() => setBusy(undefined));
    setSaid(answered.ok ? { word } : { error: answered.error });
    query.reload();
  }

  return (
    <>
      <div className="page-head">
        <div className="grow">
          <ScreenHeading>{t('desk:section.openings')}</ScreenHeading>
          <p className="soft">{t('desk:openings.help')}</p>
        </div>
      </div>
      {said === undefined ? null : 'error' in said ? <ErrorNotice error={said.error} /> : <Notice state="done" announce title={t(`desk:openings.said.${said.word}`)} />}
      <QueryView query={query}>
        {(openings) => (openings.length === 0 ? <EmptyState icon="check" title={t('desk:openings.none')}>{t('desk:openings.noneHelp')}</EmptyState> : (
          <div className="openings">
            {openings.map((one) => (
              <RequestCard
                key={one.id}
                opening={one}
                title={t('desk:openings.one')}
                office={name(one.place)}
                words={{ reason: t(`desk:openings.reason.${one.reason}`), allow: t('desk:openings.allow'), refuse: t('desk:openings.refuse') }}
                busy={busy === one.id}
                onAnswer={(word) => void answer(one.id, word)}
              >
                <p>{t('desk:openings.means', { name: one.personName })}</p>
              </RequestCard>
            ))}
          </div>
        ))}
      </QueryView>
    </>
  );
}

/** Oldest first: who asked first has waited longest. */
async function waitingAt(files: FilesApi, places: readonly string[], signal: AbortSignal): Promise<DeskResult<readonly Opening[]>> {
  const waiting = new Map<string, Opening>();
  for (const place of places) {
    const told = await files.openings(place, signal);
    if (!told.ok) return told;
    for (const one of told.value) if (one.answers && one.standing === 'waiting') waiting.set(one.id, one);
  }
  return { ok: true, value: [...waiting.values()].sort((a, b) => a.at - b.at) };
}
