// Printed papers of one file: the profile sheet, her plan, the list of papers, and a letter to the
// office that makes a paper.
import type { CaseContext, Paper, PaperBlock } from '#shared/case-work.ts';
import type { Fact, Phrase } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { birthOf } from './age.ts';
import { DOMAINS, PAPER_KINDS, type PaperKind } from './lists.ts';
import { mismatchesOf, type Mismatch } from './mismatches.ts';
import { nextPapers, paperState } from './next-papers.ts';
import { officePhrase, paperDue, paperPhrase, paperShown, takeOf } from './paper-tracker.ts';
import { nodeOf, PAPERS } from './papers-graph.ts';
import { domainOf, scoreOf, stateOfStep, stepsInOrder } from './plan-part.ts';
import { aftercareFacts, profileFacts } from './profile-part.ts';
import { rowAt, textOf } from './values.ts';

const SIGNED: PaperBlock = { kind: 'signatures', who: [{ key: 'sign.young' }, { key: 'sign.worker' }, { key: 'sign.head', head: true }] };

const sheet: Paper = {
  key: 'profile',
  ready: ({ values }) => textOf(values, 'name') !== '',
  blocks: (record, context) => [
    heading('paper.profile'),
    { kind: 'facts', facts: [numberFact(record), ...profileFacts(record, context)] },
    { kind: 'heading', word: { key: 'part.aftercare' } },
    { kind: 'facts', facts: aftercareFacts(record, context).filter(({ label }) => label.key !== 'fact.linkedCase') },
    SIGNED,
  ],
};

const plan: Paper = {
  key: 'plan',
  ready: ({ values }) => stepsInOrder(values).length > 0,
  blocks: ({ values }, { today }) => [
    heading('paper.plan'),
    { kind: 'facts', facts: [{ label: { key: 'fact.name' }, value: textOf(values, 'name') }, ...DOMAINS.map((domain): Fact => {
      const score = scoreOf(values, domain);
      return { label: { key: `choice.domain.${domain}` }, value: score === undefined ? { key: 'plan.noScore' } : { key: 'plan.score', values: { score } } };
    })] },
    {
      kind: 'table', head: ['domain', 'goal', 'step', 'owner', 'due', 'state'].map((column) => ({ key: `planColumn.${column}` })),
      rows: stepsInOrder(values).map((row) => [domainOf(row), row.text('goal'), row.text('step'), { key: `choice.owner.${row.text('owner') || 'worker'}` }, row.text('dueDay'), stateOfStep(row, today).word]),
    },
    SIGNED,
  ],
};

const list: Paper = {
  key: 'papers',
  ready: () => true,
  blocks: (record, context) => {
    const { values } = record;
    const { next, waiting, underWay, had } = nextPapers(record, context);
    const shown = [...had, ...underWay, ...next.map(({ node }) => node), ...waiting.map(({ node }) => node)];
    return [
      heading('paper.papers'),
      { kind: 'facts', facts: [numberFact(record), { label: { key: 'fact.name' }, value: textOf(values, 'name') }] },
      {
        kind: 'table', head: ['paper', 'office', 'state', 'applied', 'ack', 'due'].map((column) => ({ key: `paperColumn.${column}` })),
        rows: shown.map((node) => {
          const row = rowAt(values, 'papers', node.kind);
          return [paperPhrase(node.kind), officePhrase(node), { key: `paperShown.${paperShown(values, node.kind, context)}` }, row.text('appliedDay'), row.text('ackNumber'), paperDue(values, node.kind, context)?.due ?? ''];
        }),
      },
      SIGNED,
    ];
  },
};

/** Asks an office to make a paper or to mend it, reminds it of one whose time has run out, appeals against a refusal. */
const letter: Paper = {
  key: 'letter',
  repeat: 'papers',
  ready: (record, row) => {
    const kind = kindOf(row);
    return kind !== undefined && textOf(record.values, 'name') !== '' && (LETTER_STATES.has(rowAt(record.values, 'papers', kind).text('state')) || wrongOn(record, kind) !== undefined);
  },
  blocks: (record, context, row) => {
    const kind = kindOf(row);
    return kind === undefined ? [] : letterBlocks(record, context, kind);
  },
};

