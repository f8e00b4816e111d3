/** Made by `vite.config.ts` from the folder `locales/`: language → namespace → its words. */
declare module 'virtual:words' {
  const words: Readonly<Record<string, Readonly<Record<string, () => Promise<import('i18next').ResourceKey>>>>>;
  export default words;
}
