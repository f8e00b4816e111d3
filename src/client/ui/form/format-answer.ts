// An answer as a person reads it back: on the review page, on a member's card.
import { parsePoint } from '#shared/form/answer.ts';
import { isDay } from '#shared/form/calendar.ts';
import type { Question } from '#shared/form/definition.ts';
import { isEmpty, toChosen, toText } from '#shared/form/expression-value.ts';
import { choicesOf } from '#shared/form/plan.ts';
import type { FieldValue } from '#shared/record/change.ts';
import { choiceWords, type FormKit } from './form-kit.ts';

/** Undefined when there is nothing to show. */
export function answerText(kit: FormKit, question: Question, value: FieldValue | undefined): string | undefined {
  if (value === undefined || isEmpty(value)) return undefined;
  const { t, language } = kit;
  switch (question.type) {
    case 'yes_no':
      return value === true ? t('form:yes') : value === false ? t('form:no') : toText(value);
    case 'select_one':
    case 'select_multiple': {
      const choices = choicesOf(kit.engine.definition, question);
      return toChosen(value).map((chosen) => {
        const choice = choices.find((one) => one.value === chosen);
        return choice === undefined ? chosen : choiceWords(kit, question, choice);
      }).join(', ');
    }
    case 'date':
      return typeof value === 'string' && isDay(value) ? formatDay(language, value) : toText(value);
    case 'age':
      return typeof value === 'number' ? t('form:age.years', { count: value }) : toText(value);
    case 'integer':
    case 'decimal':
    case 'calculate':
      return typeof value === 'number' ? numberFormat(language).format(value) : toText(value);
    case 'geopoint': {
      const point = parsePoint(toText(value));
      return point === undefined ? toText(value) : t('form:place.got', { metres: Math.round(point.accuracy) });
    }
    case 'image':
      return kit.appearances[question.appearance ?? '']?.text(toText(value)) ?? t('form:photo.taken');
    case 'note':
      return undefined;
    default:
      return kit.appearances[question.appearance ?? '']?.text(toText(value)) ?? toText(value);
  }
}

/** 2026-02-02 → 02 फ़रवरी 2026, in any time zone. */
export function formatDay(language: string, day: string): string {
  return dayFormat(language).format(Date.parse(`${day}T00:00:00Z`));
}

const days = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

function dayFormat(language: string): Intl.DateTimeFormat {
  const known = days.get(language) ?? new Intl.DateTimeFormat(localeOf(language), { day: '2-digit', month: 'long', year: 'numeric', timeZone: 'UTC' });
  days.set(language, known);
  return known;
}

function numberFormat(language: string): Intl.NumberFormat {
  const known = numbers.get(language) ?? new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 6 });
  numbers.set(language, known);
  return known;
}

/** Latin digits and lakh grouping in every language of the country. */
function localeOf(language: string): string {
  return `${language.split('-')[0]}-IN-u-nu-latn`;
}
