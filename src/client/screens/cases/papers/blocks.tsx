// The blocks of a paper. Its first heading is its title.
import type { PaperBlock } from '#shared/case-work.ts';
import type { Say } from '#client/app/context.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Signatures } from './sheet.tsx';

export interface BlocksProps {
  readonly blocks: readonly PaperBlock[];
  readonly say: Say;
  /** How the head of the office is called under her signature, where that is set. */
  readonly signer?: string | undefined;
}

export function Blocks({ blocks, say, signer = '' }: BlocksProps) {
  return blocks.map((block, i) => <Block key={`${block.kind} ${i}`} block={block} say={say} signer={signer} first={i === 0} />);
}

interface BlockProps {
  readonly block: PaperBlock;
  readonly say: Say;
  readonly signer: string;
  readonly first: boolean;
}

function Block({ block, say, signer, first }: BlockProps) {
  switch (block.kind) {
    case 'heading':
      return first ? <h2 className="sheet__title">{say(block.word)}</h2> : <h3 className="sheet__heading">{say(block.word)}</h3>;
    case 'text':
      return <p className="sheet__text">{say(block.word)}</p>;
    case 'facts':
      return (
        <dl className="sheet__facts">
          {block.facts.map((fact, i) => <div key={`${fact.label.key} ${i}`}><dt>{say(fact.label)}</dt><dd>{say(fact.value)}</dd></div>)}
        </dl>
      );
    case 'table':
      return (
        <div className="sheet__scroll">
          <table className="sheet__table">
            <thead><tr>{block.head.map((word, i) => <th key={`${word.key} ${i}`} scope="col">{say(word)}</th>)}</tr></thead>
            <tbody>{block.rows.map((cells, r) => <tr key={r}>{cells.map((cell, c) => <td key={c}>{say(cell)}</td>)}</tr>)}</tbody>
          </table>
        </div>
      );
    case 'ticks':
      return (
        <ul className="sheet__ticks">
          {block.items.map(({ word, ticked }, i) => (
            <li key={`${word.key} ${i}`}>
              <span className="sheet__box">{ticked ? <Icon name="check" title="✓" /> : null}</span>
              <span>{say(word)}</span>
            </li>
          ))}
        </ul>
      );
    case 'signatures':
      return <Signatures who={block.who.map((one) => (one.head === true && signer !== '' ? signer : say(one)))} />;
  }
}
