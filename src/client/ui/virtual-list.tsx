// A long list that scrolls with the page: only the rows in sight exist. Row heights are measured,
// because names wrap and the system font may be doubled; when a row above the window turns out higher
// or lower than thought, the page is moved by the difference, so that what is being read stands still.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { rowsInSight, startsOfRows, type Sight } from './rows-in-sight.ts';
import './virtual-list.css';

export interface VirtualListProps<Item> {
  readonly items: readonly Item[];
  readonly itemKey: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
  /** First guess of a row's height in CSS pixels. */
  readonly estimate?: number;
  readonly label: string;
}

/** Rows kept on either side of those in sight. */
const SPARE = 6;

export function VirtualList<Item>({ items, itemKey, children, estimate = 72, label }: VirtualListProps<Item>) {
  const list = useRef<HTMLUListElement>(null);
  /** Measured heights by key; `heights` is a new object whenever one changed. */
  const [known] = useState(() => new Map<string, number>());
  const [heights, setHeights] = useState({ of: known });
  /** As of the last scrolling that brought other rows into sight. */
  const [sight, setSight] = useState<Sight>(() => ({ from: 0, to: window.innerHeight }));
  const keys = useMemo(() => items.map(itemKey), [items, itemKey]);
  const starts = useMemo(() => startsOfRows(keys, heights.of, estimate), [keys, heights, estimate]);
  const { first, end } = rowsInSight(starts, sight, SPARE);

  const shown = useRef({ keys, starts, first, end });
  useLayoutEffect(() => {
    shown.current = { keys, starts, first, end };
  });

  useLayoutEffect(() => {
    if (list.current === null) return;
    const next = sightOf(list.current);
    const rows = rowsInSight(shown.current.starts, next, 0);
    // Opened half-way down the page, or become shorter. A few rows too many, drawn already, cost less than drawing all anew.
    if (rows.first < shown.current.first || rows.end > shown.current.end) setSight(next);
  }, [items]);
  useEffect(() => {
    const onMove = (): void => {
      if (list.current === null) return;
      const next = sightOf(list.current);
      const rows = rowsInSight(shown.current.starts, next, SPARE);
      // At once: a frame later the window would show where the rows are not yet.
      if (rows.first !== shown.current.first || rows.end !== shown.current.end) flushSync(() => setSight(next));
    };
    window.addEventListener('scroll', onMove, { passive: true });
    window.addEventListener('resize', onMove);
    return () => {
      window.removeEventListener('scroll', onMove);
      window.removeEventListener('resize', onMove);
    };
  }, []);

  /** By how much the rows above the window have grown since the page was last drawn. */
  const grown = useRef(0);
  const measure = useCallback((entries: readonly ResizeObserverEntry[]) => {
    if (list.current === null) return;
    const { from } = sightOf(list.current);
    let changed = false;
    for (const { target, borderBoxSize } of entries) {
      const index = Number(target.getAttribute('data-index'));
      const key = shown.current.keys[index];
      const [start = 0, next = 0] = shown.current.starts.subarray(index, index + 2);
      const height = borderBoxSize[0]?.blockSize ?? 0;
      // In a hidden page nothing has a height.
      if (key === undefined || height === 0) continue;
      const before = known.get(key) ?? next - start;
      known.set(key, height);
      if (height === before) continue;
      if (next <= from) grown.current += height - before;
      changed = true;
    }
    if (changed) setHeights({ of: known });
  }, [known]);
  const observer = useRef<ResizeObserver>(undefined);
  const watch = useCallback((row: HTMLLIElement) => {
    const watching = observer.current ??= new ResizeObserver(measure);
    watching.observe(row);
    return () => watching.unobserve(row);
  }, [measure]);
  useLayoutEffect(() => {
    if (grown.current !== 0) window.scrollBy(0, grown.current);
    grown.current = 0;
  }, [heights]);

  return (
    <ul ref={list} aria-label={label} className="virtual-list" style={{ height: starts[items.length] }}>
      {items.slice(first, end).map((item, i) => (
        <li
          key={keys[first + i]}
          ref={watch}
          data-index={first + i}
          aria-setsize={items.length}
          aria-posinset={first + i + 1}
          className="virtual-list__row"
          style={{ transform: `translateY(${starts[first + i] ?? 0}px)` }}
        >
          {children(item)}
        </li>
      ))}
    </ul>
  );
}

function sightOf(list: HTMLElement): Sight {
  const { top } = list.getBoundingClientRect();
  return { from: -top, to: window.innerHeight - top };
}
