// Every connection opens what it reads: a reader of records, history or held changes need not know what is
// sealed, and none can forget to ask. Nothing but columns of JSON and of bytes is looked at, and a result without
// anything sealed costs a glance at each of its rows.
import type pg from 'pg';
import { openRows } from './sealed-json.ts';
import type { SubjectKeys } from './subject-keys.ts';

const JSON_TYPE = 114;
const BYTES_TYPE = 17;

type Ask = (...args: readonly unknown[]) => unknown;
type Told = (error: Error | null, result?: pg.QueryResult) => void;

/** COPY and cursors pass as they are. */
export function openWhatIsRead(client: pg.ClientBase, keys: SubjectKeys): void {
  const ask: Ask = Reflect.get(client, 'query').bind(client);
  const opened = async (result: pg.QueryResult): Promise<pg.QueryResult> => {
    const columns = result.fields?.flatMap(({ name, dataTypeID }) => (dataTypeID === JSON_TYPE || (dataTypeID === BYTES_TYPE && MAY_BE_SEALED.has(name)) ? [name] : [])) ?? [];
    if (columns.length > 0 && result.rows.length > 0) await openRows(client, keys, result.rows, columns);
    return result;
  };
  const query = (...args: readonly unknown[]): unknown => {
    const last = args.at(-1);
    if (typeof last === 'function') {
      const tell: Told = (error, result) => { Reflect.apply(last, undefined, [error, result]); };
      return ask(...args.slice(0, -1), (error: Error | null, result?: pg.QueryResult) => {
        if (error !== null && error !== undefined) tell(error);
        else if (result === undefined) tell(null);
        else void opened(result).then((it) => { tell(null, it); }, (fault: unknown) => { tell(fault instanceof Error ? fault : new Error('could not be opened')); });
      });
    }
    const answer = ask(...args);
    return answer instanceof Promise ? answer.then(opened) : answer;
  };
  Object.defineProperty(client, 'query', { value: query });
}

/** Bytes that hold JSON. */
const MAY_BE_SEALED: ReadonlySet<string> = new Set(['body']);
