// Global setup of the e2e project: the app is built before the first two servers start, or both would build it. In a
// process of its own, for building asks for another environment than testing.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BUILD = `import { builtClient } from '#server/build-client.ts'; await builtClient(process.cwd(), () => undefined);`;

export default function setup(): void {
  execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', BUILD], { cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: ['ignore', 'ignore', 'inherit'] });
}
