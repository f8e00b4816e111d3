// Who may sync now? Pushes are worked on a few at a time, for more at once only slow each other; a
// short line waits behind them; whoever would stand in it too long is put off at the door, before her
// changes are read, and told when to come again. A push that was let in is never turned out half-way.
// Whoever only fetches stands in a line of her own, which no push can lengthen.
//
//   door ──── would wait too long ────▶ 429, come in n seconds
//     │                                  ▲
//     ▼ (the body comes, at its pace)    │ far too long after all
//   line ────────────────────────────────┘
//     │ in order of arrival
//     ▼ `atOnce` of them
//   work ── transaction committed ──▶ answer

export interface AdmissionLimits {
  readonly atOnce: number;
  /** Milliseconds that a phone at the door may have to wait; one whose request is read already, twice as long. */
  readonly patience: number;
}

/** The lines of the sync route. */
export interface Lanes {
  readonly push: Admission;
  readonly fetch: Admission;
}

export interface Admission {
  /** At the door, `bytes` being as long as she says her request is. Throws `PutOff`. */
  enter(bytes: number): void;
  /**
   * Does the work when its turn comes. Throws `PutOff` when the line is far too long, or when `who` stands
   * in it too often already: a phone hands in one thing after another, and a few again when its line breaks.
   */
  run<T>(who: string, bytes: number, work: () => Promise<T>): Promise<T>;
  readonly working: number;
  readonly waiting: number;
  /** How many were put off so far. */
  readonly putOff: { readonly door: number; readonly line: number };
}

export class PutOff extends Error {
  /**
   * Whole seconds after which to come again. Each gets a later moment than the one before, at the pace
   * of the work, so that they do not come back together.
   */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('put off');
    this.retryAfter = retryAfter;
  }
}

/** What a request costs beside its bytes, in bytes. */
const EACH = 2_000;
/** Measured: 60 surveys are 5 kB and about 20 ms. Corrected by what every one really takes. */
const FIRST_GUESS_MS_PER_BYTE = 0.003;
/** How much one request says about the pace. */
const LEARNING = 0.1;
const AFTER_READING = 2;
const MOST_OF_ONE = 8;
const SOONEST_S = 2;
const LATEST_S = 120;

/** @param now milliseconds that only go forward */
export function createAdmission({ atOnce, patience }: AdmissionLimits, now: () => number): Admission {
  const line: { readonly cost: number; readonly go: () => void }[] = [];
  const inside = new Map<string, number>();
  const putOff = { door: 0, line: 0 };
  let working = 0;
  let waitingCost = 0;
  let msPerByte = FIRST_GUESS_MS_PER_BYTE;
  /** Up to here the time is given to phones that were put off. */
  let promised = 0;

  const timeFor = (cost: number): number => (cost * msPerByte) / atOnce;
  /** A place that is free is free, whatever the guess. */
  const isTooLong = (most: number): boolean => working >= atOnce && timeFor(waitingCost) > most;

  function refuse(at: keyof typeof putOff, cost: number): never {
    putOff[at] += 1;
    throw new PutOff(laterFor(cost));
  }

  function laterFor(cost: number): number {
    const soonest = now() + Math.max(timeFor(waitingCost), SOONEST_S * 1_000);
    promised = Math.max(promised, soonest) + timeFor(cost);
    // Too far ahead: the time between is given out once more.
    if (promised > now() + LATEST_S * 1_000) promised = soonest;
    return Math.min(LATEST_S, Math.max(SOONEST_S, Math.ceil((promised - now()) / 1_000)));
  }

  async function turn(cost: number): Promise<void> {
    if (working < atOnce && line.length === 0) {
      working += 1;
      return;
    }
    waitingCost += cost;
    await new Promise<void>((go) => { line.push({ cost, go }); });
  }

  /** The place goes straight to the next: nobody who comes just then gets before her. */
  function leave(): void {
    const next = line.shift();
    if (next === undefined) {
      working -= 1;
      return;
    }
    waitingCost -= next.cost;
    next.go();
  }

  return {
    enter(bytes) {
      if (isTooLong(patience)) refuse('door', bytes + EACH);
    },
    async run(who, bytes, work) {
      const cost = bytes + EACH;
      const own = inside.get(who) ?? 0;
      if (isTooLong(patience * AFTER_READING) || own >= MOST_OF_ONE) refuse('line', cost);
      inside.set(who, own + 1);
      await turn(cost);
      const begun = now();
      try {
        return await work();
      } finally {
        msPerByte += LEARNING * ((now() - begun) / cost - msPerByte);
        const left = (inside.get(who) ?? 0) - 1;
        if (left > 0) inside.set(who, left);
        else inside.delete(who);
        leave();
      }
    },
    get working() { return working; },
    get waiting() { return line.length; },
    putOff,
  };
}
