// All answers once more, as a person reads them, each part with a way back to it.
import type { FormNode, Question } from '#shared/form/definition.ts';
import type { Page } from '#shared/form/pages.ts';
import { isEmpty } from '#shared/form/expression-value.ts';
import { isShown } from '#shared/form/pages.ts';
import { addressOf } from '#shared/form/plan.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { answerText } from '../../ui/form/format-answer.ts';
import { nodeWords, useKit, type FormKit } from '../../ui/form/form-kit.ts';
import { rowSummary } from '../../ui/form/repeat-widget.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import './review-page.css';

export interface ReviewPageProps {
  readonly pages: readonly Page[];
  readonly onChange: (page: number) => void;
}

interface Line {
  readonly key: string;
  readonly question: string;
  /** Undefined: the answer is wanted and missing. */
  readonly answer: string | undefined;
}

export function ReviewPage({ pages, onChange }: ReviewPageProps) {
  const kit = useKit();
  const { t } = kit;
  return pages.map((page, index) => {
    const lines = linesOf(kit, page.nodes);
    if (lines.length === 0) return null;
    const title = pageTitle(kit, page);
    return (
      <Card key={page.id} title={title} aside={<Button look="plain" icon="edit" aria-label={t('form:review.changeOf', { name: title })} onClick={() => onChange(index)}>{t('form:review.change')}</Button>}>
        <dl className="review">
          {lines.map((line) => (
            <div key={line.key} className="review__line">
              {line.question === title ? null : <dt className="review__question">{line.question}</dt>}
              <dd className="review__answer">{line.answer ?? <StateChip state="mend" word={t('form:review.missing')} />}</dd>
            </div>
          ))}
        </dl>
      </Card>
    );
  });
}

export function pageTitle(kit: FormKit, page: Page): string {
  const node = page.group ?? page.nodes[0];
  return node === undefined ? '' : (kit.engine.fill(nodeWords(kit, node, 'label') ?? '', undefined));
}

function linesOf(kit: FormKit, nodes: readonly FormNode[]): Line[] {
  return nodes.flatMap((node): Line[] => {
    const planned = kit.engine.plan.nodeOf.get(node);
    if (planned === undefined || !isShown(node)) return [];
    const state = kit.engine.state(addressOf(planned, undefined));
    if (!state.relevant || node.type === 'note') return [];
    if (node.type === 'group') return linesOf(kit, node.children);
    const question = kit.engine.fill(nodeWords(kit, node, 'label') ?? '', undefined);
    if (node.type !== 'repeat') return lineOf(kit, node, question, state.value, state.problem !== undefined);
    const rows = state.rows.filter((row) => !row.removed);
    return rows.map((row, index) => {
      const [name = '', ...rest] = rowSummary(kit, node, row.id);
      return { key: `${node.name}.${row.id}`, question: name === '' ? kit.t('form:rows.number', { number: index + 1 }) : name, answer: rest.join(' · ') };
    });
  });
}

function lineOf(kit: FormKit, question: Question, words: string, value: Parameters<typeof answerText>[2], wrong: boolean): Line[] {
  if (value === undefined || isEmpty(value)) return wrong ? [{ key: question.name, question: words, answer: undefined }] : [];
  return [{ key: question.name, question: words, answer: answerText(kit, question, value) ?? '' }];
}
