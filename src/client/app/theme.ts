// Light for the sun, dark for the night; the person's own choice stays on the phone.
const KEY = 'dehri-theme';
export type Theme = 'light' | 'dark';

export function currentTheme(): Theme {
  return localStorage.getItem(KEY) === 'dark' ? 'dark' : 'light';
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  applyTheme();
}

export function applyTheme(): void {
  document.documentElement.dataset['theme'] = currentTheme();
}