const LETTER_STATES: ReadonlySet<string> = new Set(['collecting', 'submitted', 'refused', 'appeal', 'lost', 'expired']);

function letterBlocks(record: DehriRecord, context: CaseContext, kind: PaperKind): readonly PaperBlock[] {
  const { values } = record;
  const node = nodeOf(kind);
  const row = rowAt(values, 'papers', kind);
  const name = textOf(values, 'name');
  const wrong = wrongOn(record, kind);
  const said = matterOf(record, context, kind);
  const take = nextPapers(record, context).next.find((one) => one.node.kind === kind);
  const enclosed = said === 'correction' ? (wrong === undefined ? [] : [wrong.by]) : take === undefined ? [] : takeOf(take);
  const birth = birthOf(values);
  const filled = {
    name, paper: paperPhrase(kind), applied: row.text('appliedDay'), number: row.text('ackNumber') || '—', due: paperDue(values, kind, context)?.due ?? '',
    refused: row.text('refusedDay'), why: row.text('refusedWhy'), says: wrong?.says ?? '', right: wrong?.right ?? '', by: paperPhrase(wrong?.by ?? kind),
  };
  const to = said === 'appeal' ? row.text('appealTo') || { key: 'letter.appellate' } : officePhrase(node);
  return [
    { kind: 'text', word: { key: 'letter.to', values: { office: to } } },
    { kind: 'heading', word: { key: `letter.${said}.subject`, values: { paper: paperPhrase(kind) } } },
    { kind: 'text', word: { key: said === 'correction' ? `letter.correction.${wrong?.about ?? 'name'}` : `letter.${said}.body`, values: filled } },
    {
      kind: 'facts',
      facts: [
        { label: { key: 'fact.name' }, value: name },
        ...(birth?.exact === true ? [{ label: { key: 'fact.birthDate' }, value: birth.day }] : []),
        ...['fatherName', 'motherName', 'stayNote'].flatMap((path): Fact[] => (textOf(values, path) === '' ? [] : [{ label: { key: `fact.${path}` }, value: textOf(values, path) }])),
      ],
    },
    ...(enclosed.length === 0 ? [] : [
      { kind: 'text', word: { key: 'letter.enclosed' } } as const,
      { kind: 'ticks', items: enclosed.map((item) => ({ word: enclosedWord(item), ticked: false })) } as const,
    ]),
    { kind: 'signatures', who: [{ key: 'sign.head', head: true }] },
  ];
}

/** What the letter is about. */
function matterOf(record: DehriRecord, context: CaseContext, kind: PaperKind): 'request' | 'waiting' | 'late' | 'appeal' | 'correction' {
  switch (paperState(record.values, kind, context.today)) {
    case 'refused': case 'appeal': return 'appeal';
    case 'submitted': return paperDue(record.values, kind, context)?.overdue === true ? 'late' : 'waiting';
    case 'issued': return 'correction';
    default: return 'request';
  }
}

/** What is written wrong on a paper she has, by what her other papers say. */
function wrongOn({ values }: DehriRecord, kind: PaperKind): Mismatch | undefined {
  return mismatchesOf(values).find(({ paper }) => paper === kind);
}

function enclosedWord(item: string): Phrase {
  return PAPERS.some(({ kind }) => kind === item) ? { key: `doc.${item}.name` } : { key: `take.${item}` };
}

/** `papers.aadhaar` or `aadhaar` */
function kindOf(row: string | undefined): PaperKind | undefined {
  const id = row?.split('.').at(-1);
  return PAPER_KINDS.find((kind) => kind === id);
}

function heading(key: string): PaperBlock {
  return { kind: 'heading', word: { key } };
}

function numberFact({ values }: DehriRecord): Fact {
  return { label: { key: 'fact.number' }, value: textOf(values, 'number') };
}

export const PAPERS_TO_PRINT: readonly Paper[] = [sheet, plan, list, letter];
