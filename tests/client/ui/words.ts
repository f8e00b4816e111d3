// Words for components in tests: the real ones, of every namespace.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

const files = import.meta.glob<Record<string, unknown>>('/locales/*/*.json', { import: 'default', eager: true });

export async function startWords(language = 'hi'): Promise<void> {
  const resources: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [path, words] of Object.entries(files)) {
    const [, , code = '', file = ''] = path.split('/');
    (resources[code] ??= {})[file.replace('.json', '')] = words;
  }
  await i18next.use(initReactI18next).init({ lng: language, fallbackLng: 'hi', resources, interpolation: { escapeValue: false }, react: { useSuspense: false } });
  document.documentElement.lang = language;
}
