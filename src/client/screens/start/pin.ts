export const PIN_LENGTH = 6;

/** Runs, repeats and doublets are the first that anyone tries. */
export function isEasyPin(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i]));
  const half = pin.slice(0, pin.length / 2);
  return new Set(pin).size < 3 || steps.every((s) => s === 1) || steps.every((s) => s === -1) || pin === half + half;
}
