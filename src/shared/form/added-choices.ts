// A form with the choices that an administrator has added to its open lists, each with its own word.
import type { Rulebook } from '../task/rulebook.ts';
import type { Choice, FormDefinition } from './definition.ts';
import { wordHome } from './words.ts';

/** The name of a form's list in the rulebook: `one-stop-centre.agency`. */
export function listId(definition: FormDefinition, list: string): string {
  return `${wordHome(definition).namespace}.${list}`;
}

/**
 * The same definition when nothing was added. A form that is open keeps the one it was opened with: the
 * caller asks once, for each new definition is compiled anew.
 */
export function withAdded(definition: FormDefinition, rules: Pick<Rulebook, 'added'>): FormDefinition {
  const longer = (definition.open ?? []).flatMap((list): [string, readonly Choice[]][] => {
    const added = rules.added(listId(definition, list));
    return added.length === 0 ? [] : [[list, [...definition.choices[list] ?? [], ...added.map(({ value, word }) => ({ value, label: { hi: word } }))]]];
  });
  return longer.length === 0 ? definition : { ...definition, choices: { ...definition.choices, ...Object.fromEntries(longer) } };
}
