// A register (पंजी) of the office for a time: a table on the desk, lines to read on a phone, and on paper
// as it is kept. Everybody is a number until names are asked for; that they were, and printed, is written
// down for each file before it is done.
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { Register } from '#shared/case-work.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, useSyncStatus, type Say } from '#client/app/context.tsx';
import { dayMonthYear, type Format } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { CaseScreen, useDesk } from '../case-screen.tsx';
import { AskReason } from '../file/ask-reason.tsx';
import { writeLooks, type LookReason } from '../names.ts';
import { useHindi } from '../papers/in-hindi.ts';
import { Sheet } from '../papers/sheet.tsx';
import { usePrint } from '../papers/use-print.tsx';
import { useMay, usePractices, type Practice } from '../practice.ts';
import { useHiddenWhenAway } from '../safety/use-hidden-when-away.ts';
import { entriesOf, namedFiles, type Entry } from './entries.ts';
import { periodAround, type Period } from './period.ts';
import { PeriodPicker } from './period-picker.tsx';
import { registerSub, RegisterTable } from './register-table.tsx';
import './registers.css';

/** Drawn on the screen at first; paper gets every one. */
const FIRST = 200;

export function RegisterPage({ programme: id, register: key }: { readonly programme: string; readonly register: string }) {
  const practices = usePractices();
  const at = practices.find(({ programme }) => programme.id === id);
  const register = at?.practice.registers.find((one) => one.key === key);
  return at === undefined || register === undefined ? <NotFound /> : <OpenRegister key={key} at={at} register={register} />;
}

/** Why names are shown. */
interface Named {
  readonly reason: LookReason;
  readonly note: string;
}

