// What meetings and directions add to the counts. A direction counts where its owner is. What is due is dated on
// the day it is due, so that the review sees by itself what has run out.
import { bucketPlace } from '#shared/place/bucket.ts';
import type { Contribution, Indicators } from '#shared/report/indicator.ts';
import { textOf } from './read.ts';
import { dueDay, isClosed, isReplied } from './state.ts';

export const directionIndicators: Indicators = {
  recordType: 'direction',
  counts: ['directionsGiven', 'directionsClosed', 'directionsClosedInTime', 'directionsOpen', 'directionsReplied', 'directionsDue'],
  standing: ['directionsOpen', 'directionsReplied'],
  contributions: ({ bucket, values }) => {
    const add = (count: string, day: string): Contribution => ({ count, place: bucketPlace(bucket), day, amount: 1 });
    const given = add('directionsGiven', textOf(values, 'givenDay'));
    if (isClosed(values)) {
      const day = textOf(values, 'statusDay');
      return [given, add('directionsClosed', day), ...(lastReplyDay(values) <= dueDay(values) ? [add('directionsClosedInTime', day)] : [])];
    }
    return [given, add('directionsOpen', ''), isReplied(values) ? add('directionsReplied', '') : add('directionsDue', dueDay(values))];
  },
};

/** The owner did her part when she replied; without a reply the day on which it was closed counts. */
function lastReplyDay(values: Parameters<typeof textOf>[0]): string {
  const days = Object.keys(values).filter((path) => /^replies\.[^.]+\.day$/u.test(path)).map((path) => textOf(values, path));
  return days.length === 0 ? textOf(values, 'statusDay') : days.reduce((last, day) => (day > last ? day : last), '');
}

export const meetingIndicators: Indicators = {
  recordType: 'reviewMeeting',
  counts: ['meetingsHeld'],
  contributions: ({ bucket, values }) => (values['status'] === 'held' ? [{ count: 'meetingsHeld', place: bucketPlace(bucket), day: textOf(values, 'day'), amount: 1 }] : []),
};

export const INDICATORS: readonly Indicators[] = [directionIndicators, meetingIndicators];
