// Another value for one limit or number, with the reason on which it was changed; or back to what the
// programme brings.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROGRAMMES } from '#programmes/index.ts';
import { limitProblem, wholeText } from '#shared/form/answer.ts';
import { typedNumber } from '#shared/form/digits.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { clockBounds, numberBounds } from '#shared/task/rule-bounds.ts';
import { LIMIT_UNITS } from '#shared/task/rulebook.ts';
import { rulebook } from '#shared/task/rulebook-record.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Field, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useAmountWord } from './amount-word.ts';
import { ruleEdits, rulesOf, sourceOf, type RuleRow } from './rule-rows.ts';
import { useSaveRule } from './use-save-rule.ts';

const BROUGHT = rulesOf(PROGRAMMES);

export interface ChangeRuleProps {
  readonly place: PlaceCode;
  readonly row: RuleRow;
  readonly name: string;
  readonly onClose: () => void;
}

export function ChangeRule({ place, row, name, onClose }: ChangeRuleProps) {
  const { t } = useTranslation(['desk', 'form', 'sync', row.programme]);
  const source = t(sourceOf(row), { defaultValue: '' });
  const amountWord = useAmountWord();
  const id = useId();
  const { busy, failed, save } = useSaveRule(place, onClose);
  const [typed, setTyped] = useState(String(row.inForce.amount));
  const [unit, setUnit] = useState(row.inForce.unit);
  const [why, setWhy] = useState('');
  const [judge, setJudge] = useState(false);
  const amount = typedNumber(typed);
  const fault = faultOf(row, amount);
  const reason = wholeText(why);
  const isHere = row.setAt === place;

  async function change(): Promise<void> {
    if (amount === undefined || fault !== undefined || reason === '') return setJudge(true);
    await save(ruleEdits(row, { amount, ...(unit !== undefined && { unit }) }, reason));
  }

  return (
    <Dialog
      open
      title={name}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={busy} onClick={() => void change()}>{t('desk:rules.save')}</Button>
          {isHere ? <Button icon="undo" busy={busy} onClick={() => void save({ [`${row.kind}.${row.id}._gone`]: true })}>{t('desk:rules.back', { value: amountWord(row.brought) })}</Button> : null}
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <dl className="pairs">
          <div><dt>{t('desk:rules.brought')}</dt><dd>{amountWord(row.brought)}</dd></div>
          <div><dt>{t('desk:rules.standing')}</dt><dd>{t(`desk:rules.is.${row.standing}`)}</dd></div>
          {source === '' ? null : <div><dt>{t('desk:rules.source')}</dt><dd>{source}</dd></div>}
        </dl>
        {row.standing === 'custom' ? null : <Notice state="pending" icon="alert" title={t('desk:rules.sourced')}>{t('desk:rules.sourcedHelp')}</Notice>}
        <TextField
          label={t('desk:rules.value')} required inputMode="numeric" autoComplete="off" value={typed} onChange={setTyped}
          error={judge && fault !== undefined ? t(`form:problem.${fault.code}`, fault.values) : undefined}
        />
        {unit === undefined ? null : (
          <Field id={`${id}-unit`} label={t('desk:rules.counted')}>
            <select id={`${id}-unit`} className="input" value={unit} onChange={(event) => setUnit(LIMIT_UNITS.find((one) => one === event.target.value) ?? unit)}>
              {LIMIT_UNITS.map((one) => <option key={one} value={one}>{t(`desk:rules.unitName.${one}`)}</option>)}
            </select>
          </Field>
        )}
        <TextField label={t('desk:rules.why')} hint={t('desk:rules.whyHelp')} required maxLength={300} value={why} onChange={setWhy} error={judge && reason === '' ? t('desk:rules.whyMissing') : undefined} />
        {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      </div>
    </Dialog>
  );
}

function faultOf({ kind, id }: RuleRow, amount: number | undefined): { readonly code: string; readonly values: Readonly<Record<string, number>> } | undefined {
  if (amount === undefined) return { code: 'integer', values: {} };
  const path = recordPath(kind, id);
  if (kind === 'clocks' && !Number.isSafeInteger(amount)) return { code: 'integer', values: {} };
  const { min, max } = kind === 'clocks' ? clockBounds(BROUGHT, id) : numberBounds(BROUGHT, id);
  return amount < min ? { code: 'too-small', values: { min } } : amount > max ? { code: 'too-big', values: { max } } : limitProblem(rulebook, path, amount);
}

function recordPath(kind: RuleRow['kind'], id: string): string {
  return `${kind}.${id}.${kind === 'clocks' ? 'amount' : 'value'}`;
}
