// What is brought to a phone before anybody asks: the words of the guide and the pictures of her roles, and the
// library, so that schemes open at a door without a network.
import i18next from 'i18next';
import type { Role } from '#shared/access/table.ts';
import { addressOf, GENERAL, picturesOf, topicsOf } from './guide.ts';

/** The words, and the screen that this file comes with; the same of the library. */
export async function fetchGuide(): Promise<void> {
  await Promise.all([import('./help.tsx'), import('../library/library.tsx'), i18next.loadNamespaces(['help', 'library'])]);
}

/** One after the other: nobody waits for them. Those that are kept are answered by the phone itself. */
export async function fetchPictures(roles: readonly Role[]): Promise<void> {
  for (const picture of picturesOf([...topicsOf(roles), ...GENERAL])) await (await fetch(addressOf(picture))).blob();
}
