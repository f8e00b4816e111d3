// The parts of the page of a file, in the order in which it is worked on.
import type { CaseContext, CaseLine, CasePart } from '#shared/case-work.ts';
import type { DoorState } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import { courtAdvice, riskAdvice } from './advice.ts';
import { factsOf, line, said } from './case-facts.ts';
import { isOpen } from './case-state.ts';
import { assign, barred, close, court, neverKept, reopen, team } from './forms/handling.ts';
import { accused, children, consent, contact, identity, incident, risk, riskOver } from './forms/person.ts';
import { counselling, counsellingNotice, followUpDone, followUpPlan, paper, pause, pauseEnd, referralAnswer, referralSend, service } from './forms/work.ts';
import { rowsByDay, textOf } from './read.ts';
import { dangersOf } from './sharing.ts';

export const RISK_PART: CasePart = {
  key: 'risk', icon: 'alert', forms: [risk.id, riskOver.id],
  facts: ({ values }) => factsOf(values, ['risks', 'riskNote', 'riskDay', 'riskOver']),
  advice: riskAdvice,
  offers: (form, { values }) => form !== riskOver.id || dangersOf(values).length > 0,
};

/** Who she is, what happened, what she agrees to. */
export const PERSON_PARTS: readonly CasePart[] = [
  { key: 'reach', icon: 'call', forms: [contact.id], facts: ({ values }) => factsOf(values, ['safePhone', 'safeTime', 'mayMessage', 'informantName', 'informantRelation', 'informantPhone']) },
  {
    key: 'who', icon: 'woman', forms: [identity.id],
    facts: ({ values }) => factsOf(values, [
      'nameTold', 'name', 'alias', 'age', 'birthDate', 'guardianRelation', 'guardianName', 'maritalStatus', 'pregnant', 'disability', 'socialCategory', 'religion', 'education', 'occupation', 'address', 'homeDistrict', 'police',
      'idKind', 'idLast4',
    ]),
  },
  {
    key: 'happened', icon: 'file', forms: [incident.id],
    facts: ({ values }) => factsOf(values, [
      'primaryViolence', 'violence', 'incidentDay', 'incidentSince', 'incidentPlace', 'minorThen', 'incidentStory', 'injuries', 'weapon', 'earlierComplaint', 'firNumber', 'mode', 'registeredDay', 'registeredTime',
    ]),
  },
  { key: 'accused', icon: 'user', forms: [accused.id], lines: ({ values }) => lines(values, 'accused', 'user', ['name'], ['relation', 'age', 'phone', 'address']) },
  { key: 'children', icon: 'child', forms: [children.id], lines: ({ values }) => lines(values, 'children', 'child', ['name'], ['age', 'sex', 'with']) },
  { key: 'consent', icon: 'yes', forms: [consent.id], facts: ({ values }) => factsOf(values, ['consentRegister', 'consentContact', 'sharedWith', 'consentDay']) },
];

/** What is done for her. */
export const WORK_PARTS: readonly CasePart[] = [
  { key: 'services', icon: 'heart-plus', forms: [service.id], lines: ({ values }) => lines(values, 'services', 'heart-plus', ['kind'], ['day', 'outcome', 'provider', 'note'], { by: 'day', forms: [service.id] }) },
  {
    key: 'counselling', icon: 'group', forms: [counselling.id, counsellingNotice.id],
    lines: ({ values }) => rowsByDay(values, 'counselling', 'day').map((row): CaseLine => {
      const at = `counselling.${row}`;
      const held = textOf(values, `${at}.day`) !== '';
      return {
        row: at, icon: 'group', title: say(values, `${at}.with`) ?? { key: 'line.sitting' },
        detail: held
          ? line(say(values, `${at}.day`), say(values, `${at}.result`), values[`${at}.came`] === false ? { key: 'line.notCome' } : undefined, dated('line.next', values, `${at}.nextDay`), textOf(values, `${at}.note`))
          : line(dated('line.notice', values, `${at}.noticeDay`), dated('line.next', values, `${at}.nextDay`)),
        state: held ? DONE : AHEAD,
        forms: [counselling.id],
      };
    }),
  },
  {
    key: 'referrals', icon: 'send', forms: [referralSend.id],
    lines: ({ values }) => rowsByDay(values, 'referrals', 'sentDay').map((row): CaseLine => {
      const at = `referrals.${row}`;
      const answered = textOf(values, `${at}.answeredDay`) !== '';
      return {
        row: at, icon: 'send', title: line(say(values, `${at}.agency`), textOf(values, `${at}.office`)),
        detail: line(dated('line.sent', values, `${at}.sentDay`), dated('line.received', values, `${at}.receivedDay`), dated('line.answered', values, `${at}.answeredDay`), say(values, `${at}.answer`), textOf(values, `${at}.answerNote`) || textOf(values, `${at}.purpose`)),
        state: answered ? DONE : WAITING,
        forms: [referralAnswer.id],
      };
    }),
  },
  {
    key: 'plan', icon: 'calendar', forms: [followUpPlan.id],
    lines: ({ values }, context) => rowsByDay(values, 'followUps', 'dueDay').map((row): CaseLine => {
      const at = `followUps.${row}`;
      const done = textOf(values, `${at}.doneDay`);
      return {
        row: at, icon: 'calendar', title: say(values, `${at}.way`) ?? { key: 'line.followUp' },
        detail: done === '' ? line(dated('line.due', values, `${at}.dueDay`)) : line(done, say(values, `${at}.state`), textOf(values, `${at}.note`)),
        state: done !== '' ? DONE : textOf(values, `${at}.dueDay`) < context.today ? OVERDUE : AHEAD,
        forms: [followUpDone.id],
      };
    }),
  },
];

