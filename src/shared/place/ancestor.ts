import { officeKindOf, PLACE_LEVELS, type PlaceCode, type PlaceLevel } from './place.ts';

/** The ancestor of `code` at `level` (itself included), if it lies that deep. */
export function ancestorAt(code: PlaceCode, level: PlaceLevel): PlaceCode | undefined {
  if (level === 'office') return officeKindOf(code) === undefined ? undefined : code;
  const parts = code.split('.');
  const depth = PLACE_LEVELS.indexOf(level) + 1;
  const found = parts.length < depth ? undefined : parts.slice(0, depth).join('.');
  return found !== undefined && officeKindOf(found) === undefined ? found : undefined;
}
