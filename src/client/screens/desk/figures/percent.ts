/** 0.638 → "63.8%". Never rounded up: 100% is said of the whole alone. */
export function percent(share: number): string {
  return `${share >= 1 ? '100' : percentNumber(share).toFixed(1)}%`;
}

/** 0.638 → 63.8, as it stands in a file; what a fraction loses in binary is made good. */
export function percentNumber(share: number): number {
  return Math.floor(share * 1000 + 1e-9) / 10;
}
