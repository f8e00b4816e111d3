// Which words a form needs, and where they are found: `<programme>:form.<form>.<name>.label`. Words
// that a loaded XLSForm carries itself win.
import type { Choice, FormDefinition, FormNode, Words } from './definition.ts';

/** `jeevika.survey` → namespace `jeevika`, form `survey`. */
export function wordHome(definition: FormDefinition): { readonly namespace: string; readonly form: string } {
  const dot = definition.id.indexOf('.');
  return { namespace: definition.id.slice(0, dot), form: definition.id.slice(dot + 1) };
}

export type WordPart = 'label' | 'hint' | 'error';

export function nodeKey(definition: FormDefinition, node: FormNode, part: WordPart): string {
  const { namespace, form } = wordHome(definition);
  return `${namespace}:form.${form}.${node.name}.${part}`;
}

export function choiceKey(definition: FormDefinition, list: string, choice: Choice): string {
  return `${wordHome(definition).namespace}:choice.${list}.${choice.value}`;
}

export function titleKey(definition: FormDefinition): string {
  const { namespace, form } = wordHome(definition);
  return `${namespace}:form.${form}.title`;
}

/** The language asked for, else the form's own default, else any. */
export function inlineWords(words: Words | undefined, language: string): string | undefined {
  if (words === undefined) return undefined;
  return words[language] ?? words[language.split('-')[0] ?? ''] ?? words['default'] ?? Object.values(words)[0];
}

/** Every key that must have words for the form to be shown: labels, choices, errors of constraints. */
export function wordsNeeded(definition: FormDefinition): string[] {
  const keys = new Set<string>([titleKey(definition)]);
  const lists = new Set<string>();
  const walk = (nodes: readonly FormNode[]): void => {
    for (const node of nodes) {
      if (node.type !== 'calculate' && node.label === undefined) keys.add(nodeKey(definition, node, 'label'));
      if (node.type === 'group' || node.type === 'repeat') walk(node.children);
      else {
        if (node.constraint !== undefined && node.constraintMessage === undefined) keys.add(nodeKey(definition, node, 'error'));
        if (node.list !== undefined) lists.add(node.list);
      }
    }
  };
  walk(definition.children);
  for (const list of lists) {
    for (const choice of definition.choices[list] ?? []) if (choice.label === undefined) keys.add(choiceKey(definition, list, choice));
  }
  return [...keys];
}
