// The states of a page that asks the server: first, slow, broken, old, answered.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ERROR_CODES } from '#shared/error-codes.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import type { DeskError } from '#client/desk-api/http.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { Query } from './use-query.ts';

export interface QueryViewProps<T> {
  readonly query: Query<T>;
  readonly children: (value: T) => ReactNode;
}

export function QueryView<T>({ query, children }: QueryViewProps<T>) {
  const { t } = useTranslation(['desk', 'app']);
  const format = useFormat();
  const { now } = useNow();
  const { value, at, error, busy, slow, reload } = query;
  return (
    <>
      {error === undefined ? null : (
        <div className="no-print">
          <ErrorNotice error={error} action={<Button icon="sync" busy={busy} onClick={reload}>{t('app:again')}</Button>}>
            {value === undefined || at === undefined ? undefined : t('desk:state.old', { when: format.when(at, now) })}
          </ErrorNotice>
        </div>
      )}
      {value === undefined ? (busy ? <output className="desk__waiting">{slow ? t('desk:state.slow') : t('desk:state.loading')}</output> : null) : (
        <>
          {slow ? <output className="desk__waiting no-print">{t('desk:state.slow')}</output> : null}
          {children(value)}
        </>
      )}
    </>
  );
}

export interface ErrorNoticeProps {
  readonly error: DeskError;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function ErrorNotice({ error, children, action }: ErrorNoticeProps) {
  const { t } = useTranslation(['desk', 'errors', 'app']);
  const format = useFormat();
  const known = ERROR_CODES.find((c) => c === error.code);
  const offline = error.code === 'no-network' || error.code === 'server-unreachable' || error.code === 'too-slow';
  return (
    <Notice state={offline ? 'neutral' : 'mend'} announce title={known === undefined ? t(`desk:error.${error.code}`) : t(`errors:${known}`)} action={action}>
      {error.retryAfter === undefined ? children : <>{t('app:pin.wait', { time: format.duration(error.retryAfter) })} {children}</>}
    </Notice>
  );
}
