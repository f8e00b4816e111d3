// What every widget of one open form shares, and how a widget listens: to its own address only, so
// that typing in one question renders nothing else.
import type { TFunction } from 'i18next';
import type { ComponentType } from 'react';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { get, useController, useFormState, type Control, type FieldError } from 'react-hook-form';
import type { Choice, FormNode, Question } from '#shared/form/definition.ts';
import type { CellState, FormEngine, Problem } from '#shared/form/engine.ts';
import { addressOf, type PlanNode } from '#shared/form/plan.ts';
import { choiceKey, inlineWords, nodeKey } from '#shared/form/words.ts';
import type { OpenRows } from './open-rows.ts';
import type { WidgetProps } from './question-frame.tsx';

/** react-hook-form registers, focuses and remembers which fields show their problem; values live in the engine. */
export type Fields = Record<string, unknown>;

export interface PhotoStore {
  /** @returns the name under which the photo is kept. */
  putPhoto(jpeg: Uint8Array): Promise<string>;
  getPhoto(name: string): Promise<Uint8Array | undefined>;
}

/** How a question of an appearance is asked and told, where a screen has its own way for it (`colleague`, `bed`). */
export type Appearances = Readonly<Record<string, { readonly Widget: ComponentType<WidgetProps>; readonly text: (value: string) => string }>>;

export interface FormKit {
  readonly appearances: Appearances;
  readonly engine: FormEngine;
  readonly control: Control<Fields>;
  readonly t: TFunction;
  readonly language: string;
  readonly photos: PhotoStore;
  readonly newRowId: () => string;
  readonly openRows: OpenRows;
  /** Words looked up so far in this language. */
  readonly words: Readonly<Record<'label' | 'hint', Map<FormNode, string>>>;
  /** Id of the element of an address; two forms may stand on one page. */
  readonly idOf: (address: string) => string;
}

const KitContext = createContext<FormKit | undefined>(undefined);
export const FormKitProvider = KitContext.Provider;

export function useKit(): FormKit {
  const kit = useContext(KitContext);
  if (kit === undefined) throw new Error('a widget stands in a form');
  return kit;
}

/** One part of the state of an address; renders again only when that part changes. */
export function useCell<Part>(address: string, part: (state: CellState) => Part): Part {
  const { engine } = useKit();
  return useSyncExternalStore(useCallback((listener) => engine.subscribe(address, listener), [engine, address]), () => part(engine.state(address)));
}

export const requiredPart = (state: CellState): boolean => state.required;
export const problemPart = (state: CellState): Problem | undefined => state.problem;
export const valuePart = (state: CellState): CellState['value'] => state.value;
export const choicesPart = (state: CellState): CellState['choices'] => state.choices;
export const rowsPart = (state: CellState): CellState['rows'] => state.rows;

/**
 * The words for what is wrong, once the person has left the field or asked to go on; gone as soon as it is mended.
 * What may not be kept at all is said while it is typed.
 */
export function useShownProblem(address: string): string | undefined {
  const kit = useKit();
  const problem = useCell(address, problemPart);
  const { errors } = useFormState({ control: kit.control, name: address, exact: true });
  const flagged = get(errors, address) as FieldError | undefined;
  return problem === undefined || (flagged?.type === undefined && problem.code !== 'aadhaar') ? undefined : problemWords(kit, problem);
}

export function problemWords({ t, language, engine }: FormKit, problem: Problem): string {
  const { node, code } = problem;
  if (code === 'constraint' && node.type !== 'group' && node.type !== 'repeat') {
    return inlineWords(node.constraintMessage, language) ?? t(nodeKey(engine.definition, node, 'error'));
  }
  return t(`form:problem.${code}`, problem.values);
}

export interface FieldHandle {
  /** For the element that takes the focus. */
  readonly attach: (element: { focus(): void } | null) => void;
  /** She has left it: its problem may be shown. */
  readonly left: () => void;
}

/** Registers a field that is more than one plain text input. Its value goes straight to the engine. */
export function useField(address: string): FieldHandle {
  const { control } = useKit();
  const { field } = useController({ name: address, control, defaultValue: null });
  const { ref: attach, onBlur: left } = field;
  return { attach, left };
}

/** Label or hint, with the answers it names put in. Undefined where there are no words. */
export function useWords(node: FormNode, part: 'label' | 'hint', row: string | undefined): string | undefined {
  const kit = useKit();
  const words = nodeWords(kit, node, part);
  const live = words?.includes('${') === true;
  const { engine } = kit;
  return useSyncExternalStore(useCallback((listener) => (live ? engine.subscribeAll(listener) : () => undefined), [engine, live]), () =>
    words === undefined ? undefined : engine.fill(words, row));
}

export function nodeWords(kit: FormKit, node: FormNode, part: 'label' | 'hint'): string | undefined {
  let known = kit.words[part].get(node);
  if (known === undefined) {
    known = inlineWords(node[part], kit.language) ?? kit.t(nodeKey(kit.engine.definition, node, part), { defaultValue: '' });
    kit.words[part].set(node, known);
  }
  return known === '' ? undefined : known;
}

export function choiceWords({ t, language, engine }: FormKit, question: Question, choice: Choice): string {
  return inlineWords(choice.label, language) ?? t(choiceKey(engine.definition, question.list ?? '', choice));
}

export function useAddress(node: FormNode, row: string | undefined): string {
  return addressOf(usePlanNode(node), row);
}

export function usePlanNode(node: FormNode): PlanNode {
  const planned = useKit().engine.plan.nodeOf.get(node);
  if (planned === undefined) throw new Error(`${node.name} is of another form`);
  return planned;
}
