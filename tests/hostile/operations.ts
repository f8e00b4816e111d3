// Every door of the API with a call that goes through it, read from the API's own description: a route
// that is added is attacked without a word here. Only what a description cannot say is told: which
// ids are there, and the bodies that come as bytes.
import * as z from 'zod/mini';

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

export type Send = (call: Call) => Promise<Reply>;

export interface Operation {
  readonly name: string;
  readonly method: string;
  /** With `{name}` where a parameter goes. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Undefined: it takes none, or one that is described nowhere. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** Sample values by the name of a parameter or field. */
export type Samples = Readonly<Record<string, unknown>>;

const schemaSchema = z.looseObject({
  type: z.optional(z.union([z.string(), z.array(z.string())])), enum: z.optional(z.array(z.unknown())), properties: z.optional(z.record(z.string(), z.unknown())),
  anyOf: z.optional(z.array(z.unknown())),
});
const descriptionSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({
    parameters: z.optional(z.array(z.object({ in: z.string(), name: z.string(), schema: z.unknown() }))),
    requestBody: z.optional(z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) })),
  }))),
});

/** @param rooms where a path of this beginning calls the same things otherwise */
export function operationsOf(description: unknown, all: Samples, bodies: Readonly<Record<string, Readonly<Record<string, unknown>>>>, rooms: Readonly<Record<string, Samples>> = {}): Operation[] {
  const { paths } = descriptionSchema.parse(description);
  return Object.entries(paths).flatMap(([path, methods]) => {
    const samples = { ...all, ...Object.entries(rooms).find(([room]) => path.startsWith(room))?.[1] };
    return Object.entries(methods).map(([method, { parameters = [], requestBody }]): Operation => {
      const name = `${method.toUpperCase()} ${path}`;
      const values = (where: string): Record<string, string> =>
        Object.fromEntries(parameters.filter((p) => p.in === where).map((p) => [p.name, String(sampleOf(p.name, p.schema, samples))]));
      const described = requestBody?.content['application/json']?.schema;
      return {
        name, method: method.toUpperCase(), path, params: values('path'), query: values('query'),
        body: bodies[name] ?? (described === undefined ? undefined : asObject(sampleOf('', described, samples))),
      };
    });
  });
}

/** What other programs come with. */
export const TOKEN = `dehri_${'x'.repeat(43)}`;

export function callOf(operation: Operation, cookie: string): Call {
  const { method, path, params, query, body } = operation;
  return {
    method, url: urlOf(path, mapped(params, encodeURIComponent), mapped(query, encodeURIComponent)),
    headers: { cookie, ...(path.startsWith('/api/v1') && { authorization: `Bearer ${TOKEN}` }), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

/** @param params @param query percent-encoded */
export function urlOf(path: string, params: Readonly<Record<string, string>>, query: Readonly<Record<string, string>>): string {
  const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`).join('&');
  return asked === '' ? at : `${at}?${asked}`;
}

export function mapped(values: Readonly<Record<string, string>>, change: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

/** Every place in a body where a value stands: its path, and the body as JSON with another there. */
export function* slotsOf(value: unknown, at: readonly string[] = []): Generator<readonly string[]> {
  yield at;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* slotsOf(child, [...at, key]);
}

const MARK = '"\u2603 here"';

/** The body as JSON with `json` at `slot`: spliced as text, for some rows are what no value can say. */
export function splice(body: unknown, slot: readonly string[], json: string): string {
  const copy: { root: unknown } = { root: structuredClone(body) };
  let holder: Record<string, unknown> = copy;
  let key = 'root';
  for (const next of slot) {
    const inner = holder[key];
    if (typeof inner !== 'object' || inner === null) throw new Error('a slot lies in an object');
    holder = asObject(inner);
    key = next;
  }
  holder[key] = MARK.slice(1, -1);
  return JSON.stringify(copy.root).replace(MARK, () => json);
}

function sampleOf(name: string, schema: unknown, samples: Samples): unknown {
  if (Object.hasOwn(samples, name)) return samples[name];
  const { type, enum: choices, properties, anyOf } = schemaSchema.parse(schema ?? {});
  if (choices !== undefined) return choices[0];
  if (properties !== undefined) return Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, sampleOf(key, inner, samples)]));
  if (anyOf !== undefined) return sampleOf(name, anyOf[0], samples);
  switch (type) {
    case 'integer': case 'number': return 1;
    case 'boolean': return true;
    case 'array': return [];
    case 'object': return {};
    default: return 'x';
  }
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error('an object is expected');
  return value as Record<string, unknown>;
}
