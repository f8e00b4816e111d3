import { useTranslation } from 'react-i18next';
import { createFormat, type Format } from './format.ts';

/** One for each language: what the browser needs to write dates is dear to make, and hundreds of figures ask for it. */
const made = new Map<string, Format>();

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const format = made.get(i18n.language) ?? createFormat(i18n.language);
  made.set(i18n.language, format);
  return format;
}
