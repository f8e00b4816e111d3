// One part of a file: what is known, what was done line by line, and the forms that write it.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseContext, CaseLine, CasePart } from '#shared/case-work.ts';
import type { Fact } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Programme } from '#shared/programme.ts';
import type { Say } from '#client/app/context.tsx';
import { ButtonLink } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { isIconName, type IconName } from '#client/ui/icons.ts';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { formName, newestForm } from '../practice.ts';

export interface PartCardProps {
  readonly part: CasePart;
  readonly record: DehriRecord;
  readonly programme: Programme;
  readonly context: CaseContext;
  readonly say: Say;
  /** False: its forms are not offered. */
  readonly writes: boolean;
  readonly open: boolean;
  /** Beside its forms. */
  readonly more?: ReactNode;
}

export function PartCard({ part, record, programme, context, say, writes, open, more }: PartCardProps) {
  const { t } = useTranslation('cases');
  const [opened, setOpened] = useState(open);
  const facts = part.facts?.(record, context) ?? [];
  const lines = part.lines?.(record, context) ?? [];
  const advice = part.advice?.(record, context) ?? [];
  const forms = writes ? part.forms.filter((form) => newestForm(programme, form) !== undefined && part.offers?.(form, record, context) !== false) : [];
  if (facts.length + lines.length + advice.length + forms.length === 0 && more === undefined) return null;
  const empty = facts.length + lines.length === 0;
  return (
    <details className="part card card--flush" open={opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary className="part__head">
        <Icon name={iconOf(part.icon)} />
        <span className="part__title">{say({ key: `part.${part.key}` })}</span>
        {lines.length > 0 ? <span className="part__count">{lines.length}</span> : empty ? <span className="soft small">{t('cases:nothingYet')}</span> : null}
        <Icon name="down" />
      </summary>
      <div className="part__body">
        {facts.length === 0 ? null : <Facts facts={facts} say={say} />}
        {advice.length === 0 ? null : (
          <ul className="advice">
            {advice.map((one) => (
              <li key={one.key}>
                <Icon name="info" />
                <div><p className="strong">{say(one.title)}</p><p>{say(one.detail)}</p></div>
              </li>
            ))}
          </ul>
        )}
        {lines.length === 0 ? null : <Lines lines={lines} record={record.id} say={say} writes={writes} adds={forms} />}
        {forms.length === 0 && more === undefined ? null : (
          <div className="part__forms">
            {forms.map((form) => <ButtonLink key={form} wide icon={newestForm(programme, form)?.row === undefined ? 'edit' : 'plus'} href={`/cases/${record.id}/form/${form}`}>{formName(say, form)}</ButtonLink>)}
            {more}
          </div>
        )}
      </div>
    </details>
  );
}

export function Facts({ facts, say }: { readonly facts: readonly Fact[]; readonly say: Say }) {
  return (
    <dl className="facts">
      {facts.map((fact, i) => (
        <div key={`${fact.label.key} ${i}`}>
          {facts[i - 1]?.label.key === fact.label.key ? null : <dt>{say(fact.label)}</dt>}
          <dd>{say(fact.value)}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface LinesProps {
  readonly lines: readonly CaseLine[];
  readonly record: string;
  readonly say: Say;
  readonly writes: boolean;
  /** Forms that add a line: over one that is there they correct it. */
  readonly adds?: readonly string[];
}

export function Lines({ lines, record, say, writes, adds = [] }: LinesProps) {
  const { t } = useTranslation('cases');
  return (
    <ul className="lines">
      {lines.map((line) => (
        <li key={line.row} className="line">
          <Icon name={iconOf(line.icon)} />
          <div className="line__text">
            <p className="line__title">{say(line.title)}</p>
            <p className="soft">{say(line.detail)}</p>
            {line.state === undefined ? null : <p><StateChip state={TONE_STATE[line.state.tone]} word={say(line.state.word)} /></p>}
            {!writes || line.forms === undefined || line.forms.length === 0 ? null : (
              <div className="line__forms">
                {line.forms.map((form) => <ButtonLink key={form} icon="edit" href={`/cases/${record}/form/${form}/${line.row.slice(line.row.indexOf('.') + 1)}`}>{adds.includes(form) ? t('cases:correct') : formName(say, form)}</ButtonLink>)}
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function iconOf(name: string): IconName {
  return isIconName(name) ? name : 'file';
}
