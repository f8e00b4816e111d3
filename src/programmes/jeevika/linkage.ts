// Whether a family stands in a self-help group, and since when. The list may say so, the door
// decides. Used by counts, screens, tasks and the group assistant alike.
import { bucketPlace } from '#shared/place/bucket.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';

/**
 * `before`: in a group before the drive (found at the door, or said by the list and not yet visited);
 * `now`: entered in an old or new group during the drive; `willing`: ready, but in no register yet;
 * `open`: nothing known or nothing achieved.
 */
export type Linkage = 'before' | 'now' | 'willing' | 'open';

export function linkageOf(values: Values): Linkage {
  switch (values['outcome']) {
    case 'linked_already':
      return 'before';
    case 'old_group':
    case 'new_group':
      return values['groupEntered'] === true ? 'now' : 'willing';
    case undefined:
    case null:
      return isText(values['listGroupName']) || isText(values['listGroupCode']) ? 'before' : 'open';
    default:
      return 'open';
  }
}

/** The smallest known place a record lies in: its own answer if that lies within its bucket. */
export function homeOf(record: DehriRecord): PlaceCode {
  const bucket = bucketPlace(record.bucket);
  const own = record.values['place'];
  return typeof own === 'string' && isWithin(own, bucket) ? own : bucket;
}

/** Written twice: another record goes on in its place. */
export function isJoined({ values }: Pick<DehriRecord, 'values'>): boolean {
  return textOf(values, 'sameAs') !== '';
}

export function textOf(values: Values, path: string): string {
  const value = values[path];
  return typeof value === 'string' ? value : '';
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
