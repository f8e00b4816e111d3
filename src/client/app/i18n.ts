// Languages are folders of `locales/`; Hindi is the canonical one and the app's first. Its words for
// the first page come with the app, everything else when a screen asks for it.
import words from 'virtual:words';
import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const CANONICAL = 'hi';
const CHOICE_KEY = 'dehri-language';
const FIRST_PAGE = ['app', 'ui', 'errors'];

const firstPage = import.meta.glob<ResourceKey>(['/locales/hi/app.json', '/locales/hi/ui.json', '/locales/hi/errors.json'], { import: 'default', eager: true });

/** Codes of every language there are words for, Hindi first. */
export const LANGUAGES: readonly string[] = Object.keys(words)
  .sort((a, b) => Number(b === CANONICAL) - Number(a === CANONICAL) || a.localeCompare(b));

/** The language's own name for itself. */
export function languageName(code: string): string {
  return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
}

/** Its first letter with its vowel (हि), or its code where letters are Latin (EN). */
export function languageSign(code: string): string {
  const name = languageName(code);
  const [first] = new Intl.Segmenter(code, { granularity: 'grapheme' }).segment(name);
  return /^[A-Za-z]/.test(name) ? code.toUpperCase() : (first?.segment ?? code);
}

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const bundled = firstPage[`/locales/${language}/${namespace}.json`];
    if (bundled !== undefined) return done(null, bundled);
    const load = words[language]?.[namespace];
    if (load === undefined) return done(null, {});
    load().then((loaded) => done(null, loaded), (error: unknown) => done(error instanceof Error ? error : new Error('words did not load'), true));
  },
};

export async function startI18n(): Promise<void> {
  const chosen = localStorage.getItem(CHOICE_KEY);
  await i18next.use(backend).use(initReactI18next).init({
    lng: chosen !== null && LANGUAGES.includes(chosen) ? chosen : CANONICAL,
    fallbackLng: CANONICAL,
    supportedLngs: [...LANGUAGES],
    load: 'currentOnly',
    ns: FIRST_PAGE,
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: true },
  });
  document.documentElement.lang = i18next.language;
}

/** Words of a language that was never shown here come over the network; without it nothing changes. */
export async function setLanguage(code: string): Promise<void> {
  const there = await Promise.all(FIRST_PAGE.map((namespace) => words[code]?.[namespace]?.())).then(() => true, () => false);
  if (!there) return;
  await i18next.changeLanguage(code);
  localStorage.setItem(CHOICE_KEY, code);
  document.documentElement.lang = code;
}
