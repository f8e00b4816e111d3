// When phones come. All times in milliseconds from the start of the run, in order.

/** Spread over the time as independent phones are: no rhythm, gaps and heaps by chance. */
export function evenArrivals(random: () => number, phones: number, ms: number): number[] {
  return sorted(Array.from({ length: phones }, () => random() * ms));
}

/** Everyone comes home at six: most of all at the first moment, twice the mean, then ever fewer. */
export function rushArrivals(random: () => number, phones: number, ms: number): number[] {
  return sorted(Array.from({ length: phones }, () => ms * (1 - Math.sqrt(1 - random()))));
}

export interface Step {
  readonly perSecond: number;
  readonly phones: number;
}

/** Rates that grow by a quarter, each held for `seconds`, as far as the phones suffice. */
export function probeSteps(from: number, seconds: number, phones: number): Step[] {
  const steps: Step[] = [];
  let left = phones;
  for (let perSecond = from; ; perSecond *= 1.25) {
    const wanted = Math.round(perSecond * seconds);
    if (wanted > left) return steps;
    steps.push({ perSecond, phones: wanted });
    left -= wanted;
  }
}

function sorted(times: number[]): number[] {
  return times.sort((a, b) => a - b);
}
