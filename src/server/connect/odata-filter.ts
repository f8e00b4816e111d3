// The part of OData's $filter that is understood: comparisons of a property with a literal, joined by `and`;
// `eq` for text, `eq`, `ge`, `gt`, `le`, `lt` for days. What is not understood is refused, never passed over.
export interface Comparison {
  readonly property: string;
  readonly how: 'eq' | 'ge' | 'gt' | 'le' | 'lt';
  /** Text without its quotes, or an ISO day. */
  readonly value: string;
  readonly isDay: boolean;
}

const ONE = /^\s*\(*\s*([A-Za-z_][A-Za-z0-9_]{0,59})\s+(eq|ge|gt|le|lt)\s+(?:'((?:[^']|'')*)'|(\d{4}-\d\d-\d\d)(?:T00:00:00(?:\.0+)?Z)?)\s*\)*\s*$/u;

/** Undefined: not understood. */
export function parseFilter(filter: string | undefined): readonly Comparison[] | undefined {
  if (filter === undefined || filter.trim() === '') return [];
  const found: Comparison[] = [];
  for (const part of filter.split(/\s+and\s+/u)) {
    const [, property, how, text, day] = ONE.exec(part) ?? [];
    if (property === undefined || (how !== 'eq' && how !== 'ge' && how !== 'gt' && how !== 'le' && how !== 'lt')) return undefined;
    if (day === undefined && how !== 'eq') return undefined;
    found.push({ property, how, value: day ?? (text ?? '').replaceAll("''", "'"), isDay: day !== undefined });
  }
  return found;
}

/** The one text that a property must be; undefined: any. */
export function textOf(filter: readonly Comparison[], property: string): string | undefined {
  return filter.find((c) => c.property === property && !c.isDay)?.value;
}

/** First and last day, both included, that a property may say; undefined: any. */
export function daysOf(filter: readonly Comparison[], property: string): { readonly from: string; readonly to: string } | undefined {
  const own = filter.filter((c) => c.property === property && c.isDay);
  if (own.length === 0) return undefined;
  let from = '0000-01-01';
  let to = '9999-12-31';
  for (const { how, value } of own) {
    if (how === 'eq' || how === 'ge' || how === 'gt') from = later(from, how === 'gt' ? shifted(value, 1) : value);
    if (how === 'eq' || how === 'le' || how === 'lt') to = earlier(to, how === 'lt' ? shifted(value, -1) : value);
  }
  return { from, to };
}

function shifted(day: string, by: number): string {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) ? day : new Date(ms + by * 86_400_000).toISOString().slice(0, 10);
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
