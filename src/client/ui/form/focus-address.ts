import type { FormEngine, Problem } from '#shared/form/engine.ts';
import type { FormKit } from './form-kit.ts';

/** Goes to the answer at fault, unfolding the card of its row if it stands in one. */
export function focusProblem({ engine, openRows, idOf }: FormKit, problem: Problem): void {
  const row = rowOf(engine, problem.path);
  if (row !== undefined) openRows.set(row.repeat, row.id);
  requestAnimationFrame(() => focusInside(idOf(problem.path)));
}

/** The first input within an element, or the element itself. */
export function focusInside(id: string): void {
  const place = document.getElementById(id);
  if (place === null) return;
  place.scrollIntoView({ block: place.matches('input, textarea') ? 'center' : 'start' });
  const inside = place.matches('input, textarea') ? place : place.querySelector<HTMLElement>('input:not([tabindex="-1"]), textarea, button');
  (inside ?? place).focus({ preventScroll: true });
}

function rowOf(engine: FormEngine, path: string): { readonly repeat: string; readonly id: string } | undefined {
  const [repeat = '', id, rest] = path.split('.');
  return id === undefined || rest === undefined || !engine.plan.rowNodes.has(repeat) ? undefined : { repeat, id };
}
