// What the app is called on this device: by its own name, or, for whom that name beside her is a danger,
// as a diary. Kept on the device, whoever works on it; `public/before-paint.js` puts it on title and icon.
const KEY = 'app-name';
export const APP_NAMES = ['dehri', 'diary'] as const;
export type AppName = (typeof APP_NAMES)[number];

export function appName(): AppName {
  return localStorage.getItem(KEY) === 'diary' ? 'diary' : 'dehri';
}

/** Words of the name: `app:name`, or `app:neutral.name`. */
export function appNameKey(): string {
  return appName() === 'diary' ? 'app:neutral.name' : 'app:name';
}

export function setAppName(name: AppName): void {
  if (name === 'diary') localStorage.setItem(KEY, name);
  else localStorage.removeItem(KEY);
  const script = document.createElement('script');
  script.src = '/before-paint.js';
  script.addEventListener('load', () => script.remove());
  document.head.append(script);
}
