// A phone of the demo: makes changes as the app does (forms filled by the form engine, edits against
// what it has seen) and hands them in through the same door as every phone.
import type { Grant } from '#shared/access/access.ts';
import { formRef, type FormDefinition } from '#shared/form/definition.ts';
import { createFormEngine, type FormEngine } from '#shared/form/engine.ts';
import { bucketOf, bucketReaches } from '#shared/place/bucket.ts';
import type { BucketId, Change, Values } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { MAX_CHANGES_PER_PUSH, type ChangeResult } from '#shared/sync/protocol.ts';
import { dayOf, type Services } from '../services.ts';
import { applyChanges } from '../sync/apply-changes.ts';
import { onPostgres } from '../sync/postgres-tables.ts';

/** What all phones of the demo know together. */
export type World = Map<string, DehriRecord>;

export interface Edit {
  readonly type: string;
  /** Absent: a new record at `place`, under a new id or the one given. */
  readonly record?: string;
  readonly place?: string;
  readonly edits: Values;
  readonly form?: string;
  /** When it was done, milliseconds since 1970. */
  readonly at: number;
}

export class DemoPhone {
  readonly #services: Services;
  readonly #world: World;
  readonly #grants: readonly Grant[];
  readonly #person: string;
  readonly #device: string;
  #counter = 0;
  #waiting: Change[] = [];

  constructor(services: Services, world: World, ...grants: readonly [Grant, ...Grant[]]) {
    this.#services = services;
    this.#world = world;
    this.#grants = grants;
    this.#person = grants[0].person;
    this.#device = `phone-${this.#person}`;
  }

  /** Writes down an edit; the record as it now stands, or undefined when nothing would change. */
  edit({ type: name, record: id, place, edits, form, at }: Edit, seen = id === undefined ? undefined : this.#world.get(id)): DehriRecord | undefined {
    const type = this.#type(name);
    const record = id ?? `${this.#device}-${this.#counter + 1}`;
    const bucket: BucketId = seen?.bucket ?? bucketOf(place ?? '', type.shelf);
    const change = editToChange(type, seen, edits, {
      id: `${this.#device}.${this.#counter + 1}`, record, bucket, device: this.#device, counter: this.#counter + 1,
      author: this.#person, grant: this.#grantFor(bucket).id, deviceTime: at, form: form ?? null,
    });
    if (change === undefined) return seen;
    this.#counter += 1;
    this.#waiting.push(change);
    const now = applyChange(type, this.#world.get(record), change, { seq: 0, at });
    this.#world.set(record, now);
    return now;
  }

  /** Fills a form of the registry as it would be filled by hand. `fill` sets answers in order. */
  fill(formId: string, target: { readonly record?: string; readonly place?: string; readonly begin?: Values }, at: number, fill: (form: FormEngine) => void): DehriRecord | undefined {
    const definition = this.#form(formId);
    const seen = target.record === undefined ? undefined : this.#world.get(target.record);
    const form = createFormEngine(definition, { answers: { ...target.begin, ...seen?.values }, saved: seen?.values ?? {}, today: dayOf(this.#services, at), recordType: this.#type(definition.recordType) });
    fill(form);
    const [problem] = form.problems();
    if (problem !== undefined) throw new Error(`the demo fills ${formId} wrongly: ${problem.code} at ${problem.path}`);
    return this.edit({ type: definition.recordType, edits: { ...target.begin, ...form.output() }, form: formRef(definition), at, ...(target.record === undefined ? {} : { record: target.record }), ...(target.place === undefined ? {} : { place: target.place }) });
  }

  /** Hands in all that waits; the results in order. */
  async send(): Promise<ChangeResult[]> {
    const results: ChangeResult[] = [];
    while (this.#waiting.length > 0) {
      const some = this.#waiting.slice(0, MAX_CHANGES_PER_PUSH);
      results.push(...await applyChanges(onPostgres(this.#services), { person: this.#person, device: this.#device, grants: this.#grants }, some.map((change) => ({ ok: true, change }))));
      this.#waiting = this.#waiting.slice(some.length);
    }
    return results;
  }

  /** The grant she acts under: the first that takes in the bucket. */
  #grantFor(bucket: BucketId): Grant {
    return this.#grants.find((g) => bucketReaches(bucket, g.place)) ?? this.#first();
  }

  #first(): Grant {
    const [grant] = this.#grants;
    if (grant === undefined) throw new Error('a phone of the demo belongs to someone with a grant');
    return grant;
  }

  #type(name: string): RecordType {
    const entry = this.#services.registry.type(name);
    if (entry === undefined) throw new Error(`no record type ${name}`);
    return entry.type;
  }

  #form(ref: string): FormDefinition {
    const form = this.#services.registry.form(ref);
    if (form === undefined) throw new Error(`no form ${ref}`);
    return form;
  }
}

/** Throws unless every change was applied. */
export function expectApplied(results: readonly ChangeResult[]): void {
  const held = results.find((r) => r[0] === 'h');
  if (held !== undefined) throw new Error(`a change of the demo was held: ${held.join(' ')}`);
}
