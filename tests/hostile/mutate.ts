// Damage that knows the shape of a message: columns of other lengths, wrong indices, counts far too
// large, values moved and doubled. Pure: the same picks give the same damage.
import { JSONS } from './corpus.ts';

export interface Pick {
  /** Which node, counted round. */
  readonly node: number;
  readonly kind: (typeof KINDS)[number];
  readonly n: number;
}

export const KINDS = ['corpus', 'drop', 'twice', 'swap', 'more', 'off by one', 'huge', 'negative', 'cut', 'double', 'move', 'wrap', 'empty'] as const;

const SMALL_JSONS: readonly unknown[] = JSONS.filter(({ json }) => json.length < 300 && json !== '1e400' && json !== '-1e400').map(({ json }): unknown => JSON.parse(json));

export function mutate(tree: unknown, picks: readonly Pick[]): unknown {
  const root = { root: structuredClone(tree) };
  for (const pick of picks) {
    const nodes = [...nodesOf(root.root, root, 'root')];
    const node = nodes[pick.node % nodes.length];
    if (node !== undefined) damage(node, pick, nodes);
  }
  return root.root;
}

type Holder = Record<string, unknown> | unknown[];

interface Node {
  readonly holder: Holder;
  readonly key: string;
  readonly value: unknown;
}

function* nodesOf(value: unknown, holder: Holder, key: string): Generator<Node> {
  yield { holder, key, value };
  if (isHolder(value)) for (const [k, child] of Object.entries(value)) yield* nodesOf(child, value, k);
}

function damage({ holder, key, value }: Node, { kind, n }: Pick, nodes: readonly Node[]): void {
  const put = (by: unknown): void => {
    Object.defineProperty(holder, key, { value: by, enumerable: true, configurable: true, writable: true });
  };
  const other = nodes[n % nodes.length];
  switch (kind) {
    case 'corpus': return put(SMALL_JSONS[n % SMALL_JSONS.length]);
    case 'drop':
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else if (key !== 'root') Reflect.deleteProperty(holder, key);
      return;
    case 'twice': if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(value)); return;
    case 'swap':
      if (other === undefined || isHolder(value) || isHolder(other.value)) return;
      put(other.value);
      Object.defineProperty(other.holder, other.key, { value, enumerable: true, configurable: true, writable: true });
      return;
    case 'more': return put(Array.isArray(value) ? [...structuredClone(value), ...structuredClone(value)] : value);
    case 'off by one': return put(typeof value === 'number' ? value + (n % 2 === 0 ? 1 : -1) : value);
    case 'huge': return put(typeof value === 'number' ? [501, 5_001, 1e9, 2 ** 40, 2 ** 53][n % 5] : value);
    case 'negative': return put(typeof value === 'number' ? -1 - value : value);
    case 'cut': return put(typeof value === 'string' ? value.slice(0, n % (value.length + 1)) : Array.isArray(value) ? value.slice(1) : value);
    case 'double': return put(typeof value === 'string' && value.length < 10_000 ? value + value : value);
    case 'move': if (other !== undefined && !isHolder(value)) put(structuredClone(other.value)); return;
    case 'wrap': return put([value]);
    case 'empty': return put(Array.isArray(value) ? [] : isHolder(value) ? {} : value);
  }
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}
