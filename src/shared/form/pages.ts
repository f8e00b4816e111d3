// Which questions stand together on the phone. XLSForm's rule: a group shown as a field list is one
// page, and so is a repeat; every question outside of one is a page of its own.
import type { FormNode } from './definition.ts';

export interface Page {
  readonly id: string;
  /** What stands on it, in order. */
  readonly nodes: readonly FormNode[];
  /** The group that gives it its title. */
  readonly group: FormNode | undefined;
}

export type IsRelevant = (node: FormNode) => boolean;

/** Pages on which something can be seen. */
export function pagesOf(nodes: readonly FormNode[], isRelevant: IsRelevant): Page[] {
  return nodes.filter(isRelevant).flatMap((node): Page[] => {
    if (!isShown(node)) return [];
    if (node.type !== 'group') return [{ id: node.name, nodes: [node], group: undefined }];
    if (node.appearance?.split(' ').includes('field-list') === true) {
      return hasVisible(node.children, isRelevant) ? [{ id: `@${node.name}`, nodes: node.children, group: node }] : [];
    }
    return pagesOf(node.children, isRelevant).map((page) => ({ ...page, group: page.group ?? node }));
  });
}

/** Is there anything to see among these nodes? */
export function hasVisible(nodes: readonly FormNode[], isRelevant: IsRelevant): boolean {
  return nodes.some((node) => isRelevant(node) && isShown(node) && (node.type !== 'group' || hasVisible(node.children, isRelevant)));
}

export function samePages(a: readonly Page[], b: readonly Page[]): boolean {
  return a.length === b.length && a.every((page, i) => page.id === b[i]?.id);
}

/** A calculated value is worked out in silence unless its appearance is `display`. */
export function isShown(node: FormNode): boolean {
  return node.type !== 'calculate' || node.appearance === 'display';
}
