/** Key of what is written on a request; it goes with the person's rows. */
export function requestKey(id: string): string {
  return `q:${id}`;
}
