// Building printed papers: what is not known stays as a line to be filled by hand.
import type { PaperBlock } from '#shared/case-work.ts';
import type { Fact, Phrase } from '#shared/field-work.ts';
import { together } from '../case-facts.ts';
import { listOf, textOf } from '../read.ts';
import type { Values } from '#shared/record/change.ts';

export const BLANK: Phrase = { key: 'printed.blank' };

/** The name of the paper, `paper.<key>`. */
export function title(key: string): PaperBlock {
  return { kind: 'heading', word: { key: `paper.${key}` } };
}

export function heading(key: string, values?: Phrase['values']): PaperBlock {
  return { kind: 'heading', word: phrase(key, values) };
}

export function text(key: string, values?: Phrase['values']): PaperBlock {
  return { kind: 'text', word: phrase(key, values) };
}

/** A fact whose label is `printed.label.<label>`. */
export function fact(label: string, value: string | Phrase): Fact {
  return { label: { key: `printed.label.${label}` }, value: value === '' ? BLANK : value };
}

/** As `fact`, left out when there is nothing to say. */
export function factIf(label: string, value: string | Phrase): readonly Fact[] {
  return value === '' ? [] : [fact(label, value)];
}

/** The word of a choice; '' when nothing was chosen. */
export function chosen(values: Values, path: string, list: string): string | Phrase {
  const value = textOf(values, path);
  return value === '' ? '' : { key: `choice.${list}.${value}` };
}

/** '' while it was not asked. */
export function yesNo(values: Values, path: string): string | Phrase {
  const said = values[path];
  return typeof said === 'boolean' ? { key: said ? 'yes' : 'no' } : '';
}

/** Words of several choices, with commas; '' when nothing was chosen. */
export function allChosen(values: Values, path: string, list: string): string | Phrase {
  return together(listOf(values, path).map((value) => ({ key: `choice.${list}.${value}` }))) ?? '';
}

export function head(...columns: readonly string[]): readonly Phrase[] {
  return columns.map((column) => ({ key: `printed.label.${column}` }));
}

export function signatures(...who: readonly string[]): PaperBlock {
  return { kind: 'signatures', who: who.map((key) => ({ key: `printed.sign.${key}`, ...(key === 'centreHead' && { head: true as const }) })) };
}

/** Every box of a checklist, ticked or not, as the form on paper has it. */
export function ticks(values: Values, path: string, list: string, all: readonly string[]): PaperBlock {
  const ticked = listOf(values, path);
  return { kind: 'ticks', items: all.map((value) => ({ word: { key: `choice.${list}.${value}` }, ticked: ticked.includes(value) })) };
}

function phrase(key: string, values?: Phrase['values']): Phrase {
  return values === undefined ? { key: `printed.${key}` } : { key: `printed.${key}`, values };
}
