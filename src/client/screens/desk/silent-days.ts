/** Days of silence that are worth a call; the phones' lease ends after seven. */
export const SILENT_DAYS = 3;
