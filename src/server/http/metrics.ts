// Counters for the operator. No label ever carries a person, a place or a record.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Lanes } from './admission.ts';

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'route' | 'method' | 'status'>;
  /** Changes by result: a applied, d there already, h held. */
  readonly changes: Counter<'result'>;
  readonly pulled: Counter;
  /** A phone had more than the database: it was put back, or the phone lies. */
  readonly wentBack: Counter;
}

export function createMetrics(lanes: Lanes): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const lines = Object.entries(lanes);
  new Gauge({
    name: 'dehri_syncs', help: 'Phones served and waiting', labelNames: ['line', 'state'], registers: [registry],
    collect() {
      for (const [line, { working, waiting }] of lines) {
        this.set({ line, state: 'working' }, working);
        this.set({ line, state: 'waiting' }, waiting);
      }
    },
  });
  new Counter({
    name: 'dehri_put_off_total', help: 'Phones asked to come later: at the door, or when their request was read already', labelNames: ['line', 'at'], registers: [registry],
    collect() {
      this.reset();
      for (const [line, { putOff }] of lines) {
        this.inc({ line, at: 'door' }, putOff.door);
        this.inc({ line, at: 'line' }, putOff.line);
      }
    },
  });
  return {
    registry,
    requests: new Histogram({
      name: 'dehri_http_seconds', help: 'Time to answer', labelNames: ['route', 'method', 'status'], registers: [registry],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 10],
    }),
    changes: new Counter({ name: 'dehri_changes_total', help: 'Changes handed in, by result', labelNames: ['result'], registers: [registry] }),
    pulled: new Counter({ name: 'dehri_records_pulled_total', help: 'Records sent to phones', registers: [registry] }),
    wentBack: new Counter({ name: 'dehri_database_behind_phone_total', help: 'Phones that had seen more than the database holds', registers: [registry] }),
  };
}
