// A form from its first page to "saved". On the phone one page at a time with fixed Back and Next and
// a last look at the end; on the desk everything under one another.
//
//   page 1 ⇄ page 2 ⇄ … ⇄ check ─ save ─► onSaved
//     └── leaving keeps the draft ──► onLeave        a refused save changes nothing here
import { memo, useCallback, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDefinition } from '#shared/form/definition.ts';
import { createFormEngine, type Problem } from '#shared/form/engine.ts';
import type { Page } from '#shared/form/pages.ts';
import { wordHome } from '#shared/form/words.ts';
import type { Values } from '#shared/record/change.ts';
import type { BrokenRule } from '#shared/record/judge-rules.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { SaveResult } from '../../store/contract.ts';
import { Button } from '../../ui/button.tsx';
import { focusProblem } from '../../ui/form/focus-address.ts';
import { FormKitProvider, problemWords, nodeWords, type Appearances, type FormKit, type PhotoStore } from '../../ui/form/form-kit.ts';
import { NodeList } from '../../ui/form/node-view.tsx';
import { useFormKit } from '../../ui/form/use-form-kit.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { ActionBar, Screen } from '../../ui/screen.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { pageTitle, ReviewPage } from './review-page.tsx';
import { useAutosave } from './use-autosave.ts';
import { usePageHistory } from './use-page-history.ts';
import './form-screen.css';

export interface FormScreenProps {
  readonly definition: FormDefinition;
  /** Whose form it is: "सुनीता देवी". */
  readonly title: ReactNode;
  /** What the record says now; empty for a new one. */
  readonly saved: Values;
  /** Answers to begin with, of a draft; default `saved`. */
  readonly answers?: Values;
  /** Page of the draft. */
  readonly page?: number;
  /** ISO day. */
  readonly today: string;
  /** Adds the record's own limits to the form's. */
  readonly recordType?: RecordType;
  readonly newRowId: () => string;
  readonly photos: PhotoStore;
  /** Called at most every 250 ms while answers change, and when the app is hidden; rejects when it could not be kept. */
  readonly saveDraft: (answers: Values, page: number) => Promise<void>;
  /** What to write to the record. The draft is finished with it. `objected`: not saved, and `objection` says why. */
  readonly onSave: (edits: Values) => Promise<SaveResult | Objected>;
  readonly objection?: ReactNode;
  readonly appearances?: Appearances;
  readonly onSaved: (result: Extract<SaveResult, { ok: true }>) => void;
  /** The draft is kept by then. */
  readonly onLeave: () => void;
  /** Above the questions of the first page: why it came back, whose words they are. */
  readonly children?: ReactNode;
}

export interface Objected {
  readonly ok: false;
  readonly reason: 'objected';
}

type Saving = 'no' | 'running' | Extract<SaveResult | Objected, { ok: false }>['reason'];

const DESK = '(min-width: 64rem)';