function OpenRegister({ at, register }: { readonly at: Practice; readonly register: Register }) {
  const { t } = useTranslation('cases');
  const { store } = useDehri();
  const { lastComplete } = useSyncStatus();
  const format = useFormat();
  const desk = useDesk();
  const may = useMay();
  const back = useBack('/office');
  const { programme, context, say } = at;
  const hindi = useHindi(programme);
  const [period, setPeriod] = useState<Period>(() => periodAround('month', context.today));
  const [named, setNamed] = useState<Named>();
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const [all, setAll] = useState(false);
  const cover = (): void => {
    setNamed(undefined);
    setAsking(false);
  };
  useHiddenWhenAway(cover);

  const { version } = store;
  const { from, to } = period;
  const entries = useMemo(
    () => entriesOf({ register, types: programme.recordTypes, ofType: (type) => store.ofType(type), may, context }, { from, to }, named !== undefined),
    // `version` stands for the records.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [programme, register, store, may, context, named, from, to, version],
  );
  const files = useMemo(() => namedFiles(entries), [entries]);
  const guarded = programme.recordTypes.some(({ name, guard }) => guard !== undefined && register.recordTypes.includes(name));
  const columns = register.columns.map(({ name }) => ({ name, word: { key: `register.${register.key}.column.${name}` } }));
  const title = { key: `register.${register.key}.title` };

  async function written(kind: 'named' | 'printed', { reason, note }: Named): Promise<boolean> {
    const ok = await writeLooks(store, files, kind, reason, note);
    setFailed(!ok);
    return ok;
  }
  async function show(why: Named): Promise<boolean> {
    const ok = await written('named', why);
    if (!ok) return false;
    setAsking(false);
    // Whoever put the phone away meanwhile sees no names when she comes back.
    if (document.visibilityState === 'visible') setNamed(why);
    return true;
  }

  const paper = (): ReactNode | undefined => (entries.length === 0 ? undefined : (
    <Sheet
      hindi={hindi}
      programme={programme}
      office={context.place}
      landscape
      title={hindi.say(title)}
      sub={registerSub(hindi, register, period, entries.length)}
      day={context.today}
      signed={[hindi.t('cases:papers.sign.maker'), hindi.t('cases:papers.sign.head')]}
    >
      <RegisterTable register={register} entries={entries} say={hindi.say} number={hindi.t('cases:registers.number')} total={hindi.t('cases:registers.total')} />
      {guarded ? <p className="sheet__source">{source(hindi.t, hindi.format, lastComplete)}</p> : null}
    </Sheet>
  ));
  const { print, sheet } = usePrint(paper, () => (named === undefined ? undefined : void written('printed', named)));
  // Names are of the files that were asked for: another time is asked for anew.
  const changePeriod = (next: Period): void => {
    setPeriod(next);
    setNamed(undefined);
    setAll(false);
  };

  const drawn = all ? entries : entries.slice(0, FIRST);
  return (
    <CaseScreen
      title={say(title)}
      onBack={back}
      wide
      action={entries.length === 0 ? undefined : (
        <Button look="primary" big wide icon="printer" onClick={() => void (named === undefined ? Promise.resolve(true) : written('printed', named)).then((ok) => (ok ? print() : undefined))}>
          {files.length === 0 ? t('cases:registers.printPlain') : named === undefined ? t('cases:registers.print') : t('cases:registers.printNamed')}
        </Button>
      )}
    >
      {register.standing === true ? null : <PeriodPicker period={period} today={context.today} onChange={changePeriod} />}
      {failed ? <Notice state="mend" announce title={t('cases:papers.failed')} /> : null}
      {entries.length === 0 ? <EmptyState icon="book" title={t('cases:registers.none')} /> : (
        <>
          <div className="row row--between">
            <p className="soft">{t('cases:registers.entries', { count: entries.length, number: format.number(entries.length) })}</p>
            {files.length === 0 ? null : named === undefined
              ? <Button icon="eye" onClick={() => setAsking(true)}>{t('cases:registers.withNames')}</Button>
              : <Button icon="lock" onClick={cover}>{t('cases:registers.hideNames')}</Button>}
          </div>
          {files.length > 0 && named === undefined ? <p className="soft small register__covered"><Icon name="lock" size="small" /><span>{t('cases:registers.covered')}</span></p> : null}
          {desk
            ? <div className="register__scroll"><RegisterTable register={register} entries={drawn} say={say} number={t('cases:registers.number')} total={t('cases:registers.total')} /></div>
            : <ol className="register__lines">{drawn.map((entry, i) => <li key={entry.key}><EntryCard number={i + 1} entry={entry} columns={columns} say={say} /></li>)}</ol>}
          {guarded ? <p className="soft small">{source(t, format, lastComplete)}</p> : null}
          {drawn.length < entries.length ? <Button wide icon="down" onClick={() => setAll(true)}>{t('cases:registers.all', { number: format.number(entries.length) })}</Button> : null}
        </>
      )}
      <Dialog open={asking} title={t('cases:registers.withNames')} onClose={() => setAsking(false)}>
        <AskReason question={t('cases:registers.why')} go={t('cases:registers.withNames')} onReason={(reason, note) => show({ reason, note })} />
      </Dialog>
      {sheet}
    </CaseScreen>
  );
}

/** Whence the entries are, and what may be missing: a phone holds only what is hers to see. */
function source(t: TFunction, format: Format, lastComplete: number | undefined): string {
  return lastComplete === undefined ? t('cases:papers.sourceAlone') : t('cases:papers.source', { when: `${dayMonthYear(lastComplete)}, ${format.clock(lastComplete)}` });
}

interface EntryCardProps {
  readonly number: number;
  readonly entry: Entry;
  readonly columns: readonly { readonly name: string; readonly word: { readonly key: string } }[];
  readonly say: Say;
}

/** One line of the register, to be read on a narrow screen: what is not known is left out. */
function EntryCard({ number, entry, columns, say }: EntryCardProps) {
  const told = columns.flatMap((column, c) => {
    const cell = entry.cells[c] ?? '';
    return cell === '' ? [] : [{ ...column, text: say(cell) }];
  });
  return (
    <Card>
      <div className="register__entry">
        <span className="register__number">{number}</span>
        <dl>{told.map(({ name, word, text }) => <div key={name}><dt>{say(word)}</dt><dd>{text}</dd></div>)}</dl>
      </div>
    </Card>
  );
}
