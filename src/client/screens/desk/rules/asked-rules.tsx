// About which questions the app asks when two people answered them differently: the state may leave some to
// the rule that the answer which came last stands. Those that protect somebody are always asked.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROGRAMMES } from '#programmes/index.ts';
import { wholeText } from '#shared/form/answer.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { askedRegisters, askedRow, isUnasked, mayBeUnasked, unaskedFrom } from '#shared/task/asked.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Field, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useAskedWords } from './asked-words.ts';
import { useSaveRule } from './use-save-rule.ts';

export interface AskedRulesProps {
  /** A state. */
  readonly place: PlaceCode;
  readonly record: DehriRecord | undefined;
}

interface Row {
  readonly type: RecordType;
  /** As a pattern: `members.*.@birth`. */
  readonly register: string;
  /** `fixed`: it can be nothing else. */
  readonly is: 'asked' | 'rule' | 'fixed';
  readonly why: string;
  readonly contested: boolean;
}

/** Kinds of record of which something may be left to the rule. */
const TYPES = PROGRAMMES.flatMap(({ recordTypes }) => recordTypes).filter((type) => askedRegisters(type).some((register) => mayBeUnasked(type, register)));

export function AskedRules({ place, record }: AskedRulesProps) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const words = useAskedWords();
  const [kind, setKind] = useState(TYPES[0]?.name ?? '');
  const [changing, setChanging] = useState<Row>();
  const type = TYPES.find(({ name }) => name === kind);
  const rows = useMemo(() => (type === undefined ? [] : rowsOf(type, record)), [type, record]);
  const { question } = words;
  const columns: readonly Column<Row>[] = [
    { key: 'question', label: t('desk:asked.question'), value: (r) => question(r.type.name, r.register) },
    { key: 'is', label: t('desk:asked.now'), value: (r) => t(`desk:asked.is.${r.is}`), show: (r) => <span className="rules__standing"><StateChip state={r.is === 'rule' ? 'pending' : r.is === 'fixed' ? 'done' : 'neutral'} icon={r.is === 'rule' ? 'clock' : r.is === 'fixed' ? 'shield' : 'question'} word={t(`desk:asked.is.${r.is}`)} /></span> },
    { key: 'why', label: t('desk:rules.why'), value: (r) => r.why },
    {
      key: 'change', label: t('desk:rules.change'), value: () => '',
      show: (r) => (r.is === 'fixed' ? null : (
        <span className="rules__change">
          <Button look={r.contested ? 'primary' : 'second'} icon={r.contested ? 'alert' : 'edit'} onClick={() => setChanging(r)}><span className="visually-hidden">{question(r.type.name, r.register)}: </span>{t(r.contested ? 'desk:rules.settle' : r.is === 'rule' ? 'desk:asked.start' : 'desk:asked.stop')}</Button>
        </span>
      )),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('desk:asked.title')}</h2>
      <p className="soft">{t('desk:asked.help')}</p>
      <Field id="asked-kind" label={t('desk:asked.kind')}>
        <select id="asked-kind" className="input input--inline" value={kind} onChange={(event) => setKind(event.target.value)}>
          {TYPES.map(({ name }) => <option key={name} value={name}>{words.kind(name)}</option>)}
        </select>
      </Field>
      <DataTable key={kind} id="asked" caption={t('desk:asked.title')} columns={columns} rows={rows} rowKey={(r) => r.register} formatNumber={format.number} csvName={`${t('desk:asked.title')}-${place}`} />
      {changing === undefined ? null : <ChangeAsked key={changing.register} place={place} row={changing} name={`${words.kind(kind)}: ${question(kind, changing.register)}`} onClose={() => setChanging(undefined)} />}
    </section>
  );
}

function rowsOf(type: RecordType, record: DehriRecord | undefined): readonly Row[] {
  const unasked = unaskedFrom(record === undefined ? [] : [record]);
  return askedRegisters(type).map((register): Row => {
    const row = `asked.${askedRow(type.name, register)}`;
    const why = record?.values[`${row}._gone`] === true ? '' : record?.values[`${row}.why`];
    return {
      type, register, why: typeof why === 'string' ? why : '', contested: record?.rivals[`${row}.@asked`] !== undefined,
      is: !mayBeUnasked(type, register) ? 'fixed' : isUnasked(unasked, type, register) ? 'rule' : 'asked',
    };
  });
}

interface ChangeAskedProps {
  readonly place: PlaceCode;
  readonly row: Row;
  readonly name: string;
  readonly onClose: () => void;
}

function ChangeAsked({ place, row: { type, register, is, contested }, name, onClose }: ChangeAskedProps) {
  const { t } = useTranslation(['desk', 'sync']);
  const { busy, failed, save } = useSaveRule(place, onClose);
  const [why, setWhy] = useState('');
  const [judge, setJudge] = useState(false);
  const reason = wholeText(why);

  async function put(asked: boolean): Promise<void> {
    if (reason === '') return setJudge(true);
    const row = `asked.${askedRow(type.name, register)}`;
    await save({ [`${row}.type`]: type.name, [`${row}.register`]: register, [`${row}.asked`]: asked, [`${row}.why`]: reason, [`${row}._gone`]: false });
  }

  return (
    <Dialog
      open
      title={name}
      onClose={onClose}
      actions={
        <>
          {is === 'asked' || contested ? <Button look="primary" busy={busy} onClick={() => void put(false)}>{t('desk:asked.stop')}</Button> : null}
          {is === 'rule' || contested ? <Button look={contested ? 'second' : 'primary'} busy={busy} onClick={() => void put(true)}>{t('desk:asked.start')}</Button> : null}
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{t(is === 'rule' ? 'desk:asked.startHelp' : 'desk:asked.stopHelp')}</p>
        <TextField label={t('desk:rules.why')} hint={t('desk:rules.whyHelp')} required maxLength={300} value={why} onChange={setWhy} error={judge && reason === '' ? t('desk:rules.whyMissing') : undefined} />
        {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      </div>
    </Dialog>
  );
}
