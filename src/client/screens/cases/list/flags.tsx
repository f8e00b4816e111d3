import type { CaseFlag } from '#shared/case-work.ts';
import type { Say } from '#client/app/context.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { isIconName } from '#client/ui/icons.ts';
import { TONE_STATE } from '../../shell/tone.ts';

export interface FlagsProps {
  readonly flags: readonly CaseFlag[];
  readonly say: Say;
  /** In a list: so many with their words, the others by their icons, which say their words to a screen reader. */
  readonly most?: number;
}

/** What leads a file, each with icon and word. */
export function Flags({ flags, say, most = Infinity }: FlagsProps) {
  return (
    <span className="flags">
      {flags.map(({ key, tone, icon, word }, i) => (
        <span key={key} className={`flag flag--${TONE_STATE[tone]}`}>
          <Icon name={isIconName(icon) ? icon : 'alert'} size="small" {...(i < most ? {} : { title: say(word) })} />
          {i < most ? <span>{say(word)}</span> : null}
        </span>
      ))}
    </span>
  );
}
