/** Asks again and again until it is so. @throws after `seconds`, naming what never came. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`in ${seconds} s it never came true: ${what}`);
    await pause(20);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((wait) => setTimeout(wait, ms));
}
