// Questions that several forms of the centre ask alike.
import type { Question } from '#shared/form/definition.ts';

/** `14:30`; drawn as a clock. */
export function timeOf(name: string, more: Partial<Question> = {}): Question {
  return { type: 'text', name, appearance: 'time', constraint: "regex(., '^([01][0-9]|2[0-3]):[0-5][0-9]$')", ...more };
}

/** Something that has happened: never a day to come. */
export function pastDay(name: string, more: Partial<Question> = {}): Question {
  return { type: 'date', name, constraint: '. <= today()', ...more };
}

export function longText(name: string, more: Partial<Question> = {}): Question {
  return { type: 'text', name, appearance: 'multiline', ...more };
}

/** An answer that stands in the record already and is only read here. */
export function known(name: string): Question {
  return { type: 'calculate', name, calculation: "once('')" };
}
