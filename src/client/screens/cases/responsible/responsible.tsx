// Files of somebody who leaves, or of nobody, given to others in one go, each known by its number alone.
// It works without a network: the files open on the takers' phones once this phone has sent.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formRef } from '#shared/form/definition.ts';
import type { PersonId } from '#shared/record/change.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Field } from '#client/ui/field.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { CaseScreen } from '../case-screen.tsx';
import { NOBODY, useOpenFiles, type OpenFile } from './whose-files.ts';
import './responsible.css';

/** @param worker a person's id, `none`; absent: whose files are to be given is asked first */
export function Responsible({ worker }: { readonly worker?: string }) {
  const { t } = useTranslation('cases');
  const back = useBack(worker === undefined ? '/office' : '/office/responsible');
  const files = useOpenFiles();
  const nameOf = useName();
  const title = worker === undefined ? t('cases:responsible.title') : worker === NOBODY ? t('cases:responsible.nobody') : nameOf(worker);
  if (files === undefined) return <CaseScreen title={title} onBack={back}><EmptyState icon="sync" title={t('cases:responsible.unknown')} /></CaseScreen>;
  if (worker === undefined) return <CaseScreen title={title} onBack={back}><Workers files={files} /></CaseScreen>;
  return <GiveFiles key={worker} worker={worker} title={title} files={files.filter((file) => (worker === NOBODY ? file.alone : file.worker === worker))} onBack={back} />;
}

/** Of herself, of a colleague, of somebody whose name this phone does not know. */
function useName(): (person: PersonId) => string {
  const { t } = useTranslation('cases');
  const { session } = useDehri();
  const { person: me, colleagues } = session.profile();
  return (person) => (person === me.id ? t('cases:me', { name: me.name }) : colleagues[person] ?? t('cases:pendency.unknown'));
}

function Workers({ files }: { readonly files: readonly OpenFile[] }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const nameOf = useName();
  const { alone, workers } = useMemo(() => {
    const counts = new Map<PersonId, number>();
    for (const file of files) if (!file.alone && file.worker !== '') counts.set(file.worker, (counts.get(file.worker) ?? 0) + 1);
    return { alone: files.filter((file) => file.alone).length, workers: [...counts].sort((a, b) => b[1] - a[1]) };
  }, [files]);
  if (files.length === 0) return <EmptyState icon="check" title={t('cases:responsible.none')} />;
  return (
    <div className="stack">
      <p className="soft">{t('cases:responsible.whose')}</p>
      <Card flush>
        {alone === 0 ? null : <ListRow icon="alert" href={`/office/responsible/${NOBODY}`} title={t('cases:responsible.nobody')} aside={<StateChip state="mend" word={t('cases:responsible.files', { count: alone, number: format.number(alone) })} />} />}
        {workers.map(([person, count]) => <ListRow key={person} icon="user" href={`/office/responsible/${person}`} title={nameOf(person)} aside={<span className="soft">{t('cases:responsible.files', { count, number: format.number(count) })}</span>} />)}
      </Card>
      <p className="soft">{t('cases:responsible.notHere')}</p>
    </div>
  );
}

interface GiveFilesProps {
  readonly worker: string;
  readonly title: string;
  readonly files: readonly OpenFile[];
  readonly onBack: () => void;
}

