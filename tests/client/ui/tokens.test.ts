import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync(new URL('../../../src/client/ui/tokens.css', import.meta.url), 'utf8');
const THEMES = { light: tokensOf(':root {'), dark: { ...tokensOf(':root {'), ...tokensOf(":root[data-theme='dark'] {") } };

/** Words on what they stand on, and the least contrast: 7 for text, 3 for what only marks a place. */
const PAIRS: readonly (readonly [ink: string, ground: string, least: number])[] = [
  ...['ground', 'paper', 'sunken', 'accent-soft', 'done-soft', 'pending-soft', 'unsent-soft', 'mend-soft'].flatMap((ground) => [['ink', ground, 7] as const]),
  ...['ground', 'paper', 'sunken', 'accent-soft'].map((ground) => ['ink-soft', ground, 7] as const),
  ...['ground', 'paper'].map((ground) => ['accent-ink', ground, 7] as const),
  ['accent-ink', 'accent-soft', 4.5],
  ['on-accent', 'accent', 7],
  ['on-accent', 'accent-press', 7],
  ['on-mend', 'mend-solid', 7],
  ...['done', 'pending', 'unsent', 'mend'].flatMap((state) => [[state, `${state}-soft`, 7] as const]),
  ['mend', 'paper', 7],
  ['mend', 'ground', 7],
  ['paper', 'unsent', 7],
  ...['ground', 'paper'].flatMap((ground) => [['line-strong', ground, 3] as const, ['focus', ground, 3] as const, ['accent', ground, 3] as const]),
];

describe.each(Object.entries(THEMES))('the %s colours', (_, tokens) => {
  it.each(PAIRS)('%s on %s have a contrast of at least %d', (ink, ground, least) => {
    expect(contrast(tokens[ink] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(least);
  });
});

describe('the sheets', () => {
  it('never measure type or touch in pixels, so that a doubled system font doubles everything', () => {
    expect(sheet.match(/--(text|touch|space)[\w-]*:\s*[\d.]+px/g)).toBeNull();
  });
});

function tokensOf(head: string): Record<string, string> {
  const start = sheet.indexOf(head);
  const body = sheet.slice(start, sheet.indexOf('\n}', start));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
