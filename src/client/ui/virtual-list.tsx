// A long list that scrolls with the page: only the rows in sight exist. Row heights are measured,
// because names wrap and the system font may be doubled.
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import './virtual-list.css';

export interface VirtualListProps<Item> {
  readonly items: readonly Item[];
  readonly itemKey: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
  /** First guess of a row's height in CSS pixels. */
  readonly estimate?: number;
  readonly label: string;
}

export function VirtualList<Item>({ items, itemKey, children, estimate = 72, label }: VirtualListProps<Item>) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = list.current?.getBoundingClientRect();
    if (box !== undefined) setTop(box.top + window.scrollY);
  }, []);
  const getItemKey = useCallback((index: number) => {
    const item = items[index];
    return item === undefined ? index : itemKey(item);
  }, [items, itemKey]);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useWindowVirtualizer({ count: items.length, estimateSize: () => estimate, overscan: 6, scrollMargin: top, getItemKey });

  return (
    <ul ref={list} aria-label={label} className="virtual-list" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((row) => {
        const item = items[row.index];
        return item === undefined ? null : (
          <li
            key={row.key}
            ref={virtual.measureElement}
            data-index={row.index}
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            className="virtual-list__row"
            style={{ transform: `translateY(${row.start - top}px)` }}
          >
            {children(item)}
          </li>
        );
      })}
    </ul>
  );
}
