/** What a client says of itself goes into a row and onto the desk: only plain characters of it. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, '?');
}
