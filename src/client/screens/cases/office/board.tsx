// Records of the office as tiles, so that one glance says which is free.
import type { CaseContext, OfficeList } from '#shared/case-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { Link } from 'wouter';
import type { Say } from '#client/app/context.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { isIconName } from '#client/ui/icons.ts';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_ICON, TONE_STATE } from '../../shell/tone.ts';
import './office.css';

export interface BoardProps {
  readonly list: OfficeList;
  readonly records: readonly DehriRecord[];
  readonly context: CaseContext;
  readonly say: Say;
  /** Where a tile leads; default the record's own page. */
  readonly hrefOf?: (record: DehriRecord) => string;
}

export function Board({ list, records, context, say, hrefOf = ({ id }) => `/office/item/${id}` }: BoardProps) {
  return (
    <ul className="board">
      {records.map((record) => {
        const { title, detail } = list.card(record, context);
        const { tone, word } = list.stateOf(record, context);
        return (
          <li key={record.id}>
            <Link href={hrefOf(record)} className={`board__tile board__tile--${TONE_STATE[tone]}`}>
              <span className="board__name"><Icon name={isIconName(list.icon) ? list.icon : 'table'} /><span>{say(title)}</span></span>
              <StateChip state={TONE_STATE[tone]} icon={TONE_ICON[tone]} word={say(word)} />
              <span className="board__detail">{say(detail)}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
