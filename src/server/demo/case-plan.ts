// Which cases a demo office has, when they came and when they were closed. Volumes: about nineteen new
// cases a month in a centre, four in five of a year's closed within it (dossier A4, 2024-25).
import { after } from './case-story.ts';
import { createRandom, mixSeed, type Random } from './random.ts';

export interface PlannedCase {
  readonly mode: string;
  readonly registeredDay: string;
  readonly closedDay?: string;
}

/** How they come who do not come through 181 (weights are ours). */
const MODES: readonly (readonly [string, number])[] = [['self', 46], ['relative', 22], ['police', 12], ['field_worker', 9], ['hospital', 5], ['janata_darbar', 4], ['court', 2]];
export const HELPLINE = 'call_181';

/** A year up to today. */
export function yearOfCases(seed: number, today: string, cases = 228, helplineShare = 0.25): readonly PlannedCase[] {
  return casesOver(seed, today, cases, { oldest: 364, newest: 0 }, helplineShare);
}

/** The eight months before that year, when fewer came: so that a review has the year before to compare with. */
export function casesBeforeYear(seed: number, today: string, cases = 88, helplineShare = 0.2): readonly PlannedCase[] {
  return casesOver(seed, today, cases, { oldest: DEMO_DAYS, newest: 365 }, helplineShare);
}

/** How far back the offices of the demo go: some twenty months. */
export const DEMO_DAYS = 608;

/** @param age of the first and the last, days before today */
function casesOver(seed: number, today: string, cases: number, { oldest, newest }: { readonly oldest: number; readonly newest: number }, helplineShare: number): readonly PlannedCase[] {
  return Array.from({ length: cases }, (_, i) => {
    const random = createRandom(mixSeed(seed, i));
    const age = newest + Math.floor(((oldest - newest) * (cases - 1 - i)) / (cases - 1));
    const registeredDay = after(today, -age);
    const mode = random.chance(helplineShare) ? HELPLINE : random.weighted(MODES);
    const took = random.int(18, 80);
    const closes = age > took && random.chance(age > 90 ? 0.95 : 0.75);
    return { mode, registeredDay, ...(closes && { closedDay: after(registeredDay, took) }) };
  });
}

/** As many as a review read out, no more and no fewer, within the period. */
export function exactCases(seed: number, from: string, days: number, mode: 'helpline' | 'centre', { registered, disposed }: { readonly registered: number; readonly disposed: number }): readonly PlannedCase[] {
  const span = days - 1;
  return Array.from({ length: registered }, (_, i) => {
    const random = createRandom(mixSeed(seed, i));
    const at = Math.floor((span * i) / Math.max(1, registered - 1));
    // The last ones to come are those still pending.
    const closedDay = i < disposed ? after(from, Math.min(span, at + random.int(7, 60))) : undefined;
    return { mode: mode === 'helpline' ? HELPLINE : random.weighted(MODES), registeredDay: after(from, at), ...(closedDay !== undefined && { closedDay }) };
  });
}

/** What 181 hears beside what it registers: of 73,113 calls 2,217 were registrable and some 54,416 false (dossier A4). */
const OTHER_CALLS: readonly (readonly [string, number])[] = [['blank', 24_000], ['dropped', 17_416], ['wrong', 8_000], ['insufficient', 5_000], ['information', 14_480], ['repeat', 2_000]];
const CALLS_PER_CASE = 73_113 / 2_217;

/** Dispositions of the calls that became no case, for so many that did. */
export function otherCalls(random: Random, cases: number): readonly string[] {
  return Array.from({ length: Math.round(cases * (CALLS_PER_CASE - 1)) }, () => random.weighted(OTHER_CALLS));
}
