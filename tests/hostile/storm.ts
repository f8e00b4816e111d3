// The corpus through every door: each row in the place of each parameter, field and header. Whoever
// runs it says how a call is sent; an answer is judged the same everywhere.
import { ERROR_CODES } from '#shared/error-codes.ts';
import { ADDRESS_PARTS, BODIES, bombs, HEADERS, JSONS, LONG_TEXT } from './corpus.ts';
import { callOf, mapped, slotsOf, splice, urlOf, type Call, type Operation, type Reply, type Send } from './operations.ts';
import { pollution } from './pollution.ts';

export interface Storm {
  readonly send: Send;
  readonly cookie: string;
  /** Sentences about what should not have been. */
  readonly faults: string[];
  calls: number;
}

/** Every value of the corpus in every parameter and field of one operation. */
export async function throughFields(storm: Storm, operation: Operation): Promise<void> {
  const { method, path, params, query, body } = operation;
  const plain = callOf(operation, storm.cookie);
  const encoded = { params: mapped(params, encodeURIComponent), query: mapped(query, encodeURIComponent) };
  for (const { name, part } of ADDRESS_PARTS) {
    for (const param of Object.keys(params)) {
      await strike(storm, `${operation.name} {${param}} ${name}`, { ...plain, url: urlOf(path, { ...encoded.params, [param]: part }, encoded.query) });
    }
    for (const field of [...Object.keys(query), '__proto__']) {
      await strike(storm, `${operation.name} ?${field} ${name}`, { ...plain, url: urlOf(path, encoded.params, { ...encoded.query, [field]: part }) });
    }
  }
  if (body === undefined) return;
  for (const slot of slotsOf(body)) {
    for (const { name, json } of JSONS) {
      await strike(storm, `${method} ${path} .${slot.join('.')} ${name}`, { ...plain, body: splice(body, slot, json) });
    }
  }
  await strike(storm, `${operation.name} unknown keys`, { ...plain, body: `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},${JSON.stringify(body).slice(1)}` });
  const [first = ''] = Object.keys(body);
  await strike(storm, `${operation.name} ${LONG_TEXT.name}`, { ...plain, body: splice(body, [first], JSON.stringify(LONG_TEXT.text)) });
}

/** Bodies that are no message, headers that make no sense. */
export async function throughFrames(storm: Storm, operation: Operation, packed = bombs()): Promise<void> {
  const plain = callOf(operation, storm.cookie);
  for (const { header, value } of HEADERS) {
    await strike(storm, `${operation.name} ${header}: ${value.slice(0, 40)}`, { ...plain, headers: { ...plain.headers, [header]: value } });
  }
  if (operation.method === 'GET') return;
  for (const type of ['application/json', 'application/octet-stream']) {
    for (const { name, bytes } of BODIES) {
      await strike(storm, `${operation.name} body: ${name} as ${type}`, { ...plain, headers: { ...plain.headers, 'content-type': type }, body: bytes });
    }
    for (const { name, bytes, encoding } of packed) {
      await strike(storm, `${operation.name} bomb: ${name} as ${type}`, { ...plain, headers: { ...plain.headers, 'content-type': type, 'content-encoding': encoding }, body: bytes });
    }
  }
}

async function strike(storm: Storm, what: string, call: Call): Promise<void> {
  storm.calls += 1;
  const reply = await storm.send(call);
  const fault = faultOf(reply);
  if (fault !== undefined) storm.faults.push(`${what}: ${fault}`);
  for (const found of pollution()) storm.faults.push(`${what}: ${found} was set`);
}

function faultOf({ status, text }: Reply): string | undefined {
  if (status >= 500) return `answered ${status}`;
  // Node itself refuses a head that is too long, before any of ours is asked.
  if (status < 400 || status === 431) return undefined;
  try {
    const said: unknown = JSON.parse(text);
    const code = typeof said === 'object' && said !== null && 'code' in said ? said.code : undefined;
    return ERROR_CODES.some((known) => known === code) ? undefined : `${status} without a code`;
  } catch {
    return `${status} without JSON`;
  }
}
