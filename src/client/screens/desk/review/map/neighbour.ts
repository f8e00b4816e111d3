// Arrow keys on a map: the nearest place that lies that way.
export type Way = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';
type Point = readonly [x: number, y: number];

const WAYS: Readonly<Record<Way, Point>> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export function wayOf(key: string): Way | undefined {
  return key === 'ArrowUp' || key === 'ArrowDown' || key === 'ArrowLeft' || key === 'ArrowRight' ? key : undefined;
}

/** Index of the nearest point within 60° of the way; undefined at the border. */
export function neighbour(points: readonly Point[], from: number, way: Way): number | undefined {
  const [x, y] = points[from] ?? [0, 0];
  const [wx, wy] = WAYS[way];
  let best: { readonly at: number; readonly far: number } | undefined;
  for (const [at, [px, py]] of points.entries()) {
    const far = Math.hypot(px - x, py - y);
    if (at === from || far === 0) continue;
    const straight = ((px - x) * wx + (py - y) * wy) / far;
    // What lies aslant counts as farther.
    if (straight > 0.5 && (best === undefined || far / straight < best.far)) best = { at, far: far / straight };
  }
  return best?.at;
}
