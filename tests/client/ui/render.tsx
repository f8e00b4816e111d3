import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import '#client/ui/theme.css';

let root: Root | undefined;
let box: HTMLElement | undefined;

/** Puts a component on an otherwise empty page. */
export function render(children: ReactNode): HTMLElement {
  clear();
  box = document.createElement('div');
  document.body.append(box);
  root = createRoot(box);
  root.render(children);
  return box;
}

export function clear(): void {
  root?.unmount();
  box?.remove();
}
