// Counters for the operator. No label ever carries a person, a place or a record.
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'route' | 'method' | 'status'>;
  /** Changes by result: a applied, d there already, h held. */
  readonly changes: Counter<'result'>;
  readonly pulled: Counter;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'dehri_http_seconds', help: 'Time to answer', labelNames: ['route', 'method', 'status'], registers: [registry],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 10],
    }),
    changes: new Counter({ name: 'dehri_changes_total', help: 'Changes handed in, by result', labelNames: ['result'], registers: [registry] }),
    pulled: new Counter({ name: 'dehri_records_pulled_total', help: 'Records sent to phones', registers: [registry] }),
  };
}
