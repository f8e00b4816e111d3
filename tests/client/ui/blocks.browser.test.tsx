import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { FieldSet } from '#client/ui/field.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { NumberPad } from '#client/ui/number-pad.tsx';
import { VirtualList } from '#client/ui/virtual-list.tsx';
import { clear, render } from './render.tsx';
import { startWords } from './words.ts';

beforeAll(() => startWords('hi'));
afterEach(clear);

describe('the number pad', () => {
  function Pad({ onDone }: { readonly onDone: (pin: string) => void }) {
    const [value, setValue] = useState('');
    return <NumberPad label="पिन" value={value} onChange={setValue} length={4} onDone={onDone} />;
  }

  it('takes taps and keys, Devanagari digits too, and tells when the last digit is in', async () => {
    const done: string[] = [];
    render(<Pad onDone={(pin) => done.push(pin)} />);
    await page.getByRole('button', { name: '7', exact: true }).click();
    await userEvent.keyboard('3');
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '५' }));
    await userEvent.keyboard('{Backspace}');
    await userEvent.keyboard('12');
    await expect.poll(() => done).toEqual(['7312']);
    await userEvent.keyboard('9');
    expect(done).toEqual(['7312']);
  });

  it('has keys of at least 60 by 60 pixels', async () => {
    render(<Pad onDone={() => undefined} />);
    const key = page.getByRole('button', { name: '5', exact: true });
    await expect.element(key).toBeVisible();
    const box = key.element().getBoundingClientRect();
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(60);
  });
});

describe('a busy button', () => {
  it('cannot be pressed a second time', async () => {
    let presses = 0;
    render(<Button busy onClick={() => { presses += 1; }}>सहेजें</Button>);
    await expect.element(page.getByRole('button')).toBeVisible();
    document.querySelector('button')?.click();
    expect(presses).toBe(0);
  });
});

describe('choice buttons', () => {
  it('are walked with the arrow keys like any radio group', async () => {
    function Choice() {
      const [chosen, setChosen] = useState<readonly string[]>([]);
      return (
        <FieldSet id="q" label="काम">
          <ChoiceButtons chosen={chosen} onChange={setChosen} options={[{ value: 'a', label: 'बकरी' }, { value: 'b', label: 'सिलाई' }]} />
        </FieldSet>
      );
    }
    render(<Choice />);
    await userEvent.tab();
    await userEvent.keyboard(' ');
    await expect.element(page.getByRole('radio', { name: 'बकरी' })).toBeChecked();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByRole('radio', { name: 'सिलाई' })).toBeChecked();
  });
});

describe('a dialog', () => {
  it('takes the focus, closes with Escape and gives the focus back', async () => {
    function Asking() {
      const [open, setOpen] = useState(false);
      return <><Button onClick={() => setOpen(true)}>पूछें</Button><Dialog open={open} title="भेजें?" onClose={() => setOpen(false)} /></>;
    }
    render(<Asking />);
    await page.getByRole('button', { name: 'पूछें' }).click();
    await expect.element(page.getByRole('dialog', { name: 'भेजें?' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(document.activeElement?.textContent).toBe('पूछें');
  });
});

describe('a list of thousands', () => {
  it('draws only the rows in sight and still says how many there are', async () => {
    const items = Array.from({ length: 5000 }, (_, i) => ({ id: `h${i}`, name: `परिवार ${i}` }));
    render(<VirtualList items={items} itemKey={(item) => item.id} label="परिवार">{(item) => <ListRow title={item.name} onClick={() => undefined} />}</VirtualList>);
    await expect.element(page.getByText('परिवार 0', { exact: true })).toBeVisible();
    expect(document.querySelectorAll('li').length).toBeLessThan(60);
    expect(document.querySelector('li')?.getAttribute('aria-setsize')).toBe('5000');
    window.scrollTo(0, 100_000);
    await expect.poll(() => Number(document.querySelector('li')?.getAttribute('aria-posinset'))).toBeGreaterThan(1000);
  });

  it('gives every row its own height and stays in place while rows above are met for the first time', async () => {
    const heightOf = (i: number): number => 40 + (i % 7) * 30;
    const items = Array.from({ length: 300 }, (_, i) => ({ id: `r${i}`, height: heightOf(i) }));
    render(<VirtualList items={items} itemKey={(item) => item.id} label="परिवार">{(item) => <div style={{ height: item.height }}>{item.id}</div>}</VirtualList>);
    const tops = (): Map<number, number> => new Map([...document.querySelectorAll('li')].map((row) => [Number(row.getAttribute('aria-posinset')) - 1, row.getBoundingClientRect().top]));
    const settled = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 80));
      await expect.poll(() => {
        const rows = [...tops()];
        return rows.length > 5 && rows.every(([i, top], at) => at === rows.length - 1 || Math.abs((rows[at + 1]?.[1] ?? 0) - top - heightOf(i)) < 1);
      }).toBe(true);
    };
    window.scrollTo(0, 0);
    await settled();
    window.scrollTo(0, 12_000);
    await expect.poll(() => Math.min(...tops().keys())).toBeGreaterThan(50);
    await settled();
    // Back up, over rows never drawn before, a little at a time.
    for (let step = 0; step < 10; step += 1) {
      const [index, top] = [...tops()].find(([, at]) => at >= 0) ?? [0, 0];
      window.scrollBy(0, -100);
      await settled();
      expect(Math.abs((tops().get(index) ?? Number.NaN) - top - 100)).toBeLessThan(2);
    }
  });

  it('keeps the rows that stay when others go, and shows what is in sight when it has become shorter far down', async () => {
    const all = Array.from({ length: 400 }, (_, i) => ({ id: `f${i}`, name: `फाइल ${i}` }));
    const few = all.filter((_, i) => i % 2 === 0);
    function Narrowed() {
      const [items, setItems] = useState(all);
      return (
        <>
          <button type="button" style={{ position: 'fixed', insetBlockStart: 0, zIndex: 1 }} onClick={() => setItems(items === all ? few : all)}>कम</button>
          <VirtualList items={items} itemKey={(item) => item.id} label="फाइलें">{(item) => <div style={{ height: 72 }}>{item.name}</div>}</VirtualList>
        </>
      );
    }
    render(<Narrowed />);
    window.scrollTo(0, 0);
    const row = (name: string): Element | undefined => [...document.querySelectorAll('li')].find(({ textContent }) => textContent === name);
    await expect.poll(() => row('फाइल 2')).toBeDefined();
    const kept = row('फाइल 2');
    await page.getByRole('button', { name: 'कम' }).click();
    await expect.poll(() => row('फाइल 1')).toBeUndefined();
    expect(row('फाइल 2')).toBe(kept);
    await page.getByRole('button', { name: 'कम' }).click();
    window.scrollTo(0, 1_000_000);
    await expect.element(page.getByText('फाइल 399', { exact: true })).toBeInViewport();
    await page.getByRole('button', { name: 'कम' }).click();
    await expect.element(page.getByText('फाइल 398', { exact: true })).toBeInViewport();
  });
});
