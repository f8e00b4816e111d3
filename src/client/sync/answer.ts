// Reads an answer line by line while it arrives, so that a page is saved as soon as it is here.
import { readLine } from '#shared/sync/lines.ts';
import type { SyncLine } from '#shared/sync/protocol.ts';

export type Arrived =
  | { readonly kind: 'line'; readonly line: SyncLine }
  /** Cut off or changed on the way: nothing after it can be trusted to follow on what came before. */
  | { readonly kind: 'damaged' }
  /** The first line is a web page's. */
  | { readonly kind: 'not-ours' };

/** No page is longer, in UTF-16 units. */
const LONGEST_LINE = 32_000_000;

/**
 * The lines of an answer; ends after the first that is not whole. `alive` is called whenever bytes
 * come. Lines of unknown kinds are passed over.
 */
export async function* linesOf(response: Response, alive: () => void): AsyncGenerator<Arrived, void, undefined> {
  const reader = response.body?.getReader();
  if (reader === undefined) return yield { kind: 'damaged' };
  const decoder = new TextDecoder();
  let rest = '';
  let first = true;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true as const, value: undefined }));
      alive();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      let end = rest.indexOf('\n');
      let start = 0;
      for (; end >= 0; start = end + 1, end = rest.indexOf('\n', start)) {
        const read = readLine(rest.slice(start, end));
        if (read.ok) yield { kind: 'line', line: read.line };
        else if (read.reason === 'damaged') return yield { kind: first && looksLikePage(rest) ? 'not-ours' : 'damaged' };
        first = false;
      }
      rest = rest.slice(start);
      if (done) {
        if (rest !== '') yield { kind: first && looksLikePage(rest) ? 'not-ours' : 'damaged' };
        return;
      }
      if (rest.length > LONGEST_LINE) return yield { kind: 'damaged' };
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function looksLikePage(text: string): boolean {
  return text.trimStart().startsWith('<');
}
