// What must fit together on a child's path (JJ Act s.31).
import type { RecordRule } from '#shared/record/record-type.ts';
import { textOf } from './read.ts';

export const CHILD_RULES: readonly RecordRule[] = [
  {
    code: 'cwc-before-found',
    broken: (values) => {
      const [found, produced] = [textOf(values, 'foundDay'), textOf(values, 'cwcDay')];
      if (found === '' || produced === '') return [];
      if (produced < found) return ['cwcDay'];
      const [foundTime, time] = [textOf(values, 'foundTime'), textOf(values, 'cwcTime')];
      return produced === found && foundTime !== '' && time !== '' && time < foundTime ? ['cwcTime'] : [];
    },
  },
];
