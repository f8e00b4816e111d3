// One figure, one JSON line.
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure is held against, as in the README: `<= 25`. */
  readonly target: string;
  /** The floor or peer measured in the same run. */
  readonly beside?: { readonly name: string; readonly value: number; readonly unit: string };
  readonly note?: string;
}

export function printFigure(figure: Figure): void {
  const round = (n: number): number => (Math.abs(n) >= 100 ? Math.round(n) : Math.round(n * 100) / 100);
  console.log(JSON.stringify({
    ...figure,
    value: round(figure.value),
    ...(figure.beside === undefined ? {} : { beside: { ...figure.beside, value: round(figure.beside.value) } }),
  }));
}

/** The p-th percentile (0..100) of the samples, nearest rank. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('no samples');
  return value;
}
export const median = (samples: readonly number[]): number => percentile(samples, 50);