export function FormScreen(props: FormScreenProps) {
  const { definition, saved, answers, today, recordType, photos, newRowId, saveDraft } = props;
  const [engine] = useState(() => createFormEngine(definition, { saved, answers: answers ?? saved, today, ...(recordType === undefined ? {} : { recordType }) }));
  const { kit, show } = useFormKit(engine, photos, newRowId, props.appearances);
  const { t } = kit;
  const pages = useSyncExternalStore(useCallback((listener) => engine.subscribeAll(listener), [engine]), () => engine.pages());
  const desk = useMedia(DESK);
  const history = usePageHistory(Math.min(props.page ?? 0, pages.length));
  const at = Math.min(history.page, pages.length);
  const page = pages[at];
  const shownPage = useRef(at);
  const { kept, flush, note, pause, resume } = useAutosave(engine, useCallback((now) => saveDraft(now, shownPage.current), [saveDraft]));
  const [saving, setSaving] = useState<Saving>('no');
  const [rules, setRules] = useState<readonly BrokenRule[]>([]);
  const [summary, setSummary] = useState<readonly Problem[]>([]);
  const { go, back, unwind } = history;

  useEffect(() => {
    if (shownPage.current === at) return;
    shownPage.current = at;
    note();
    setSummary([]);
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('.form-page')?.focus({ preventScroll: true });
  }, [at, note]);

  const next = async () => {
    const problems = page === undefined ? [] : engine.problemsOf(page);
    await show(problems);
    setSummary(problems);
    if (problems.length === 0) go(at + 1);
  };
  const save = async () => {
    const problems = engine.problems();
    if (problems.length > 0) {
      const wrong = pages.findIndex((one) => engine.problemsOf(one).length > 0);
      if (!desk && wrong >= 0 && wrong !== at) go(wrong);
      const here = desk || wrong < 0 ? problems : engine.problemsOf(pages[wrong] ?? { id: '', nodes: [], group: undefined });
      // After the page has changed, or its change would clear the list again.
      setTimeout(() => {
        setSummary(here);
        void show(here);
      });
      return;
    }
    setSaving('running');
    await pause();
    const result = await props.onSave(engine.output());
    if (result.ok) {
      await unwind();
      return props.onSaved(result);
    }
    setSaving(result.reason);
    setRules(result.reason === 'rule' ? result.rules : []);
    resume();
    await flush();
  };
  const leave = async () => {
    // What the phone cannot keep stands on this screen only: the notice says what to do.
    if (!(await flush())) return;
    await unwind();
    props.onLeave();
  };

  const review = !desk && page === undefined;
  return (
    <FormKitProvider value={kit}>
      <Screen
        top={
          <TopBar title={props.title} aside={desk ? null : review ? t('form:reviewPage') : t('form:page', { page: at + 1, of: pages.length })} onBack={() => void leave()}>
            {desk ? null : <ProgressBar quiet label={t('form:page', { page: Math.min(at + 1, pages.length), of: pages.length })} value={at} max={pages.length} />}
          </TopBar>
        }
        bottom={
          <>
            <div className="form-refused">
              {kept === 'failed' ? <Notice state="mend" title={t('form:notKept.title')} announce action={<Button onClick={() => void flush()}>{t('form:notKept.again')}</Button>}>{t('form:notKept.do')}</Notice> : null}
              {saving === 'objected' ? props.objection : saving === 'no' || saving === 'running' ? null : <Notice state="mend" title={t('form:failed.title')} announce>{saving === 'rule' ? <RuleWords definition={definition} rules={rules} /> : t(`form:failed.${saving}`)}</Notice>}
            </div>
            <ActionBar>
              {desk || at === 0 ? null : <Button big onClick={back}>{t('form:previous')}</Button>}
              {desk || review
                ? <Button big look="primary" icon="check" busy={saving === 'running'} onClick={() => void save()}>{saving === 'running' ? t('form:saving') : t('form:save')}</Button>
                : <Button big look="primary" iconAfter="next" onClick={() => void next()}>{at === pages.length - 1 ? t('form:toReview') : t('form:next')}</Button>}
            </ActionBar>
          </>
        }
      >
        {at === 0 || desk ? props.children : null}
        {summary.length === 0 ? null : <ProblemSummary kit={kit} problems={summary} />}
        {desk
          ? pages.map((one) => <PageView key={one.id} kit={kit} page={one} />)
          : page === undefined ? <section className="form-page" tabIndex={-1}><h2>{t('form:review.title')}</h2><ReviewPage pages={pages} onChange={go} /></section> : <PageView key={page.id} kit={kit} page={page} />}
        {kept === 'kept' ? <p className="form-kept soft">{t('form:keptNow')}</p> : null}
      </Screen>
    </FormKitProvider>
  );
}

const PageView = memo(function PageView({ kit, page }: { readonly kit: FormKit; readonly page: Page }) {
  const title = page.group === undefined ? '' : pageTitle(kit, page);
  const hint = page.group === undefined ? undefined : nodeWords(kit, page.group, 'hint');
  return (
    <section className="form-page" tabIndex={-1}>
      {title === '' ? null : <h2 className="form-page__title">{title}</h2>}
      {hint === undefined ? null : <p className="soft">{hint}</p>}
      <NodeList nodes={page.nodes} row={undefined} />
    </section>
  );
});

/** What is to be mended on this page, each a way to its place. Takes the focus when it appears. */
function ProblemSummary({ kit, problems }: { readonly kit: FormKit; readonly problems: readonly Problem[] }) {
  const ref = useRef<HTMLDivElement>(null);
  const still = useSyncExternalStore(useCallback((listener) => kit.engine.subscribeAll(listener), [kit.engine]), () =>
    problems.filter((problem) => kit.engine.state(problem.path).problem !== undefined).map((problem) => problem.path).join('\n'));
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' });
    ref.current?.focus({ preventScroll: true });
  }, [problems]);
  if (still === '') return null;
  const open = still.split('\n');
  return (
    <div ref={ref} tabIndex={-1}>
      <Notice state="mend" title={kit.t('form:mend.title', { count: open.length })} announce>
        <ul className="form-mend">
          {problems.filter((problem) => open.includes(problem.path)).map((problem) => (
            <li key={problem.path}>
              <button type="button" className="form-mend__go" onClick={() => focusProblem(kit, problem)}>
                <span className="strong">{kit.engine.fill(nodeWords(kit, problem.node, 'label') ?? problem.node.name, undefined)}</span>
                {': '}
                {problemWords(kit, problem)}
              </button>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

/** What does not fit together, each with what to do about it. */
function RuleWords({ definition, rules }: { readonly definition: FormDefinition; readonly rules: readonly BrokenRule[] }) {
  const { namespace } = wordHome(definition);
  const { t } = useTranslation([namespace, 'form']);
  return rules.map(({ code }) => <p key={code}>{t(`${namespace}:rule.${code}`, { defaultValue: t('form:failed.rule') })}</p>);
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    useCallback((listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    }, [query]),
    () => window.matchMedia(query).matches,
  );
}
