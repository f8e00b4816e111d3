// The other language, one tap away; with more than two, each tap is the next.
import { useTranslation } from 'react-i18next';
import { LANGUAGES, languageName, languageSign, setLanguage } from '#client/app/i18n.ts';
import './shell.css';

/** @param short where there is no room for the whole name. */
export function LanguageButton({ short = false }: { readonly short?: boolean }) {
  const { t, i18n } = useTranslation('app');
  const next = LANGUAGES[(LANGUAGES.indexOf(i18n.language) + 1) % LANGUAGES.length];
  if (next === undefined || next === i18n.language) return null;
  return (
    <button type="button" className="language-button" lang={next} aria-label={t('app:otherLanguage', { name: languageName(next) })} onClick={() => void setLanguage(next)}>
      {short ? languageSign(next) : languageName(next)}
    </button>
  );
}
