/** Of the app; goes along with every sync, so that the office sees which phones are behind. */
export const APP_VERSION = '0.1.0';
