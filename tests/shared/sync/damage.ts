/** A copy of `tree` with its n-th node (counted round) replaced. */
export function replaceNode(tree: unknown, n: number, by: unknown): unknown {
  let nodes = 0;
  const count = (x: unknown): void => {
    nodes += 1;
    if (typeof x === 'object' && x !== null) Object.values(x).forEach(count);
  };
  count(tree);
  let left = n % nodes;
  const copy = (x: unknown): unknown => {
    if (left === 0) {
      left -= 1;
      return by;
    }
    left -= 1;
    if (Array.isArray(x)) return x.map(copy);
    if (typeof x === 'object' && x !== null) return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, copy(v)]));
    return x;
  };
  return copy(tree);
}
