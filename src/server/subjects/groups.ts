// Who is one person: rows that pairs hold together, directly or through others.
export class Groups {
  readonly #above = new Map<string, string>();

  /** The one that stands for all of its group. */
  of(one: string): string {
    const above = this.#above.get(one);
    if (above === undefined) return one;
    const top = this.of(above);
    if (top !== above) this.#above.set(one, top);
    return top;
  }

  /** `under` and all with it go to `over` and all with it. */
  join(over: string, under: string): void {
    const [top, other] = [this.of(over), this.of(under)];
    if (top !== other) this.#above.set(other, top);
  }
}

/** Each group in the order of `all`, groups by their first. */
export function groupsOf(all: readonly string[], pairs: Iterable<readonly [string, string]>): string[][] {
  const groups = new Groups();
  for (const [a, b] of pairs) groups.join(a, b);
  return [...groupedBy(all, (one) => groups.of(one)).values()];
}

export function groupedBy<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const group = found.get(by(one));
    if (group === undefined) found.set(by(one), [one]);
    else group.push(one);
  }
  return found;
}