function GiveFiles({ worker, title, files, onBack }: GiveFilesProps) {
  const { t } = useTranslation(['cases', 'sync']);
  const { store, shell } = useDehri();
  const format = useFormat();
  const nameOf = useName();
  const [all, setAll] = useState('');
  /** Where one goes elsewhere than the rest; '': it stays. */
  const [one, setOne] = useState<Readonly<Record<string, PersonId | ''>>>({});
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ readonly given: number } | { readonly failed: string }>();
  const staff = useMemo(() => [...new Set(files.flatMap(({ takers }) => [...takers]))].filter((person) => person !== worker).sort((a, b) => nameOf(a).localeCompare(nameOf(b))), [files, worker, nameOf]);
  const takerOf = ({ record, takers, worker: now }: OpenFile): PersonId | '' => {
    const wanted = one[record.id] ?? (takers.has(all) ? all : '');
    return takers.has(wanted) && wanted !== now ? wanted : '';
  };
  const giving = files.flatMap((file) => (takerOf(file) === '' ? [] : [{ file, to: takerOf(file) }]));
  const left = all === '' ? 0 : files.filter(({ takers }) => !takers.has(all)).length;

  async function give(): Promise<void> {
    setBusy(true);
    const result = await store.saveAll(giving.map(({ file: { record, at: { type }, form }, to }) => ({
      type: type.name, record: record.id, edits: { [type.guard?.assigned ?? '']: to }, form: formRef(form), schema: form.schema ?? 1,
    }))).finally(() => setBusy(false));
    setOutcome(result.ok ? { given: giving.length } : { failed: result.reason });
    if (!result.ok) return;
    setOne({});
    setAll('');
    shell.succeeded();
  }

  return (
    <CaseScreen
      title={title}
      onBack={onBack}
      action={files.length === 0 ? undefined : <Button look="primary" big wide icon="check" busy={busy} disabled={giving.length === 0} onClick={() => void give()}>{t('cases:responsible.give', { count: giving.length, number: format.number(giving.length) })}</Button>}
    >
      <div className="stack">
        {outcome === undefined ? null : 'given' in outcome
          ? <Notice state="done" announce title={t('cases:responsible.given', { count: outcome.given, number: format.number(outcome.given) })}>{t('cases:responsible.givenHelp')}</Notice>
          : <Notice state="mend" announce title={t(`sync:saveFailed.${outcome.failed}`)} />}
        {files.length === 0 ? <EmptyState icon="check" title={t('cases:responsible.none')} /> : (
          <>
            <Card>
              <Field id="all" label={t('cases:responsible.all', { count: files.length, number: format.number(files.length) })} hint={t('cases:responsible.allHint')}>
                <Takers id="all" described="all-hint" value={all} takers={staff} nameOf={nameOf} empty={t('cases:responsible.choose')} onChange={setAll} />
              </Field>
              {left === 0 ? null : <p className="soft">{t('cases:responsible.barred', { count: left, number: format.number(left), name: nameOf(all) })}</p>}
            </Card>
            <Card flush>
              <ul>
                {files.map((file) => {
                  const { record, at: { work, context, say } } = file;
                  const { title: number, detail } = work.masked(record, context);
                  const state = work.stateOf(record, context);
                  return (
                    <li key={record.id} className="give-file">
                      <span className="give-file__what">
                        <span className="number strong">{number}</span>
                        <span className="soft">{say(detail)}</span>
                        <StateChip state={TONE_STATE[state.tone]} word={say(state.word)} />
                      </span>
                      <Takers
                        label={t('cases:responsible.to', { number })} value={takerOf(file)} takers={staff.filter((person) => file.takers.has(person) && person !== file.worker)} nameOf={nameOf}
                        empty={t('cases:responsible.stays')} onChange={(to) => setOne({ ...one, [record.id]: to })}
                      />
                    </li>
                  );
                })}
              </ul>
            </Card>
            <p className="soft">{t('cases:responsible.notHere')}</p>
          </>
        )}
      </div>
    </CaseScreen>
  );
}

interface TakersProps {
  readonly value: PersonId | '';
  readonly takers: readonly PersonId[];
  readonly nameOf: (person: PersonId) => string;
  readonly empty: string;
  readonly onChange: (to: PersonId | '') => void;
  readonly label?: string;
  readonly id?: string;
  readonly described?: string;
}

function Takers({ value, takers, nameOf, empty, onChange, label, id, described }: TakersProps) {
  return (
    <select className="input" id={id} aria-label={label} aria-describedby={described} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{empty}</option>
      {takers.map((person) => <option key={person} value={person}>{nameOf(person)}</option>)}
    </select>
  );
}