/** Papers, the court, the office's own handling, and the end. */
export const OFFICE_PARTS: readonly CasePart[] = [
  { key: 'papers', icon: 'card', forms: [paper.id], lines: ({ values }) => lines(values, 'papers', 'file', ['kind'], ['day'], { by: 'day', forms: [paper.id] }) },
  {
    key: 'clocks', icon: 'clock', forms: [pause.id],
    lines: ({ values }) => rowsByDay(values, 'pauses', 'from').map((row): CaseLine => {
      const at = `pauses.${row}`;
      const over = textOf(values, `${at}.to`) !== '';
      return {
        row: at, icon: 'clock', title: say(values, `${at}.clock`) ?? { key: 'part.clocks' },
        detail: line(dated('line.from', values, `${at}.from`), dated('line.to', values, `${at}.to`), textOf(values, `${at}.reason`)),
        state: over ? DONE : STOPPED, forms: over ? [] : [pauseEnd.id],
      };
    }),
  },
  {
    key: 'team', icon: 'family', handsOver: true, forms: [assign.id, team.id, barred.id, neverKept.id],
    facts: ({ values }, context) => factsOf(values, ['worker', 'takenBy', 'neverKept'], context),
    lines: ({ values }, context) => [
      ...lines(values, 'team', 'user', ['person'], ['task'], { context, forms: [team.id] }),
      ...lines(values, 'barred', 'file-lock', ['person'], ['reason'], { context, forms: [barred.id] }).map((barredLine) => ({ ...barredLine, state: KEPT_OUT })),
    ],
  },
  { key: 'court', icon: 'book', forms: [court.id], facts: ({ values }) => factsOf(values, ['firNumber', 'courtNumber']), shown: isOpen, advice: courtAdvice },
  { key: 'ending', icon: 'check', forms: [close.id], shown: isOpen },
  { key: 'ended', icon: 'undo', forms: [reopen.id], facts: ({ values }) => factsOf(values, ['statusDay', 'outcome', 'outcomeNote', 'feedback', 'feedbackNote', 'courtNumber']), shown: (record) => !isOpen(record) },
];

const DONE = lineState('done', 'done');
const WAITING = lineState('waiting', 'later');
const AHEAD = lineState('ahead', 'todo');
const OVERDUE = lineState('overdue', 'mend');
const STOPPED = lineState('stopped', 'later');
const KEPT_OUT = lineState('keptOut', 'closed');

function lineState(key: string, tone: DoorState['tone']): DoorState {
  return { key, tone, word: { key: `line.state.${key}` } };
}

function say(values: Values, path: string, context?: CaseContext): ReturnType<typeof said> {
  return said(path, values[path], context);
}

function dated(key: string, values: Values, path: string): { readonly key: string; readonly values: { readonly day: string } } | undefined {
  const day = textOf(values, path);
  return day === '' ? undefined : { key, values: { day } };
}

interface LineLook {
  /** Field whose day orders them. */
  readonly by?: string;
  readonly forms?: readonly string[];
  readonly context?: CaseContext;
}

/** One line for each row: some of its answers as title, others as detail. */
function lines(values: Values, repeat: string, icon: string, title: readonly string[], detail: readonly string[], { by, forms = [], context }: LineLook = {}): readonly CaseLine[] {
  return (by === undefined ? rowIds(values, repeat) : rowsByDay(values, repeat, by)).map((row) => {
    const at = `${repeat}.${row}`;
    const words = (fields: readonly string[]) => line(...fields.map((field) => say(values, `${at}.${field}`, context)));
    return { row: at, icon, title: words(title) || { key: `line.unnamed.${repeat}` }, detail: words(detail), forms };
  });
}
