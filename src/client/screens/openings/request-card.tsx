// A colleague asks to see a file that is not hers: who, which file by its number, why, since when; and the
// two answers. The case app and the desk show it, each in its own words.
import type { ReactNode } from 'react';
import type { Opening } from '#shared/desk/files.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';

export interface RequestCardProps {
  readonly opening: Pick<Opening, 'personName' | 'title' | 'note' | 'at'>;
  readonly title: string;
  /** Whose file it is, where she stands over several offices. */
  readonly office?: string;
  readonly words: { readonly reason: string; readonly allow: string; readonly refuse: string };
  readonly busy: boolean;
  readonly onAnswer: (word: 'allow' | 'refuse') => void;
  /** What her answer means. */
  readonly children?: ReactNode;
}

export function RequestCard({ opening: { personName, title: number, note, at }, title, office, words, busy, onAnswer, children }: RequestCardProps) {
  const { now } = useNow();
  const format = useFormat();
  return (
    <Card title={title}>
      <div className="stack stack--tight">
        <p><span className="strong">{personName}</span> · <span className="number">{number}</span></p>
        {office === undefined ? null : <p>{office}</p>}
        <p>{words.reason}{note === '' ? '' : ` · ${note}`}</p>
        <p className="soft">{format.when(at, now)}</p>
        {children}
      </div>
      <div className="row">
        <Button look="primary" icon="check" busy={busy} onClick={() => onAnswer('allow')}>{words.allow}</Button>
        <Button icon="no" busy={busy} onClick={() => onAnswer('refuse')}>{words.refuse}</Button>
      </div>
    </Card>
  );
}
