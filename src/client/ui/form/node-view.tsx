// One node of a form: its widget if it is relevant. Once drawn it stays and is only hidden, by hand and
// not by a rendering, so that an answer that shows and hides questions again and again costs a page
// little more than bare HTML.
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { FormNode, Group, Question } from '#shared/form/definition.ts';
import { hasVisible, isShown } from '#shared/form/pages.ts';
import { addressOf } from '#shared/form/plan.ts';
import { AgeWidget } from './age-widget.tsx';
import { ChoiceWidget } from './choice-widget.tsx';
import { DateWidget } from './date-widget.tsx';
import { useAddress, useKit, useWords } from './form-kit.ts';
import { GeopointWidget } from './geopoint-widget.tsx';
import { ImageWidget } from './image-widget.tsx';
import { CalculateWidget, NoteWidget } from './note-widget.tsx';
import type { WidgetProps } from './question-frame.tsx';
import { RepeatWidget } from './repeat-widget.tsx';
import { TextWidget } from './text-widget.tsx';
import './node-view.css';

export function NodeList({ nodes, row }: { readonly nodes: readonly FormNode[]; readonly row: string | undefined }) {
  return nodes.filter(isShown).map((node) => <NodeView key={node.name} node={node} row={row} />);
}

export function NodeView({ node, row }: { readonly node: FormNode; readonly row: string | undefined }) {
  const { engine } = useKit();
  const address = useAddress(node, row);
  const box = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(() => engine.state(address).relevant);
  useLayoutEffect(() => {
    const follow = (): void => {
      const { relevant } = engine.state(address);
      if (relevant) setDrawn(true);
      if (box.current !== null) box.current.hidden = !relevant;
    };
    follow();
    return engine.subscribe(address, follow);
  }, [engine, address, drawn]);
  useEffect(() => {
    if (drawn || !DRAWN_AHEAD.has(node.type)) return undefined;
    return whenIdle(() => setDrawn(true));
  }, [drawn, node.type]);
  return drawn ? <div ref={box} className="node"><NodeWidget node={node} row={row} /></div> : null;
}

/** Plain questions that may yet be asked are drawn, hidden, while the phone has nothing else to do. */
const DRAWN_AHEAD: ReadonlySet<string> = new Set(['text', 'integer', 'decimal', 'tel', 'digits', 'select_one', 'select_multiple', 'yes_no']);

function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in window)) return () => undefined;
  const asked = requestIdleCallback(work);
  return () => cancelIdleCallback(asked);
}

const NodeWidget = memo(function NodeWidget({ node, row }: { readonly node: FormNode; readonly row: string | undefined }) {
  const { appearances } = useKit();
  if (node.type === 'group') return <GroupView group={node} row={row} />;
  if (node.type === 'repeat') return <RepeatWidget repeat={node} fields={(id) => <NodeList nodes={node.children} row={id} />} />;
  const Widget = (node.appearance === undefined ? undefined : appearances[node.appearance]?.Widget) ?? WIDGETS[node.type];
  return <Widget question={node} row={row} />;
});

const WIDGETS: Readonly<Record<Question['type'], (props: WidgetProps) => React.ReactNode>> = {
  text: TextWidget, integer: TextWidget, decimal: TextWidget, tel: TextWidget, digits: TextWidget,
  date: DateWidget, age: AgeWidget,
  select_one: ChoiceWidget, select_multiple: ChoiceWidget, yes_no: ChoiceWidget,
  note: NoteWidget, calculate: CalculateWidget, geopoint: GeopointWidget, image: ImageWidget,
};

function GroupView({ group, row }: { readonly group: Group; readonly row: string | undefined }) {
  const label = useWords(group, 'label', row);
  const hint = useWords(group, 'hint', row);
  const { engine } = useKit();
  const something = useSyncExternalStore(useCallback((listener) => engine.subscribeAll(listener), [engine]), () =>
    hasVisible(group.children, (node) => {
      const planned = engine.plan.nodeOf.get(node);
      return planned !== undefined && engine.state(addressOf(planned, row)).relevant;
    }));
  if (!something) return null;
  return (
    <section className="form-group">
      {label === undefined ? null : <h2>{label}</h2>}
      {hint === undefined ? null : <p className="soft">{hint}</p>}
      <NodeList nodes={group.children} row={row} />
    </section>
  );
}
