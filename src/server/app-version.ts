import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

/** Version of the app that this server serves, to say which phones are behind. */
export const APP_VERSION: string = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version;
