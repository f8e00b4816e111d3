// Cuts an XLSForm expression into tokens. XPath's one oddity is kept: `-` belongs to a name unless a
// space or another token stands before it (`count-selected`, but `a - b`).

export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  /** `${name}` */
  | { readonly kind: 'answer'; readonly name: string; readonly at: number }
  /** A bare name: a function, an operator word, or a column of a choice list. */
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'sign'; readonly sign: string; readonly at: number }
  | { readonly kind: 'end'; readonly at: number };

export type Tokens = { readonly ok: true; readonly tokens: readonly Token[] } | { readonly ok: false; readonly at: number; readonly what: string };

const NUMBER = /\d+(?:\.\d*)?|\.\d+/y;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{M}\p{N}_.-]*)?/uy;
const ANSWER = /\$\{\s*([\p{L}_][\p{L}\p{M}\p{N}_.-]*)\s*\}/uy;
const SIGN = /<=|>=|!=|[()=<>+*,.-]/y;
const SPACE = /\s+/y;
/** Word processors turn quotes into curly ones; forms in the field have them. */
const QUOTES: Readonly<Record<string, string>> = { "'": "'", '"': '"', '‘': '’', '“': '”' };

export function tokenize(source: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  while (at < source.length) {
    const space = take(SPACE);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const quote = QUOTES[source.charAt(at)];
    if (quote !== undefined) {
      const end = source.indexOf(quote, at + 1);
      if (end < 0) return { ok: false, at, what: source.charAt(at) };
      tokens.push({ kind: 'text', value: source.slice(at + 1, end), at });
      at = end + 1;
      continue;
    }
    const number = take(NUMBER);
    if (number !== null) {
      tokens.push({ kind: 'number', value: Number(number[0]), at });
      at += number[0].length;
      continue;
    }
    const answer = take(ANSWER);
    if (answer !== null) {
      tokens.push({ kind: 'answer', name: answer[1] ?? '', at });
      at += answer[0].length;
      continue;
    }
    const name = take(NAME);
    if (name !== null) {
      tokens.push({ kind: 'name', name: name[0], at });
      at += name[0].length;
      continue;
    }
    const sign = take(SIGN);
    if (sign === null) return { ok: false, at, what: source.charAt(at) };
    tokens.push({ kind: 'sign', sign: sign[0], at });
    at += sign[0].length;
  }
  tokens.push({ kind: 'end', at });
  return { ok: true, tokens };
}
